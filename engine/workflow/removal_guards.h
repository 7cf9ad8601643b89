// What a removal plan may not do, however right each decision is by itself.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/access/graph.h"
#include "engine/model/campaign.h"
#include "engine/model/path.h"
#include "engine/workflow/config.h"

namespace reeve {

// Whether an edge has to stay: of a break-glass account, or of a group that is everybody's by birthright.
// Empty: it may go.
std::string why_protected(const RemovalSettings& settings, const Snapshot& snapshot, const Edge& edge);

// The same as a question for engine/access/cut.h. The arguments must outlive it.
std::function<bool(const Edge&)> protected_edges(const RemovalSettings& settings, const Snapshot& snapshot);

// Admits edges one after the other; what was admitted before counts. Graph and settings must outlive it.
class RemovalGuards {
 public:
  RemovalGuards(const RemovalSettings& settings, const AccessGraph& graph);
  ~RemovalGuards();

  // Empty: it may go too. Else why it may not: it is protected, a source would lose its last administrator, a
  // group that is never to be without somebody would be, or too much of a source would go at once. `edges`:
  // what the snapshot holds of the one edge, one per grantor.
  std::string admit(const std::string& source, const std::vector<Edge>& edges);

 private:
  struct Post;
  struct Gone {
    std::set<std::uint32_t> memberships, grants;
  };

  void collect_posts();
  std::vector<std::uint32_t> above(const std::vector<Edge>& edges) const;
  bool is_touched(const Post& post, const std::vector<Edge>& edges,
                  const std::vector<std::uint32_t>& above) const;
  bool is_held(const Post& post, const Gone& gone) const;
  std::string why_too_much(const std::string& source) const;

  const RemovalSettings& settings_;
  const AccessGraph& graph_;
  const Snapshot& snapshot_;
  std::vector<Post> posts_;
  std::vector<std::vector<std::uint32_t>> member_edges_;  // by container: places of memberships
  Gone gone_;
  std::map<std::string, std::size_t> admitted_;
};

}  // namespace reeve
