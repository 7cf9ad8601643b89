#include "engine/policy/approval_book.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "engine/policy/membership_edges.h"

namespace reeve {
namespace {

// Places of rows by the text of their key.
template <class Row>
class KeyIndex {
 public:
  KeyIndex(const std::vector<Row>& rows, StringRef Row::*key) : rows_(rows) {
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      if (!(rows[i].*key).empty()) places_[(rows[i].*key).value].push_back(i);
    }
  }

  // Those of `source` where there are any.
  std::vector<std::uint32_t> find(StringRef key, SourceIx source) const {
    const auto it = places_.find(key.value);
    if (it == places_.end()) return {};
    std::vector<std::uint32_t> own;
    std::ranges::copy_if(it->second, std::back_inserter(own),
                         [&](std::uint32_t i) { return rows_[i].origin.source == source; });
    return own.empty() ? it->second : own;
  }

 private:
  const std::vector<Row>& rows_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> places_;
};

using Places = std::vector<std::uint32_t>;  // entitlements, ascending

// Which entitlements a group or role gives to whoever holds it.
class Giving {
 public:
  Giving(const Snapshot& snapshot, const AccessTable& access)
      : snapshot_(snapshot), edges_(snapshot), grants_(snapshot.principals.size()) {
    for (std::uint32_t e = 0; e < access.entitlements.size(); ++e) {
      entitlements_[name(access.entitlements[e].resource, access.entitlements[e].privilege)] = e;
    }
    for (std::uint32_t g = 0; g < snapshot.grants.size(); ++g) {
      if (!has_passed(snapshot.grants[g].valid_until, snapshot.info.as_of))
        grants_[snapshot.grants[g].principal.value].push_back(g);
    }
  }

  const Places& of(PrincipalIx principal) {
    const auto [it, is_new] = known_.try_emplace(principal.value);
    if (is_new) it->second = search(principal);
    return it->second;
  }

 private:
  static std::uint64_t name(ResourceIx resource, StringRef privilege) {
    return std::uint64_t{resource.value} << 32U | privilege.value;
  }

