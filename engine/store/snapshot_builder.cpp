#include "engine/store/snapshot_builder.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

[[noreturn]] void fail_dangling(std::string_view what, FactRef ref) {
  throw Error(ErrorCode::store, "a derived row refers to " + std::string(what) + " " +
                                    std::to_string(ref.ordinal) + " of run " + std::to_string(ref.run) +
                                    ", which is not part of the snapshot; run `reeve sync` again");
}

bool inside(Ordinal ordinal, std::size_t count) {
  return ordinal >= 0 && static_cast<std::size_t>(ordinal) < count;
}

// Names under which identities are found; a name of several is nobody's.
class Names {
 public:
  void add(std::string_view name, std::size_t identity) {
    if (name.empty()) return;
    const auto [it, fresh] = found_.try_emplace(std::string(name), identity);
    if (!fresh) it->second = IdentityIx();
  }
  bool knows(const std::string& name) const { return found_.contains(name); }
  IdentityIx find(const std::string& name) const {
    const auto it = found_.find(name);
    return it == found_.end() ? IdentityIx() : it->second;
  }

 private:
  std::unordered_map<std::string, IdentityIx> found_;
};

template <class Row>
void make_room(std::vector<Row>& rows, const SyncRun& run, std::initializer_list<Section> sections) {
  std::size_t size = rows.size();
  for (const Section section : sections) size += static_cast<std::size_t>(run.section(section).kept);
  if (size > rows.capacity()) rows.reserve(std::max(size, 2 * rows.size()));
}

}  // namespace

void SnapshotBuilder::begin_run(const SyncRun& run) {
  snapshot_.runs.push_back(run);
  make_room(snapshot_.identities, run, {Section::identity});
  make_room(snapshot_.principals, run, {Section::account, Section::principal});
  make_room(snapshot_.memberships, run, {Section::membership});
  make_room(snapshot_.resources, run, {Section::resource});
  make_room(snapshot_.grants, run, {Section::grant});
  make_room(snapshot_.usages, run, {Section::usage});
  next_ = {};
  places_.push_back({.identities = snapshot_.identities.size(),
                     .accounts = snapshot_.principals.size(),
                     .principals = snapshot_.principals.size(),
                     .resources = snapshot_.resources.size()});
}

template <class Row>
Row& SnapshotBuilder::append(std::vector<Row>& rows, Section section) {
  Row& row = rows.emplace_back();
  row.origin = {SourceIx(snapshot_.runs.size() - 1), next_[static_cast<std::size_t>(section)]++};
  return row;
}

PrincipalIx SnapshotBuilder::principal_at(const Place& place, Ordinal ref) const {
  if (ref == kNoOrdinal) return {};
  const std::size_t base = ref % 2 == 0 ? place.accounts : place.principals;
  return PrincipalIx(base + static_cast<std::size_t>(ref / 2));
}

Identity& SnapshotBuilder::identity(Ordinal manager) {
  Identity& row = append(snapshot_.identities, Section::identity);
  ++places_.back().identity_count;
  if (manager != kNoOrdinal) {
    row.manager = IdentityIx(places_.back().identities + static_cast<std::size_t>(manager));
  }
  return row;
}

Principal& SnapshotBuilder::principal(Section section) {
  Principal& row = append(snapshot_.principals, section);
  Place& place = places_.back();
  if (section == Section::account) {
    ++place.account_count;
    place.principals = snapshot_.principals.size();
  } else {
    ++place.principal_count;
  }
  return row;
}

Membership& SnapshotBuilder::membership(Ordinal member, Ordinal container) {
  Membership& row = append(snapshot_.memberships, Section::membership);
  row.member = principal_at(places_.back(), member);
  row.container = principal_at(places_.back(), container);
  return row;
}

Resource& SnapshotBuilder::resource(Ordinal parent, Ordinal owner) {
  Resource& row = append(snapshot_.resources, Section::resource);
  Place& place = places_.back();
  ++place.resource_count;
  if (parent != kNoOrdinal) row.parent = ResourceIx(place.resources + static_cast<std::size_t>(parent));
  row.owner = principal_at(place, owner);
  return row;
}

Lineage& SnapshotBuilder::lineage(Ordinal exposing, Ordinal exposed, Ordinal reader) {
  Lineage& row = append(snapshot_.lineages, Section::lineage);
  const Place& place = places_.back();
  row.exposing = ResourceIx(place.resources + static_cast<std::size_t>(exposing));
  row.exposed = ResourceIx(place.resources + static_cast<std::size_t>(exposed));
  row.reader = principal_at(place, reader);
  return row;
}

Grant& SnapshotBuilder::grant(Ordinal principal, Ordinal resource) {
  Grant& row = append(snapshot_.grants, Section::grant);
  row.principal = principal_at(places_.back(), principal);
  row.resource = ResourceIx(places_.back().resources + static_cast<std::size_t>(resource));
  return row;
}

