#include "connectors/mariadb/mariadb_lineage.h"

#include <algorithm>

#include "connectors/mariadb/mariadb_sql_text.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

using Kind = SqlToken::Kind;

bool one_of(const SqlToken& token, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return token.is(word); });
}

// Finds the tables of every FROM, and the columns that expressions name by table or alias.
class ViewText {
 public:
  explicit ViewText(std::string_view definition) : tokens_{sql_tokens(definition)} {}

  std::vector<ViewRead> reads() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (tokens_[at_].kind == Kind::name) {
        on_name();
      } else {
        on_word();
      }
    }
    std::map<TableName, std::set<std::string>> found;
    for (const Source& source : sources_) found[source.table];
    for (const auto& name : columns_) add_column(name, found);
    std::vector<ViewRead> reads;
    for (auto& [table, columns] : found) reads.push_back({table, std::move(columns)});
    return reads;
  }

 private:
  struct Source {
    TableName table;
    std::string alias;
  };
  // One pair of brackets.
  struct Level {
    bool is_query = false;
    bool in_from = false;
  };

  void on_word() {
    const SqlToken& token = tokens_[at_];
    Level& level = levels_.back();
    if (token.is("select")) {
      level = {.is_query = true, .in_from = false};
    } else if (token.is("from")) {
      level.in_from = level.is_query;
    } else if (one_of(token, {"where", "group", "having", "order", "limit", "union", "except", "intersect",
                              "window"})) {
      level.in_from = false;
    } else if (token.is("(")) {
      levels_.push_back({.is_query = false, .in_from = level.in_from && opens_tables()});
    } else if (token.is(")")) {
      if (levels_.size() == 1) throw unknown();
      levels_.pop_back();
    }
  }

  // In a FROM a bracket holds tables or a query, but not behind ON or the name of a function.
  bool opens_tables() const {
    return at_ > 0 && one_of(tokens_[at_ - 1], {"from", "join", "straight_join", "(", ",", "lateral"});
  }

  bool is_followed_by(std::string_view sign) const {
    return at_ + 1 < tokens_.size() && tokens_[at_ + 1].is(sign);
  }

  void on_name() {
    const std::vector<std::string>& parts = tokens_[at_].parts;
    if (is_followed_by("(") && !levels_.back().in_from) return;
    if (!levels_.back().in_from) {
      if (parts.size() > 1) columns_.push_back(parts);
      return;
    }
    if (parts.size() == 1) return;  // a query that stands in FROM, or before it, by its own name
    if (parts.size() > 2) throw unknown();
    const bool has_alias =
        at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind == Kind::name && tokens_[at_ + 1].parts.size() == 1;
    sources_.push_back({{parts[0], parts[1]}, has_alias ? tokens_[at_ + 1].parts[0] : parts[1]});
  }

  // An alias may stand for different tables in different queries; then all of them count.
  void add_column(const std::vector<std::string>& name, std::map<TableName, std::set<std::string>>& found) {
    if (name.size() == 3 && !found.contains({name[0], name[1]})) throw unknown();
    for (const Source& source : sources_) {
      const bool is_meant = name.size() == 3 ? source.table == TableName{name[0], name[1]}
                                             : name.size() == 2 && source.alias == name[0];
      if (is_meant) found[source.table].insert(name.back());
    }
  }

  static Error unknown() {
    return {ErrorCode::source,
            "the definition of the view cannot be understood; is this server newer than "
            "reeve knows?"};
  }

  std::vector<SqlToken> tokens_;
  std::size_t at_ = 0;
  std::vector<Level> levels_{1};
  std::vector<Source> sources_;
  std::vector<std::vector<std::string>> columns_;
};

class Writer {
 public:
  Writer(const Catalogue& catalogue, const Rights& rights, const KnownColumns& columns)
      : catalogue_{catalogue}, rights_{rights}, columns_{columns}, existing_{catalogue} {
    separate_ = separate_definers(catalogue, rights);
  }

  Mapped write() {
    for (const View& view : catalogue_.views) {
      if (!is_system_database(view.database)) write(view);
    }
    for (const Routine& routine : catalogue_.routines) {
      if (routine.with_definers_rights && !is_system_database(routine.database)) write(routine);
    }
    return std::move(out_);
  }

