// A value that a statement is given.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/core/digest.h"
#include "engine/sql/sql_text.h"

namespace reeve {

class SqlParam {
 public:
  template <class Number>
  requires std::is_integral_v<Number> || std::is_enum_v<Number> SqlParam(Number value)
      : value_(static_cast<long long>(value)) {}
  SqlParam(std::string_view text) : value_(to_sql_text(text)) {}
  SqlParam(const std::string& text) : value_(to_sql_text(text)) {}
  SqlParam(const char* text) : value_(to_sql_text(text)) {}
  SqlParam(const Digest& digest) : value_(to_hex(digest)) {}

  const std::variant<long long, std::string>& value() const { return value_; }

 private:
  std::variant<long long, std::string> value_;
};

using SqlParams = std::vector<SqlParam>;

}  // namespace reeve
