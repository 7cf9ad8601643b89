// The messages of a Baton file that are read, as values. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/time.h"

namespace reeve {

// A resource is named by its type and its id within that.
struct BatonId {
  std::string type, id;
  bool empty() const { return type.empty() && id.empty(); }
  auto operator<=>(const BatonId&) const = default;
};

enum class BatonTrait : unsigned char { none, user, group, role, app, other };

struct BatonResourceType {
  std::string id, name;
  BatonTrait trait = BatonTrait::none;
};

enum class BatonStatus : unsigned char { unknown, enabled, disabled, deleted };
enum class BatonAccountType : unsigned char { unknown, human, service, system };

// What a resource says about itself as a user.
struct BatonUser {
  std::string email;  // the primary one, else the first
  std::string login;
  std::string employee_number;
  BatonStatus status = BatonStatus::unknown;
  BatonAccountType account_type = BatonAccountType::unknown;
  MaybeTime last_login;
};

struct BatonResource {
  BatonId id, parent;
  std::string name;
  bool has_user = false;
  BatonUser user;
};

struct BatonEntitlement {
  std::string id, slug, name;
  BatonId resource;
  bool is_assignment = false;  // being a member, not a permission
};

struct BatonGrant {
  std::string id;
  BatonEntitlement entitlement;
  BatonId principal;
  // Holders of these entitlements (usually: members of the principal) have the grant as well.
  std::vector<std::string> expands;
  bool shallow = false;  // only those who hold them directly
  // Entitlements through which an earlier expansion put the grant here; its own id where it is also direct.
  std::vector<std::string> sources;
};

// Throw Error{source} on bytes that are no such message.
BatonResourceType read_baton_resource_type(std::string_view bytes);
BatonResource read_baton_resource(std::string_view bytes);
BatonEntitlement read_baton_entitlement(std::string_view bytes);
// `expansion`: the column beside the message, where newer files keep what older ones keep inside.
BatonGrant read_baton_grant(std::string_view bytes, std::string_view expansion);

}  // namespace reeve
