// Removable edges of a snapshot, with the words for taking them away.
#pragma once

#include <map>
#include <vector>

#include "engine/model/path.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// Thread rule: one object per thread; it remembers what it looked up. Context, store and snapshot must
// outlive it.
class CardEdges {
 public:
  CardEdges(const Context& context, Store& store, const Snapshot& snapshot)
      : context_(context), store_(store), snapshot_(snapshot) {}

  // Ordered, each edge once, whoever granted it. Only observed memberships and grants: Error{internal}.
  std::vector<CardEdge> of(const std::vector<Edge>& edges);
  // What a card with these edges is called: "support_emea in shop".
  std::string name_of(const std::vector<Edge>& edges) const;

 private:
  const CardEdge& find(const Edge& edge);
  CardEdge look_up(const Edge& edge);

  const Context& context_;
  Store& store_;
  const Snapshot& snapshot_;
  std::map<Edge, CardEdge> known_;
};

}  // namespace reeve
