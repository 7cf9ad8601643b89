#include "engine/workflow/staff.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/lookup.h"

namespace reeve {
namespace {

constexpr UtcMillis kHour = 60LL * 60 * 1000;

std::string folded(std::string_view text) { return lower_ascii(trim(text)); }

const std::vector<std::string>& entries_of(const Config& config, PortalRole role) {
  static const std::vector<std::string> kNone;
  const auto it = config.portal_roles.find(role);
  return it == config.portal_roles.end() ? kNone : it->second;
}

bool listed(const Config& config, PortalRole role, const std::string& entry) {
  return std::ranges::any_of(entries_of(config, role),
                             [&](const std::string& e) { return folded(e) == folded(entry); });
}

// Whoever `text` names in the newest snapshot; invalid where that is nobody, or not clear.
IdentityIx person_named(const Snapshot& snapshot, const std::string& text) {
  try {
    return find_person(snapshot, text);
  } catch (const Error&) {
    return {};
  }
}

struct StaffEntry {
  std::string entry;
  std::string name;
};

StaffEntry with_name(const std::optional<Snapshot>& snapshot, const std::string& entry) {
  const IdentityIx person = snapshot ? person_named(*snapshot, entry) : IdentityIx();
  return {entry, person.valid() ? display_name(*snapshot, person) : entry};
}

StaffEntry find_entry(const Config& config, Store& store, PortalRole role, const std::string& person) {
  const auto newest = store.latest_snapshot();
  const std::optional<Snapshot> snapshot =
      newest ? std::optional(store.load_snapshot(newest->no)) : std::nullopt;
  for (const std::string& entry : entries_of(config, role)) {
    if (folded(entry) == folded(person)) return with_name(snapshot, entry);
  }
  const IdentityIx wanted = snapshot ? person_named(*snapshot, person) : IdentityIx();
  for (const std::string& entry : entries_of(config, role)) {
    if (!wanted.valid()) break;
    const IdentityIx listed = person_named(*snapshot, entry);
    if (listed.valid() && same_person(*snapshot, listed, wanted)) return with_name(snapshot, entry);
  }
  throw Error(ErrorCode::refused, "reeve.toml does not list `" + person + "` as " +
                                      std::string(to_string(role)) + "; add the person to [portal.roles]");
}

}  // namespace

RoleSet staff_roles_of(const Config& config, const std::string& entry) {
  RoleSet roles;
  for (const PortalRole role : kPortalRoles) {
    if (kStaffRoles.has(role) && listed(config, role, entry)) roles.add(role);
  }
  return roles;
}

IssuedLink issue_staff_link(Context& context, Store& store, PortalRole role, const std::string& person,
                            int hours) {
  if (!kStaffRoles.has(role)) {
    throw Error(ErrorCode::usage, "reviewers get their links with `reeve campaign link`");
  }
  const StaffEntry who = find_entry(context.config, store, role, person);
  PortalLink link{.campaign_id = {},
                  .reviewer_key = who.entry,
                  .reviewer_name = who.name,
                  .roles = {role},
                  .expires = context.clock->now() + hours * kHour};
  const std::string token = new_link_token(link);
  store.add_link(link);
  return {who.entry, who.name, link_url(context.config, token), link.expires};
}

}  // namespace reeve
