// Who else loses what when edges are removed: the accesses of everybody concerned, worked out again without
// them.
#pragma once

#include "engine/access/catalogue.h"
#include "engine/access/members.h"
#include "engine/model/path.h"

namespace reeve {

// How much of an access there is: only the right to pass it on, the right itself but something is missing, or
// a right that works. A loss is a step down. Having to assume a role first is no loss.
enum class AccessLevel : unsigned char { none, passable, latent, working };
AccessLevel level_of(const AccessFlags& flags);

// Thread rule: one object per thread.
class BlastRadius {
 public:
  BlastRadius(const AccessGraph& graph, const Catalogue& catalogue)
      : graph_(graph), catalogue_(catalogue), members_(graph) {}

  // Ordered by subject, then entitlement. Edges that cannot be removed: Error{internal}.
  std::vector<Loss> losses(std::span<const Edge> edges);
  // Accounts that stand behind an edge: itself, or members of where it starts.
  std::uint32_t accounts_behind(const Edge& edge);

 private:
  std::vector<std::uint32_t> starts_of(std::span<const Edge> edges) const;
  void add_readers_of_views(std::vector<std::uint32_t>& principals);

  const AccessGraph& graph_;
  const Catalogue& catalogue_;
  Members members_;
};

}  // namespace reeve
