// Finds sets of edges that end one access, cheapest first. What else they cost is not asked here.
#pragma once

#include <functional>
#include <set>

#include "engine/access/branches.h"
#include "engine/access/max_flow.h"

namespace reeve {

// What an edge costs; kUncuttable where it must stay.
using EdgeCost = std::function<Capacity(const Edge&)>;

class CutSearch {
 public:
  // `accounts` belong to one subject.
  CutSearch(const AccessGraph& graph, std::vector<std::uint32_t> accounts, const AccessTarget& target,
            EdgeCost cost);

  // At most `limit` different sets, each sorted; by cost, then edges. Each is a minimum cut of one conjunct
  // (while some edges are kept), or puts together the cheapest one for every way of acting; no edge of it can
  // be left out. None: no set of removable edges ends the access.
  std::vector<std::vector<Edge>> run(std::size_t limit);

 private:
  // One conjunct: enough of these paths cut, and nothing works any more.
  struct Conjunct {
    std::vector<std::uint32_t> starts;
    bool may_act = true;
    std::vector<std::uint32_t> grants;
    std::set<PrincipalIx> roles;  // acted as; empty = all
  };
  struct Proposal {
    Capacity cost = 0;
    std::vector<Edge> edges;
    std::size_t conjunct = 0;
    std::set<Edge> kept;
    bool operator>(const Proposal& other) const;
  };

  std::vector<Conjunct> conjuncts_of(const std::vector<Branch>& branches) const;
  std::vector<Edge> cheapest(const Conjunct& conjunct, const std::set<Edge>& kept) const;
  std::vector<Edge> branch_by_branch() const;
  Proposal propose(std::size_t conjunct, std::set<Edge> kept) const;
  void leave_out_needless(std::vector<Edge>& edges) const;
  bool ends_access(std::span<const Edge> edges) const;
  Capacity cost_of(const std::vector<Edge>& edges) const;

  const AccessGraph& graph_;
  std::vector<std::uint32_t> accounts_;
  AccessTarget target_;
  EdgeCost cost_;
  std::vector<std::uint32_t> grants_;
  std::vector<Branch> working_;  // empty: nothing works, and all paths have to go
  std::vector<Conjunct> conjuncts_;
};

}  // namespace reeve
