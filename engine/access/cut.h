// How to end one access: the cheapest sets of edges whose removal does, and what else each of them costs.
#pragma once

#include <functional>
#include <map>

#include "engine/access/blast_radius.h"
#include "engine/access/max_flow.h"
#include "engine/access/target.h"

namespace reeve {

struct CutOptions {
  std::size_t candidates = 5;  // how many cuts to find and to compare by what they cost
  // Edges that must stay although they could be removed: break-glass, birthright. Empty = none.
  std::function<bool(const Edge&)> is_protected;
  // What it costs to remove an edge, at least 1; costs add up. Empty = the accounts that stand behind it.
  std::function<std::uint32_t(const Edge&)> weight;
};

// Whether an edge can be removed at all: an observed membership, or an observed grant that is neither
// ownership, superuser nor built in.
bool is_removable(const Snapshot& snapshot, const Edge& edge);

// Thread rule: one object per thread; it remembers what it found, so it pays to use one for many accesses.
class CutFinder {
 public:
  CutFinder(const AccessGraph& graph, const Catalogue& catalogue, CutOptions options = {});

  // Every cut that is returned ends the access: nothing of it works any more (where nothing worked, nothing
  // of it is left). One conjunct is cut: all grant paths, or one gate, or one right that a view's owner
  // needs. The cheapest by weight is among the cuts; they are ordered by other people, own losses, weight.
  CutSet find(const Subject& subject, EntitlementIx entitlement);

 private:
  Capacity cost_of(const Edge& edge);
  const std::vector<Loss>& losses_of(const std::vector<Edge>& edges);
  Cut describe(const std::vector<Edge>& edges, const Subject& subject, EntitlementIx entitlement);
  std::string why_not(const Subject& subject, const AccessTarget& target);

  const AccessGraph& graph_;
  const Catalogue& catalogue_;
  CutOptions options_;
  BlastRadius blast_radius_;
  std::map<Edge, Capacity> costs_;
  std::map<std::vector<Edge>, std::vector<Loss>> losses_;
};

}  // namespace reeve
