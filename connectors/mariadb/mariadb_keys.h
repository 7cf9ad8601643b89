// Back from native keys (mariadb_mapping.h) to the names that they were made of. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::mariadb {

// An account, or a role where there is no host.
struct GranteeKey {
  std::string user;
  std::optional<std::string> host;
};
// nullopt for definers and borrowed roles, which stand for nothing that was granted.
std::optional<GranteeKey> grantee_of(std::string_view key);

struct PlaceKey {
  enum class Level : unsigned char { server, database, pattern, table, column, routine, other };
  Level level = Level::other;
  std::vector<std::string> parts;  // the names, from the database down
  std::string routine_type;        // "PROCEDURE" ...
};
PlaceKey place_of(std::string_view key);

}  // namespace reeve::mariadb
