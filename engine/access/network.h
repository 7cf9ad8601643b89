// All grant paths between some accounts and some grants, as one small directed network, for searching paths
// and cuts in it.
//
// A path acts first (edges that are assumable), then inherits (architecture section 4: never inherit, then
// assume), so a principal may stand in it twice. Unless roles are asked for, it turns to inheriting only at
// the start and at roles that are not inherited from the role before: elsewhere nothing would be gained.
#pragma once

#include <functional>

#include "engine/access/graph.h"

namespace reeve {

struct NetworkArc {
  std::uint32_t from = 0, to = 0;
  bool is_edge = true;  // false: the turn from acting to inheriting, which is no edge of the snapshot
  Edge edge;
};

struct Network {
  static constexpr std::uint32_t kStart = 0, kEnd = 1;

  std::vector<PrincipalIx> principal;  // by node; none for kStart and kEnd
  std::vector<bool> acts;              // by node: acting as the principal, else inheriting from it
  std::vector<NetworkArc> arcs;        // only those on a way from kStart to kEnd
  Csr leaving;                         // by node: places in `arcs`
  // A membership that is both acted over and inherited from on different paths: then a cut of arcs may name
  // one edge twice.
  bool has_double_edges = false;

  bool empty() const { return arcs.empty(); }
};

struct NetworkRequest {
  std::span<const std::uint32_t> starts;  // accounts; the first edge is Edge{owner, account}
  bool may_act = true;                    // false: only what the starts have as themselves
  std::span<const std::uint32_t> grants;
  // Where given: only these roles count as the one acted as (the start itself is one of them or not).
  std::function<bool(PrincipalIx)> is_wanted_role;
};

Network build_network(const AccessGraph& graph, const WithoutEdges& without, const NetworkRequest& request);

}  // namespace reeve