  Places search(PrincipalIx start) const {
    Places found;
    std::unordered_set<std::uint32_t> seen{start.value};
    std::vector<PrincipalIx> open{start};
    while (!open.empty()) {
      const PrincipalIx at = open.back();
      open.pop_back();
      for (const std::uint32_t g : grants_[at.value]) {
        const auto it = entitlements_.find(name(snapshot_.grants[g].resource, snapshot_.grants[g].privilege));
        if (it != entitlements_.end()) found.push_back(it->second);
      }
      for (const MembershipIx edge : edges_.containers_of(at)) {
        if (seen.insert(snapshot_[edge].container.value).second) open.push_back(snapshot_[edge].container);
      }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  const Snapshot& snapshot_;
  MembershipEdges edges_;
  std::vector<Places> grants_;
  std::unordered_map<std::uint64_t, std::uint32_t> entitlements_;
  std::unordered_map<std::uint32_t, Places> known_;
};

// An approval with what its keys stand for.
struct Resolved {
  ApprovalState if_covered = ApprovalState::approved;
  StringRef privilege;
  MaybeTime from;
  std::vector<std::uint32_t> resources, principals;
};

class Book {
 public:
  Book(const Snapshot& snapshot, const AccessTable& access)
      : snapshot_(snapshot),
        access_(access),
        giving_(snapshot, access),
        identities_(snapshot.identities, &Identity::key),
        numbers_(snapshot.identities, &Identity::employee_number),
        principals_(snapshot.principals, &Principal::key),
        resources_(snapshot.resources, &Resource::key),
        of_person_(snapshot.identities.size()) {
    for (const Approval& approval : snapshot.approvals) add(approval);
  }

  ApprovalOnRecord of(std::size_t row) {
    ApprovalOnRecord best;
    const IdentityIx person = access_.subject[row].identity;
    if (!person.valid()) return best;
    for (const std::uint32_t i : of_person_[person.value]) {
      const ApprovalState state = weigh(resolved_[i], access_.entitlement[row]);
      best.state = std::max(best.state, state);
      if (state == ApprovalState::approved && resolved_[i].from.is_time())
        best.from = std::max(best.from, resolved_[i].from);
    }
    return best;
  }

 private:
  void add(const Approval& approval) {
    const UtcMillis as_of = snapshot_.info.as_of;
    if (approval.from.is_time() && approval.from.value() > as_of) return;
    const bool over = has_passed(approval.until, as_of);
    for (const std::uint32_t person : people_of(approval))
      of_person_[person].push_back(static_cast<std::uint32_t>(resolved_.size()));
    resolved_.push_back({.if_covered = over ? ApprovalState::expired : ApprovalState::approved,
                         .privilege = approval.privilege,
                         .from = approval.from,
                         .resources = resources_.find(approval.target_key, approval.origin.source),
                         .principals = principals_.find(approval.target_key, approval.origin.source)});
  }

  std::vector<std::uint32_t> people_of(const Approval& approval) const {
    const SourceIx source = approval.origin.source;
    std::vector<std::uint32_t> people = identities_.find(approval.subject_key, source);
    std::ranges::copy(numbers_.find(approval.subject_key, source), std::back_inserter(people));
    for (const std::uint32_t p : principals_.find(approval.subject_key, source)) {
      const Principal& account = snapshot_.principals[p];
      const bool hers =
          account.kind == PrincipalKind::account && account.owner_state == OwnerState::correlated;
      if (hers && account.identity.valid()) people.push_back(account.identity.value);
    }
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    return people;
  }

  ApprovalState weigh(const Resolved& approval, EntitlementIx entitlement) {
    ApprovalState best = ApprovalState::none;
    for (const std::uint32_t r : approval.resources) {
      best = std::max(best, on_resource(approval, ResourceIx(r), entitlement));
    }
    for (const std::uint32_t p : approval.principals) {
      const Places& given = giving_.of(PrincipalIx(p));
      if (std::ranges::binary_search(given, entitlement.value)) best = std::max(best, approval.if_covered);
    }
    return best;
  }

  ApprovalState on_resource(const Resolved& approval, ResourceIx approved, EntitlementIx entitlement) const {
    const Entitlement& held = access_.entitlements[entitlement.value];
    if (approved != held.resource && is_at_or_below(approved, held.resource))
      return ApprovalState::other_right;
    if (!is_at_or_below(held.resource, approved)) return ApprovalState::none;
    const bool same = approval.privilege.empty() || approval.privilege == held.privilege;
    return same ? approval.if_covered : ApprovalState::other_right;
  }

  bool is_at_or_below(ResourceIx resource, ResourceIx top) const {
    for (std::size_t steps = 0; resource.valid() && steps <= snapshot_.resources.size(); ++steps) {
      if (resource == top) return true;
      resource = snapshot_[resource].parent;
    }
    return false;
  }

  const Snapshot& snapshot_;
  const AccessTable& access_;
  Giving giving_;
  KeyIndex<Identity> identities_, numbers_;
  KeyIndex<Principal> principals_;
  KeyIndex<Resource> resources_;
  std::vector<Resolved> resolved_;
  std::vector<std::vector<std::uint32_t>> of_person_;
};

enum class Records : unsigned char { whole, in_part, none };

Records records_of(const Snapshot& snapshot) {
  bool any = false;
  for (const SyncRun& run : snapshot.runs) {
    const SectionState state = run.section(Section::approval).state;
    if (state > SectionState::complete) return Records::in_part;
    any = any || state == SectionState::complete;
  }
  return any ? Records::whole : Records::none;
}

}  // namespace

std::vector<ApprovalOnRecord> approvals_on_record(const Snapshot& snapshot, const AccessTable& access) {
  std::vector<ApprovalOnRecord> all;
  all.reserve(access.size());
  const Records records = records_of(snapshot);
  if (records == Records::none) {
    all.assign(access.size(), {.state = ApprovalState::unknown, .from = {}});
    return all;
  }
  Book book(snapshot, access);
  for (std::size_t row = 0; row < access.size(); ++row) {
    ApprovalOnRecord found = book.of(row);
    // What is missing may stand in the rows that were not read.
    if (records == Records::in_part && found.state != ApprovalState::approved)
      found.state = ApprovalState::unknown;
    all.push_back(found);
  }
  return all;
}

}  // namespace reeve
