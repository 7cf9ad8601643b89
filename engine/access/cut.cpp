#include "engine/access/cut.h"

#include <algorithm>
#include <tuple>

#include "engine/access/cut_search.h"
#include "engine/access/path.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

std::string why_it_stays(const AccessGraph& graph, const Edge& edge) {
  const Snapshot& snapshot = graph.snapshot;
  const auto name = [&](PrincipalIx p) { return display_name(snapshot, p); };
  if (edge.kind == EdgeKind::membership) {
    const Membership& m = snapshot[MembershipIx(edge.index)];
    const std::string what = name(m.member) + " in " + name(m.container);
    return m.origin.source.valid() ? what + " is protected" : what + " is a binding between sources";
  }
  const Grant& grant = snapshot[GrantIx(edge.index)];
  const std::string who = name(grant.principal), what = display_name(snapshot, grant.resource);
  switch (grant.kind) {
    case GrantKind::ownership: return who + " owns " + what;
    case GrantKind::superuser: return who + " is a superuser";
    case GrantKind::built_in: return "the right of " + who + " on " + what + " is built in";
    case GrantKind::acl: return "the grant to " + who + " on " + what + " is protected";
  }
  return {};
}

}  // namespace

bool is_removable(const Snapshot& snapshot, const Edge& edge) {
  if (edge.kind == EdgeKind::membership) return snapshot[MembershipIx(edge.index)].origin.source.valid();
  return edge.kind == EdgeKind::grant && snapshot[GrantIx(edge.index)].kind == GrantKind::acl;
}

CutFinder::CutFinder(const AccessGraph& graph, const Catalogue& catalogue, CutOptions options)
    : graph_(graph), catalogue_(catalogue), options_(std::move(options)), blast_radius_(graph, catalogue) {}

CutSet CutFinder::find(const Subject& subject, EntitlementIx entitlement) {
  const Entitlement& e = catalogue_.entitlements[entitlement.value];
  const AccessTarget target{e.resource, e.privilege, GrantLevel::here};
  const auto cost = [this](const Edge& edge) { return cost_of(edge); };
  const auto found = CutSearch(graph_, accounts_of(graph_, subject), target, cost)
                         .run(std::max<std::size_t>(1, options_.candidates));
  CutSet result;
  result.candidates = found.size();
  for (const std::vector<Edge>& edges : found) result.cuts.push_back(describe(edges, subject, entitlement));
  std::ranges::stable_sort(result.cuts, {}, [](const Cut& c) {
    return std::tuple(c.other_people, c.own_losses, c.weight, c.edges);
  });
  if (result.cuts.empty()) result.why_not = why_not(subject, target);
  return result;
}

Capacity CutFinder::cost_of(const Edge& edge) {
  const auto [found, is_new] = costs_.try_emplace(edge, kUncuttable);
  if (is_new && is_removable(graph_.snapshot, edge) &&
      !(options_.is_protected && options_.is_protected(edge))) {
    const std::uint32_t weight =
        options_.weight ? options_.weight(edge) : blast_radius_.accounts_behind(edge);
    found->second = std::max<Capacity>(1, weight);
  }
  return found->second;
}

const std::vector<Loss>& CutFinder::losses_of(const std::vector<Edge>& edges) {
  const auto [found, is_new] = losses_.try_emplace(edges);
  if (is_new) found->second = blast_radius_.losses(edges);
  return found->second;
}

Cut CutFinder::describe(const std::vector<Edge>& edges, const Subject& subject, EntitlementIx entitlement) {
  Cut cut;
  cut.edges = edges;
  for (const Edge& edge : edges) cut.weight += static_cast<double>(cost_of(edge));
  cut.losses = losses_of(edges);
  const Subject* last = nullptr;
  for (const Loss& loss : cut.losses) {
    if (loss.subject == subject) {
      if (loss.entitlement != entitlement) ++cut.own_losses;
    } else if (last == nullptr || !(*last == loss.subject)) {
      last = &loss.subject;
      ++cut.other_people;
    }
  }
  return cut;
}

// Names the edges of one path that cannot be cut anywhere.
std::string CutFinder::why_not(const Subject& subject, const AccessTarget& target) {
  const Explanation explanation = explain_access(graph_, subject, target, 100);
  for (const AccessPath& path : explanation.paths) {
    const auto removable = [&](const Edge& edge) { return cost_of(edge) != kUncuttable; };
    if (std::ranges::any_of(path.edges, removable)) continue;
    return why_it_stays(graph_, path.edges.back());
  }
  return explanation.paths.empty() ? "there is no such access" : "too many edges of it are protected";
}

}  // namespace reeve
