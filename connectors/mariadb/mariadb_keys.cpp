#include "connectors/mariadb/mariadb_keys.h"

#include <algorithm>

namespace reeve::mariadb {
namespace {

// Takes the next part of a key: in double quotes, or up to one of `ends`.
std::string take_part(std::string_view& rest, std::string_view ends) {
  std::string part;
  if (!rest.starts_with('"')) {
    part = rest.substr(0, rest.find_first_of(ends));
    rest.remove_prefix(part.size());
    return part;
  }
  rest.remove_prefix(1);
  while (!rest.empty()) {
    const bool doubled = rest.starts_with("\"\"");
    if (rest.front() == '"' && !doubled) break;
    part += rest.front();
    rest.remove_prefix(doubled ? 2 : 1);
  }
  if (!rest.empty()) rest.remove_prefix(1);
  return part;
}

bool take(std::string_view& rest, std::string_view what) {
  if (!rest.starts_with(what)) return false;
  rest.remove_prefix(what.size());
  return true;
}

}  // namespace

std::optional<GranteeKey> grantee_of(std::string_view key) {
  if (key.starts_with("definer:") || key.starts_with("borrowed:")) return std::nullopt;
  GranteeKey grantee{.user = take_part(key, "@"), .host = std::nullopt};
  if (take(key, "@")) grantee.host = take_part(key, "");
  return grantee;
}

PlaceKey place_of(std::string_view key) {
  using Level = PlaceKey::Level;
  if (key == "*") return {.level = Level::server, .parts = {}, .routine_type = {}};
  if (take(key, "like:")) return {.level = Level::pattern, .parts = {take_part(key, "")}, .routine_type = {}};
  PlaceKey place{.level = Level::database, .parts = {take_part(key, ".")}, .routine_type = {}};
  while (take(key, ".")) {
    for (const std::string_view type : {"procedure:", "function:", "package:", "package_body:"}) {
      if (!take(key, type)) continue;
      place.routine_type = type.substr(0, type.size() - 1);
      std::ranges::transform(place.routine_type, place.routine_type.begin(),
                             [](char c) { return c == '_' ? ' ' : static_cast<char>(c - 'a' + 'A'); });
    }
    place.parts.push_back(take_part(key, "."));
  }
  if (!place.routine_type.empty()) {
    place.level = Level::routine;
  } else if (place.parts.size() > 1) {
    place.level = place.parts.size() == 2   ? Level::table
                  : place.parts.size() == 3 ? Level::column
                                            : Level::other;
  }
  return place;
}

}  // namespace reeve::mariadb
