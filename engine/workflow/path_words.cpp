#include "engine/workflow/path_words.h"

#include <algorithm>

#include "engine/model/access_names.h"

namespace reeve {
namespace {

std::string source_of(const Snapshot& snapshot, const Origin& origin) {
  return origin.source.valid() ? snapshot.source_name(origin.source) : std::string();
}

std::string kind_words(const Principal& p) {
  if (p.kind != PrincipalKind::account) return std::string(to_string(p.kind));
  if (p.account_kind == AccountKind::unknown || p.account_kind == AccountKind::person) return "account";
  if (p.account_kind == AccountKind::break_glass) return "break-glass account";
  return std::string(to_string(p.account_kind)) + " account";
}

class Drawer {
 public:
  Drawer(const Snapshot& snapshot, const PathLinks& links) : snapshot_(snapshot), links_(links) {}

  PathNode node(const Subject& subject) const {
    if (!subject.identity.valid()) return node(subject.principal);
    return {"person", display_name(snapshot_, subject.identity),
            link(snapshot_.subject_key(subject.identity))};
  }
  PathNode node(PrincipalIx principal) const {
    const Principal& p = snapshot_[principal];
    const bool has_access_page = p.kind == PrincipalKind::account && p.owner_state != OwnerState::correlated;
    return {kind_words(p), display_name(snapshot_, principal),
            has_access_page ? link(snapshot_.subject_key(principal)) : ""};
  }
  PathNode node(ResourceIx resource) const {
    const std::string href = links_.resource ? links_.resource(snapshot_.resource_key(resource)) : "";
    return {std::string(to_string(snapshot_[resource].kind)), display_name(snapshot_, resource), href};
  }

  PathNode end_of(const Edge& edge) const {
    if (edge.kind == EdgeKind::membership) return node(snapshot_[MembershipIx(edge.index)].container);
    if (edge.kind == EdgeKind::grant) return node(snapshot_[GrantIx(edge.index)].resource);
    if (edge.kind == EdgeKind::lineage) return node(snapshot_[LineageIx(edge.index)].exposed);
    if (edge.kind == EdgeKind::gate) return node(snapshot_.gates[edge.index].resource);
    return node(PrincipalIx(edge.index));
  }

  PathStep step(const Edge& edge) const {
    switch (edge.kind) {
      case EdgeKind::owner:
        return {"has the account", source_of(snapshot_, snapshot_[PrincipalIx(edge.index)].origin)};
      case EdgeKind::everyone:
        return {"like everybody", source_of(snapshot_, snapshot_[PrincipalIx(edge.index)].origin)};
      case EdgeKind::membership: {
        const Membership& m = snapshot_[MembershipIx(edge.index)];
        return {m.inherited ? "is in" : "can switch to", source_of(snapshot_, m.origin)};
      }
      case EdgeKind::grant: {
        const Grant& g = snapshot_[GrantIx(edge.index)];
        return {std::string(snapshot_.text(g.privilege)), source_of(snapshot_, g.origin)};
      }
      case EdgeKind::gate: return {"passes", source_of(snapshot_, snapshot_.gates[edge.index].origin)};
      case EdgeKind::lineage: return {"shows", source_of(snapshot_, snapshot_[LineageIx(edge.index)].origin)};
    }
    return {};
  }

 private:
  std::string link(const std::string& key) const { return links_.subject ? links_.subject(key) : ""; }

  const Snapshot& snapshot_;
  const PathLinks& links_;
};

}  // namespace

PathDrawing drawing_of(const Snapshot& snapshot, const Subject& subject, const AccessPath& path,
                       const Cut* cut, const PathLinks& links) {
  const Drawer drawer(snapshot, links);
  PathDrawing drawing{.id = "path", .title = "How this access comes about"};
  drawing.nodes.push_back(drawer.node(subject));
  for (const Edge& edge : path.edges) {
    PathStep step = drawer.step(edge);
    step.cut = cut != nullptr && std::ranges::find(cut->edges, edge) != cut->edges.end();
    drawing.steps.push_back(std::move(step));
    drawing.nodes.push_back(drawer.end_of(edge));
  }
  drawing.description = "From " + drawing.nodes.front().name + " to " + drawing.nodes.back().name + " in " +
                        std::to_string(drawing.steps.size()) + " steps; they stand in words beside it.";
  return drawing;
}

}  // namespace reeve
