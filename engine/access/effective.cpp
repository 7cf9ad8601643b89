#include "engine/access/effective.h"

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
  share_entitlements(catalogue, table);
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

}  // namespace

AccessTable effective_access(const AccessGraph& graph, const Catalogue& catalogue) {
  const Closure closure = Closure::inherited(graph);
  ClosureReach reach(graph, closure);
  const WithoutEdges nothing;
  AccessTable table = rows_of(graph, catalogue, all_subjects(graph), reach, nothing);
  CategoryReach categories = reach_categories(graph, catalogue);
  table.reach = std::move(categories.categories);
  table.reaches_undecided = std::move(categories.undecided);
  count_holders(graph.snapshot, table);
  return table;
}

AccessTable access_rows(const AccessGraph& graph, const Catalogue& catalogue,
                        std::span<const Subject> subjects, const WithoutEdges& without) {
  SearchReach reach(graph, without);
  return rows_of(graph, catalogue, subjects, reach, without);
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
