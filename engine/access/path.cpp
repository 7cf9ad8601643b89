#include "engine/access/path.h"

#include <algorithm>
#include <set>

#include "engine/access/branches.h"
#include "engine/access/disjoint_paths.h"
#include "engine/access/effective.h"
#include "engine/access/shortest_paths.h"

namespace reeve {
namespace {

const WithoutEdges kNothing;

Usability level_of(const Branch& branch) {
  if (is_no(branch.works)) return Usability::latent;
  return branch.role == branch.account ? Usability::usable : Usability::assumable;
}

class Explainer {
 public:
  Explainer(const AccessGraph& graph, const Subject& subject, const AccessTarget& target)
      : graph_(graph), subject_(subject), target_(target), accounts_(accounts_of(graph, subject)) {
    grants_ = grants_of(graph, target, GrantGives::right);
    branches_ = branches_of(graph, kNothing, accounts_, target.resource, grants_);
    if (std::ranges::any_of(branches_, &Branch::reaches)) return;
    grants_ = grants_of(graph, target, GrantGives::option);
    branches_ = branches_of(graph, kNothing, accounts_, target.resource, grants_);
  }

  Explanation explain(std::size_t max_paths) {
    Explanation result;
    result.independent_paths = count_disjoint_paths(
        build_network(graph_, kNothing, {.starts = accounts_, .grants = grants_, .is_wanted_role = {}}));
    for (const Usability level : {Usability::usable, Usability::assumable, Usability::latent}) {
      std::vector<AccessPath> paths = paths_of(level, max_paths);
      std::ranges::stable_sort(paths, {}, [](const AccessPath& path) { return path.edges.size(); });
      for (AccessPath& path : paths) {
        const bool is_new = shown_.insert(path.edges).second;
        if (is_new && result.paths.size() < max_paths) result.paths.push_back(std::move(path));
      }
    }
    return result;
  }

 private:
  std::vector<AccessPath> paths_of(Usability level, std::size_t limit) const {
    std::vector<AccessPath> paths;
    for (const std::uint32_t account : accounts_) {
      const auto branch_of = [&](PrincipalIx role) {
        return std::ranges::find_if(branches_, [&](const Branch& b) {
          return b.account.value == account && b.role == role && b.reaches && level_of(b) == level;
        });
      };
      const Network network = build_network(
          graph_, kNothing,
          {.starts = std::span(&account, 1), .grants = grants_, .is_wanted_role = [&](PrincipalIx role) {
             return branch_of(role) != branches_.end();
           }});
      for (const auto& way : shortest_paths(network, limit)) {
        paths.push_back(path_of(network, way, level));
        AccessPath& path = paths.back();
        const PrincipalIx role = path.acting_as.valid() ? path.acting_as : path.account;
        if (level == Usability::latent)
          path.missing = missing_for(graph_, *branch_of(role), target_.resource);
      }
    }
    return paths;
  }

  AccessPath path_of(const Network& network, const std::vector<std::uint32_t>& way, Usability level) const {
    AccessPath path;
    path.usability = level;
    for (const std::uint32_t a : way) {
      const NetworkArc& arc = network.arcs[a];
      if (arc.is_edge && (arc.edge.kind != EdgeKind::owner || subject_.identity.valid())) {
        path.edges.push_back(arc.edge);
      }
      if (arc.from == Network::kStart) path.account = network.principal[arc.to];
      const bool acts = arc.from != Network::kStart && network.acts[arc.from];
      if (acts && network.principal[arc.from] != path.account) path.acting_as = network.principal[arc.from];
    }
    return path;
  }

  const AccessGraph& graph_;
  const Subject& subject_;
  const AccessTarget& target_;
  std::vector<std::uint32_t> accounts_, grants_;
  std::vector<Branch> branches_;
  std::set<std::vector<Edge>> shown_;
};

}  // namespace

Explanation explain_access(const AccessGraph& graph, const Subject& subject, const AccessTarget& target,
                           std::size_t max_paths) {
  return Explainer(graph, subject, target).explain(max_paths);
}

}  // namespace reeve
