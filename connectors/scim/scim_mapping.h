// What a SCIM service says of users and groups, as facts. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/json.h"
#include "engine/model/facts.h"

namespace reeve {

// What cannot be used of a user or group, with its id where that can be read.
struct ScimMistake {
  std::optional<std::string> key;
  std::string reason;
};

struct ScimUser {
  IdentityFact person;
  PrincipalFact account;
  std::vector<std::string> groups;        // ids of groups that she is in directly, as she says herself
  std::vector<std::string> roles;         // values
  std::vector<std::string> entitlements;  // values
};
std::variant<ScimUser, ScimMistake> read_scim_user(const Json& user);

struct ScimGroup {
  PrincipalFact group;
  std::optional<std::vector<std::string>> members;  // ids; nullopt: the service does not tell them here
};
std::variant<ScimGroup, ScimMistake> read_scim_group(const Json& group);

// Principal of a role that users carry as a value: "role:auditor".
PrincipalFact scim_role(const std::string& value);
// Resource of an entitlement that users carry as a value, and who has it.
ResourceFact scim_capability(const std::string& value);
GrantFact scim_grant(const std::string& account, const std::string& value);

}  // namespace reeve
