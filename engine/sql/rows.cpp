#include "engine/sql/rows.h"

#include "engine/core/error.h"

namespace reeve {

Json stored_json(const std::string& text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error&) {
    throw Error(ErrorCode::store, "a value in the store is not valid JSON; restore the store from a backup");
  }
}

std::string pack_texts(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += join_key({text, ""});
  return out;
}

std::vector<std::string> unpack_texts(std::string_view packed) {
  if (packed.empty()) return {};
  packed.remove_suffix(1);
  return split_key(packed);
}

std::optional<std::int64_t> select_number(Connection& connection, const std::string& column,
                                          const std::string& query, const SqlParams& params) {
  SqlSelect select(connection, query, {{column, false}}, params);
  if (!select.next() || select.is_null()) return std::nullopt;
  return select.number();
}

}  // namespace reeve
