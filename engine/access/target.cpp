#include "engine/access/target.h"

namespace reeve {

std::vector<std::uint32_t> grants_of(const AccessGraph& graph, const AccessTarget& target, GrantGives gives) {
  std::vector<std::uint32_t> found;
  const auto add_from = [&](std::uint32_t resource) {
    for (const std::uint32_t g : graph.grants_at.row(resource)) {
      const Grant& grant = graph.snapshot.grants[g];
      const bool applies = resource == target.resource.value || grant.covers_descendants;
      const bool gives_it =
          gives == GrantGives::right ? !grant.option_only : grant.option_only || grant.grant_option;
      if (applies && gives_it && grant.privilege == target.privilege) found.push_back(g);
    }
  };
  if (target.level == GrantLevel::here) {
    add_from(target.resource.value);
  } else {
    graph.tree.each_ancestor_or_self(target.resource.value, add_from);
  }
  return found;
}

}  // namespace reeve
