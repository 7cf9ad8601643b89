// Stored SQL, cut into names and signs: view definitions, which the server writes in its own canonical form,
// and bodies of routines, which stand as somebody typed them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reeve::mariadb {

struct SqlToken {
  enum class Kind : unsigned char { name, word, sign };
  Kind kind = Kind::sign;
  // name: the parts of `a`.`b`.`c`, of which at least one was in backquotes. word: one or several parts
  // without quotes, in lower case in `text`, as typed in `parts`. sign: one character.
  std::vector<std::string> parts;
  std::string text;
  bool is(std::string_view what) const { return kind != Kind::name && text == what; }
};

// Without texts in quotes, numbers and comments.
std::vector<SqlToken> sql_tokens(std::string_view sql);

}  // namespace reeve::mariadb
