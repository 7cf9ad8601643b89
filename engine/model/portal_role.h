// Who may see which pages of the portal: the four roles, and sets of them.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "engine/model/enum_names.h"

namespace reeve {

// reviewer: decides the cases on her own desk. campaign-owner: follows and chases campaigns. administrator:
// looks after sources and sign-in, decides nothing. auditor: reads everything, changes nothing.
enum class PortalRole : unsigned char { reviewer, campaign_owner, administrator, auditor };

REEVE_ENUM_NAMES(PortalRole, "reviewer", "campaign-owner", "administrator", "auditor")

inline constexpr std::array kPortalRoles{PortalRole::reviewer, PortalRole::campaign_owner,
                                         PortalRole::administrator, PortalRole::auditor};

class RoleSet {
 public:
  constexpr RoleSet() = default;
  constexpr RoleSet(std::initializer_list<PortalRole> roles) {
    for (const PortalRole role : roles) add(role);
  }
  static constexpr RoleSet of_bits(std::int64_t bits) {
    RoleSet set;
    set.bits_ = bits;
    return set;
  }

  constexpr void add(PortalRole role) { bits_ |= std::int64_t{1} << static_cast<int>(role); }
  constexpr bool has(PortalRole role) const { return (bits_ >> static_cast<int>(role) & 1) != 0; }
  constexpr bool meets(RoleSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::int64_t bits() const { return bits_; }
  constexpr bool operator==(const RoleSet&) const = default;

 private:
  std::int64_t bits_ = 0;
};

// Everybody but reviewers: they see the whole company's access.
inline constexpr RoleSet kStaffRoles{PortalRole::campaign_owner, PortalRole::administrator,
                                     PortalRole::auditor};

}  // namespace reeve