Gate& SnapshotBuilder::gate(Ordinal resource) {
  Gate& row = append(snapshot_.gates, Section::gate);
  row.resource = ResourceIx(places_.back().resources + static_cast<std::size_t>(resource));
  return row;
}

Usage& SnapshotBuilder::usage(Ordinal principal, Ordinal resource) {
  Usage& row = append(snapshot_.usages, Section::usage);
  row.principal = principal_at(places_.back(), principal);
  row.resource = ResourceIx(places_.back().resources + static_cast<std::size_t>(resource));
  return row;
}

Approval& SnapshotBuilder::approval() { return append(snapshot_.approvals, Section::approval); }

void SnapshotBuilder::reject(const Reject& reject) {
  snapshot_.rejects.push_back({SourceIx(snapshot_.runs.size() - 1), reject});
}

const SnapshotBuilder::Place& SnapshotBuilder::place_of(RunNo run) const {
  static const Place kNowhere;
  const auto it = std::find_if(snapshot_.runs.begin(), snapshot_.runs.end(),
                               [&](const SyncRun& r) { return r.no == run; });
  return it == snapshot_.runs.end() ? kNowhere
                                    : places_[static_cast<std::size_t>(it - snapshot_.runs.begin())];
}

PrincipalIx SnapshotBuilder::principal_at(FactRef ref, bool is_account) const {
  const Place& place = place_of(ref.run);
  if (!inside(ref.ordinal, is_account ? place.account_count : place.principal_count)) {
    fail_dangling(is_account ? "account" : "principal", ref);
  }
  return principal_at(place, principal_ref(is_account ? Section::account : Section::principal, ref.ordinal));
}

IdentityIx SnapshotBuilder::identity_at(FactRef ref) const {
  const Place& place = place_of(ref.run);
  if (!inside(ref.ordinal, place.identity_count)) fail_dangling("identity", ref);
  return IdentityIx(place.identities + static_cast<std::size_t>(ref.ordinal));
}

ResourceIx SnapshotBuilder::resource_at(FactRef ref) const {
  const Place& place = place_of(ref.run);
  if (!inside(ref.ordinal, place.resource_count)) fail_dangling("resource", ref);
  return ResourceIx(place.resources + static_cast<std::size_t>(ref.ordinal));
}

void SnapshotBuilder::add_owners(const std::vector<DerivedOwner>& owners) {
  for (const DerivedOwner& owner : owners) {
    Principal& row = snapshot_.principals[principal_at(owner.principal, owner.is_account).value];
    row.owner_state = owner.state;
    if (owner.identity) row.identity = identity_at(*owner.identity);
    row.owner_rule = text(owner.rule);
    row.confidence = static_cast<std::uint8_t>(owner.confidence);
  }
}

void SnapshotBuilder::add_bindings(const std::vector<DerivedBinding>& bindings) {
  for (const DerivedBinding& binding : bindings) {
    Membership row;
    row.member = principal_at(binding.member, binding.member_is_account);
    row.container = principal_at(binding.container, binding.container_is_account);
    row.inherited = !binding.assumable;
    row.assumable = binding.assumable;
    row.derived_by = text(binding.rule);
    snapshot_.memberships.push_back(row);
  }
}

void SnapshotBuilder::add_classifications(const std::vector<DerivedClassification>& classifications) {
  std::set<std::string> names;
  for (const auto& row : classifications) names.insert(row.categories.begin(), row.categories.end());
  snapshot_.categories.assign(names.begin(), names.end());
  const auto& all = snapshot_.categories;
  for (const DerivedClassification& row : classifications) {
    Resource& resource = snapshot_.resources[resource_at(row.resource).value];
    resource.state = ClassificationState::decided;
    resource.classified_by = text(row.rule);
    for (const std::string& category : std::set(row.categories.begin(), row.categories.end())) {
      const auto at = std::lower_bound(all.begin(), all.end(), category) - all.begin();
      resource.categories.emplace_back(static_cast<std::size_t>(at));
    }
  }
}

void SnapshotBuilder::resolve_stewards() {
  Names keys, numbers, mails;
  for (std::size_t i = 0; i < snapshot_.identities.size(); ++i) {
    const Identity& identity = snapshot_.identities[i];
    keys.add(snapshot_.text(identity.key), i);
    numbers.add(snapshot_.text(identity.employee_number), i);
    mails.add(lower_ascii(snapshot_.text(identity.email)), i);
  }
  for (Resource& resource : snapshot_.resources) {
    if (resource.steward_key.empty()) continue;
    const std::string name(snapshot_.text(resource.steward_key));
    resource.steward = keys.knows(name)      ? keys.find(name)
                       : numbers.knows(name) ? numbers.find(name)
                                             : mails.find(lower_ascii(name));
  }
}

Snapshot SnapshotBuilder::finish(const DerivedRun& derived) {
  add_owners(derived.owners);
  add_bindings(derived.bindings);
  add_classifications(derived.classifications);
  resolve_stewards();
  return std::move(snapshot_);
}

}  // namespace reeve