 private:
  void write(const View& view) {
    const std::string key = key_of(TableName{view.database, view.name});
    if (view.definition.empty()) {
      reject(key, "the account may not see the definition; it needs SELECT and SHOW VIEW on the view");
      return;
    }
    LineageFact pattern{.exposing_key = key, .mode = LineageMode::caller, .privilege = "SELECT"};
    if (view.with_definers_rights) {
      pattern.mode = LineageMode::definer;
      // Nobody can use such a view, whatever PUBLIC may do.
      if (rights_.definer(view.definer) == nullptr) pattern.privilege = "SELECT (no such account)";
      pattern.reader_key =
          separate_.contains(view.definer) ? key_of_definer(view.definer) : key_of(view.definer);
    }
    try {
      for (const ViewRead& read : view_reads(view.definition)) write(pattern, read);
    } catch (const Error& error) {
      reject(key, error.message());
    }
  }

  void write(const LineageFact& pattern, const ViewRead& read) {
    if (read.table.first == "information_schema") return;
    if (!existing_.tables.contains(read.table)) {
      reject(pattern.exposing_key,
             "it reads `" + printable_utf8(key_of(read.table)) + "`, which does not exist");
      return;
    }
    std::set<std::string> keys;
    const auto known = columns_.find(read.table);
    for (const std::string& column : read.columns) {
      if (known == columns_.end()) break;
      const auto found = known->second.find(lower_ascii(column));
      if (found != known->second.end()) keys.insert(key_of(read.table, found->second));
    }
    if (keys.empty()) keys.insert(key_of(read.table));
    for (const std::string& key : keys) {
      out_.facts.emplace_back(pattern);
      std::get<LineageFact>(out_.facts.back()).exposed_key = key;
    }
  }

  void write(const Routine& routine) {
    const std::string own = key_of_routine({routine.database, routine.type, routine.name});
    std::set<std::string> shown;
    for (const SqlToken& token : sql_tokens(routine.body)) {
      if (token.parts.empty()) continue;
      // `t`, `t.a`, `db.t` or `db.t.a`: whatever of these is a name counts.
      mention({routine.database, token.parts[0]}, shown);
      if (token.parts.size() > 1) mention({token.parts[0], token.parts[1]}, shown);
    }
    shown.erase(own);
    for (const std::string& key : shown) {
      out_.facts.emplace_back(
          LineageFact{.exposing_key = own, .exposed_key = key, .mode = LineageMode::copy});
    }
  }

  void mention(TableName name, std::set<std::string>& shown) const {
    if (catalogue_.server.folds_case) name = {lower_ascii(name.first), lower_ascii(name.second)};
    if (existing_.tables.contains(name)) shown.insert(key_of(name));
    for (const char* const type : {"PROCEDURE", "FUNCTION"}) {
      const auto found = existing_.routines.find({name.first, type, lower_ascii(name.second)});
      if (found != existing_.routines.end()) shown.insert(key_of_routine({name.first, type, found->second}));
    }
  }

  void reject(const std::string& key, std::string reason) {
    out_.rejects.push_back(
        {Section::lineage, printable_utf8(key), join_key({key, "", ""}), std::move(reason)});
  }

  const Catalogue& catalogue_;
  const Rights& rights_;
  const KnownColumns& columns_;
  Existing existing_;
  std::set<Grantee> separate_;
  Mapped out_;
};

}  // namespace

std::vector<ViewRead> view_reads(std::string_view definition) { return ViewText{definition}.reads(); }

Mapped lineage_of(const Catalogue& catalogue, const Rights& rights, const KnownColumns& columns) {
  return Writer{catalogue, rights, columns}.write();
}

std::set<TableName> tables_with_named_columns(const Catalogue& catalogue) {
  std::set<TableName> names;
  for (const ColumnGrant& row : catalogue.column_grants) names.emplace(row.database, row.table);
  for (const View& view : catalogue.views) {
    if (is_system_database(view.database)) continue;
    try {
      for (const ViewRead& read : view_reads(view.definition)) names.insert(read.table);
    } catch (const Error&) {
      continue;  // lineage_of says so
    }
  }
  return names;
}

}  // namespace reeve::mariadb
