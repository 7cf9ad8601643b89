// Since when an account has an access: the newest edge of a path decides, and of several paths the oldest.
#pragma once

#include <vector>

#include "engine/access/graph.h"

namespace reeve {

// Only paths count whose edges all tell when they were granted. A binding between sources and the membership
// of everybody in PUBLIC are no acts of granting and have no time of their own.
//
// Thread rule: one object per thread.
class Since {
 public:
  Since(const AccessGraph& graph, const WithoutEdges& without);

  void start(PrincipalIx account);
  // Of one grant for the account; unknown where no path tells. Grants that do not reach the account: unknown.
  MaybeTime of(std::uint32_t grant);

 private:
  void search();
  void relax(const Csr& edges, std::uint32_t node, UtcMillis at, std::vector<UtcMillis>& best, bool acting);

  const AccessGraph& graph_;
  const WithoutEdges& without_;
  PrincipalIx account_;
  bool searched_ = false;
  std::vector<UtcMillis> acting_, inherited_;  // earliest time by principal: may act as it; has its rights
  std::vector<std::uint32_t> touched_;
  struct Entry {
    UtcMillis at;
    std::uint32_t node;
    bool acting;
    bool operator>(const Entry& other) const { return at > other.at; }
  };
  std::vector<Entry> heap_;
};

}  // namespace reeve
