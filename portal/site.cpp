#include "portal/site.h"

#include <algorithm>

#include "engine/access/effective.h"
#include "engine/core/error.h"
#include "engine/workflow/staff.h"

namespace reeve::portal {

SnapshotView::SnapshotView(const Context& context, Store& store, SnapshotNo no)
    : access(context, store, CatalogueScope::all, no), exposure(exposure_of(access)) {
  const Snapshot& snapshot = access.snapshot;
  for (std::size_t i = 0; i < snapshot.identities.size(); ++i)
    subjects_.emplace(snapshot.subject_key(IdentityIx(i)), Subject{IdentityIx(i), {}});
  for (std::size_t p = 0; p < snapshot.principals.size(); ++p) {
    const PrincipalKind kind = snapshot.principals[p].kind;
    if (kind != PrincipalKind::account && kind != PrincipalKind::everyone) continue;
    subjects_.emplace(snapshot.subject_key(PrincipalIx(p)), subject_of(access.graph, PrincipalIx(p)));
  }
  for (std::size_t r = 0; r < snapshot.resources.size(); ++r)
    resources_.emplace(snapshot.resource_key(ResourceIx(r)), ResourceIx(r));
}

std::string SnapshotView::department_of(const std::string& subject_key) const {
  const auto person = subject(subject_key);
  if (!person || !person->identity.valid()) return {};
  return std::string(access.snapshot.text(access.snapshot[person->identity].department));
}

std::optional<Subject> SnapshotView::subject(const std::string& key) const {
  const auto found = subjects_.find(key);
  return found == subjects_.end() ? std::nullopt : std::optional(found->second);
}

ResourceIx SnapshotView::resource(const std::string& key) const {
  const auto found = resources_.find(key);
  return found == resources_.end() ? ResourceIx() : found->second;
}

void Site::read_roles_again() {
  if (context.config.path.empty()) {
    role_config_.portal_roles = context.config.portal_roles;
    return;
  }
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(context.config.path, error);
  if (!error && roles_read_ && changed == roles_as_of_) return;
  roles_read_ = !error;
  roles_as_of_ = changed;
  try {
    role_config_.portal_roles = load_config(context.config.path).portal_roles;
  } catch (const Error& e) {
    role_config_.portal_roles.clear();
    context.progress->note("portal: nobody has a staff role: " + e.message());
  }
}

RoleSet Site::roles_of(const PortalSession& session) {
  const std::lock_guard lock(mutex_);
  read_roles_again();
  const RoleSet listed = staff_roles_of(role_config_, session.reviewer_key);
  RoleSet roles;
  for (const PortalRole role : kPortalRoles) {
    const bool may = role == PortalRole::reviewer || listed.has(role);
    if (session.roles.has(role) && may) roles.add(role);
  }
  return roles;
}

std::shared_ptr<const SnapshotView> Site::snapshot(SnapshotNo no) {
  const auto newest = store.latest_snapshot();
  if (!newest) return nullptr;
  if (no == 0) no = newest->no;
  const std::vector<SnapshotInfo> known = no == newest->no ? std::vector{*newest} : store.snapshots();
  if (std::ranges::find(known, no, &SnapshotInfo::no) == known.end()) return nullptr;
  const std::lock_guard lock(snapshots_mutex_);
  if (const auto kept = snapshots_.find(no); kept != snapshots_.end()) return kept->second;
  std::erase_if(snapshots_, [&](const auto& entry) { return entry.first != newest->no; });
  return snapshots_[no] = std::make_shared<SnapshotView>(context, store, no);
}

}  // namespace reeve::portal
