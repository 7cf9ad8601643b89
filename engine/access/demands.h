// Answers whether what a resource demands beside a grant (engine/access/conjuncts.h) is met.
#pragma once

#include <unordered_map>

#include "engine/access/reach.h"

namespace reeve {

// The needs that somebody meets.
using MetNeeds = StampedSet;

// Thread rule: one object per thread.
class Demands {
 public:
  Demands(const AccessGraph& graph, Reach& reach, const WithoutEdges& without);

  MetNeeds no_needs() const { return MetNeeds(graph_.conjuncts.needs.size()); }
  // What `holder` meets by the grants of `reached`, its inherited closure.
  void collect(PrincipalIx holder, std::span<const std::uint32_t> reached, MetNeeds& met) const;

  // Whether all that the resource demands is met by the role acted as, the account signed in, and the owners
  // of views. Unknown where nothing is known to be missing, but something may be.
  TriState met(ResourceIx resource, const MetNeeds& acting, const MetNeeds& login);

  // Whether somebody, acting as itself, meets one need.
  bool meets(PrincipalIx holder, NeedIx need);

 private:
  enum class Fixed : unsigned char { not_asked, no, yes };
  bool fixed_part(std::uint32_t profile);
  const AccessGraph& graph_;
  Reach& reach_;
  const WithoutEdges& without_;
  std::vector<Fixed> fixed_;  // by profile: what readers of views need
  std::unordered_map<PrincipalIx, std::vector<std::uint32_t>>
      met_by_;  // by those who were asked about; sorted
};

}  // namespace reeve
