#include "engine/policy/department_drift.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>

#include "engine/policy/membership_edges.h"

namespace reeve {
namespace {

constexpr UtcMillis kBeforeAll = INT64_MIN;

// Since when each department is there, by principal.
using Since = std::vector<std::map<StringRef, UtcMillis>>;

class Arrivals {
 public:
  Arrivals(const Snapshot& snapshot, const AccessTable& access)
      : snapshot_(snapshot), access_(access), edges_(snapshot) {}

  // `unknown`: the time that a membership counts with whose time is not told.
  Since since(UtcMillis unknown) const {
    Since since(snapshot_.principals.size());
    Queue queue;
    for (std::size_t p = 0; p < snapshot_.principals.size(); ++p) start(PrincipalIx(p), unknown, queue);
    while (!queue.empty()) {
      const auto [at, principal, department] = queue.top();
      queue.pop();
      if (!since[principal].try_emplace(department, at).second) continue;
      for (const MembershipIx edge : edges_.containers_of(PrincipalIx(principal))) {
        follow(edge, at, department, unknown, queue);
      }
    }
    return since;
  }

  const MembershipEdges& edges() const { return edges_; }

 private:
  using Entry = std::tuple<UtcMillis, std::uint32_t, StringRef>;
  using Queue = std::priority_queue<Entry, std::vector<Entry>, std::greater<>>;

  UtcMillis time_of(const Membership& edge, UtcMillis unknown) const {
    if (!edge.origin.source.valid()) return kBeforeAll;
    return edge.granted_at.is_time() ? edge.granted_at.value() : unknown;
  }

  bool matters(PrincipalIx container) const {
    return access_.reach[container.value] != 0 || access_.reaches_undecided[container.value];
  }

  void start(PrincipalIx account, UtcMillis unknown, Queue& queue) const {
    const Principal& principal = snapshot_[account];
    const bool hers = principal.kind == PrincipalKind::account &&
                      principal.owner_state == OwnerState::correlated && principal.identity.valid();
    if (!hers) return;
    const Identity& person = snapshot_[principal.identity];
    if (person.status == IdentityStatus::left) return;
    for (const MembershipIx ix : edges_.containers_of(account)) {
      const Membership& edge = snapshot_[ix];
      const bool moved = person.job_since.is_time() && person.start != person.job_since;
      if (moved && edge.granted_at.is_time() && edge.granted_at < person.job_since) continue;
      follow(ix, kBeforeAll, person.department, unknown, queue);
    }
  }

  void follow(MembershipIx ix, UtcMillis at, StringRef department, UtcMillis unknown, Queue& queue) const {
    const Membership& edge = snapshot_[ix];
    if (!matters(edge.container)) return;
    queue.emplace(std::max(at, time_of(edge, unknown)), edge.container.value, department);
  }

  const Snapshot& snapshot_;
  const AccessTable& access_;
  MembershipEdges edges_;
};

using Departments = std::set<StringRef>;

Departments came_after(const std::map<StringRef, UtcMillis>& since, UtcMillis begin) {
  Departments found;
  for (const auto& [department, at] : since) {
    if (at >= begin) found.insert(department);
  }
  return found;
}

std::set<std::string> names_of(const Snapshot& snapshot, const Departments& departments) {
  std::set<std::string> names;
  for (const StringRef department : departments) {
    if (!department.empty()) names.emplace(snapshot.text(department));
  }
  return names;
}

// What entered each principal, where somebody was there before.
std::vector<Departments> entered(const Since& since, const Since& established, UtcMillis begin) {
  std::vector<Departments> all;
  for (std::size_t p = 0; p < since.size(); ++p) {
    const bool was_used =
        std::ranges::any_of(established[p], [&](const auto& entry) { return entry.second < begin; });
    all.push_back(was_used ? came_after(since[p], begin) : Departments());
  }
  return all;
}

}  // namespace

std::vector<DepartmentDrift> department_drift(const Snapshot& snapshot, const AccessTable& access,
                                              std::int64_t window_days) {
  const UtcMillis begin = snapshot.info.as_of - window_days * kDay;
  const Arrivals arrivals(snapshot, access);
  // What is not told may have been always, or today.
  const Since earliest = arrivals.since(kBeforeAll), latest = arrivals.since(snapshot.info.as_of);
  const std::vector<Departments> surely = entered(earliest, latest, begin);
  const std::vector<Departments> perhaps = entered(latest, earliest, begin);
  std::vector<DepartmentDrift> all(snapshot.principals.size());
  for (std::size_t p = 0; p < all.size(); ++p) {
    if (snapshot.principals[p].kind == PrincipalKind::account) continue;
    Departments here = surely[p], unsure = perhaps[p];
    for (const MembershipIx edge : arrivals.edges().members_of(PrincipalIx(p))) {
      const std::uint32_t member = snapshot[edge].member.value;
      for (const StringRef department : surely[member]) here.erase(department);
      for (const StringRef department : perhaps[member]) unsure.erase(department);
    }
    for (const StringRef department : surely[p]) unsure.erase(department);
    const bool nameless = here.contains(StringRef{});
    all[p].entered = names_of(snapshot, here);
    all[p].unknown = nameless || !unsure.empty();
    if (all[p].entered.empty()) continue;
    Departments before;
    for (const auto& [department, at] : latest[p]) {
      if (at < begin) before.insert(department);
    }
    all[p].before = names_of(snapshot, before);
  }
  return all;
}

}  // namespace reeve
