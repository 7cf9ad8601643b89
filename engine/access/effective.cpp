#include "engine/access/effective.h"

#include <future>

#include "engine/access/category_reach.h"
#include "engine/access/closure.h"
#include "engine/access/subject_access.h"

namespace reeve {
namespace {

void share_entitlements(const Catalogue& catalogue, AccessTable& table) {
  table.entitlements = catalogue.entitlements;
}

bool at_work(const Identity& identity) { return identity.status != IdentityStatus::left; }

void count_holders(const Snapshot& snapshot, AccessTable& table) {
  table.holders.assign(table.entitlements.size(), 0);
  for (const Identity& identity : snapshot.identities) table.population += at_work(identity) ? 1 : 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const IdentityIx identity = table.subject[row].identity;
    const bool works = table.flags[row].usability != Usability::latent;
    if (works && identity.valid() && at_work(snapshot[identity])) {
      ++table.holders[table.entitlement[row].value];
    }
  }
}

AccessTable rows_of(const AccessGraph& graph, const Catalogue& catalogue, std::span<const Subject> subjects,
                    Reach& reach, const WithoutEdges& without) {
  AccessTable table;
  SubjectAccess access(graph, catalogue, reach, without);
  for (const Subject& subject : subjects) {
    if (subject.identity.valid()) {
      access.append(subject, graph.accounts_of.row(subject.identity.value), table);
    } else {
      access.append(subject, std::span(&subject.principal.value, 1), table);
    }
  }
  return table;
}

// Fewer subjects are not worth a second thread.
constexpr std::size_t kWorthSplitting = 2'000;

template <class Value>
void append(std::vector<Value>& to, std::vector<Value>&& more) {
  to.insert(to.end(), more.begin(), more.end());
  more = {};
}

void append(AccessTable& to, AccessTable&& more) {
  append(to.subject, std::move(more.subject));
  append(to.entitlement, std::move(more.entitlement));
  append(to.flags, std::move(more.flags));
  append(to.usage, std::move(more.usage));
  append(to.since, std::move(more.since));
}

AccessTable all_rows(const AccessGraph& graph, const Catalogue& catalogue) {
  const Closure closure = Closure::inherited(graph);
  const std::vector<Subject> subjects = all_subjects(graph);
  const WithoutEdges nothing;
  const auto rows = [&](std::span<const Subject> some) {
    ClosureReach reach(graph, closure);
    return rows_of(graph, catalogue, some, reach, nothing);
  };
  const std::span<const Subject> all(subjects);
  if (all.size() < kWorthSplitting) return rows(all);
  auto second_half = std::async(std::launch::async, rows, all.subspan(all.size() / 2));
  AccessTable table = rows(all.first(all.size() / 2));
  append(table, second_half.get());
  return table;
}

}  // namespace

AccessTable effective_access(const AccessGraph& graph, const Catalogue& catalogue) {
  AccessTable table = all_rows(graph, catalogue);
  share_entitlements(catalogue, table);
  CategoryReach categories = reach_categories(graph, catalogue);
  table.reach = std::move(categories.categories);
  table.reaches_undecided = std::move(categories.undecided);
  count_holders(graph.snapshot, table);
  return table;
}

AccessTable access_rows(const AccessGraph& graph, const Catalogue& catalogue,
                        std::span<const Subject> subjects, const WithoutEdges& without) {
  SearchReach reach(graph, without);
  AccessTable table = rows_of(graph, catalogue, subjects, reach, without);
  share_entitlements(catalogue, table);
  return table;
}

std::vector<Subject> all_subjects(const AccessGraph& graph) {
  std::vector<Subject> subjects;
  for (std::uint32_t i = 0; i < graph.snapshot.identities.size(); ++i) {
    if (!graph.accounts_of.row(i).empty()) subjects.push_back({IdentityIx(i), {}});
  }
  for (std::uint32_t p = 0; p < graph.snapshot.principals.size(); ++p) {
    const PrincipalKind kind = graph.snapshot.principals[p].kind;
    if (kind != PrincipalKind::account && kind != PrincipalKind::everyone) continue;
    const Subject subject = subject_of(graph, PrincipalIx(p));
    if (subject.principal.valid()) subjects.push_back(subject);
  }
  return subjects;
}

Subject subject_of(const AccessGraph& graph, PrincipalIx account) {
  const Principal& principal = graph.snapshot[account];
  const bool hers = principal.kind == PrincipalKind::account &&
                    principal.owner_state == OwnerState::correlated && principal.identity.valid();
  return hers ? Subject{principal.identity, {}} : Subject{{}, account};
}

std::vector<std::uint32_t> accounts_of(const AccessGraph& graph, const Subject& subject) {
  if (!subject.identity.valid()) return {subject.principal.value};
  const auto accounts = graph.accounts_of.row(subject.identity.value);
  return {accounts.begin(), accounts.end()};
}

}  // namespace reeve
