#include "connectors/mariadb/mariadb_sql_text.h"

#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c == '@' || static_cast<unsigned char>(c) >= 0x80U;
}

class Scanner {
 public:
  explicit Scanner(std::string_view sql) : sql_{sql} {}

  std::vector<SqlToken> scan() {
    while (skip(), at_ < sql_.size()) {
      if (sql_[at_] == '\'' || sql_[at_] == '"') {
        skip_text(sql_[at_]);
      } else if (sql_[at_] == '`' || is_word_character(sql_[at_])) {
        tokens_.push_back(name());
      } else {
        tokens_.push_back({SqlToken::Kind::sign, {}, std::string(1, sql_[at_++])});
      }
    }
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

  // Spaces and comments. What stands in /*! */ is run by the server, so only its brackets are skipped.
  void skip() {
    while (at_ < sql_.size()) {
      if (std::string_view{" \t\r\n\f\v"}.find(sql_[at_]) != std::string_view::npos) {
        ++at_;
      } else if (sql_[at_] == '#' || (peek(0) == '-' && peek(1) == '-' && peek(2) <= ' ')) {
        at_ = std::min(sql_.find('\n', at_), sql_.size());
      } else if (peek(0) == '/' && peek(1) == '*' && peek(2) != '!' && peek(2) != 'M') {
        const std::size_t end = sql_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? sql_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  void skip_text(char quote) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == '\\') {
        ++at_;
      } else if (sql_[at_] == quote) {
        ++at_;
        if (peek(0) != quote) return;
      }
    }
  }

  std::string part(bool& in_quotes) {
    std::string text;
    if (sql_[at_] != '`') {
      while (at_ < sql_.size() && is_word_character(sql_[at_])) text += sql_[at_++];
      return text;
    }
    in_quotes = true;
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == '`' && peek(1) != '`') break;
      if (sql_[at_] == '`') ++at_;
      text += sql_[at_];
    }
    ++at_;
    return text;
  }

  SqlToken name() {
    SqlToken token;
    bool in_quotes = false;
    token.parts.push_back(part(in_quotes));
    while (peek(0) == '.' && (peek(1) == '`' || is_word_character(peek(1)))) {
      ++at_;
      token.parts.push_back(part(in_quotes));
    }
    token.kind = in_quotes ? SqlToken::Kind::name : SqlToken::Kind::word;
    token.text = lower_ascii(join(token.parts, "."));
    return token;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  std::vector<SqlToken> tokens_;
};

}  // namespace

std::vector<SqlToken> sql_tokens(std::string_view sql) { return Scanner{sql}.scan(); }

}  // namespace reeve::mariadb
