// Edges whose ends a source calls by another key than before.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/store/store.h"

namespace reeve {

// A source's own second key (an OID, a SID) tells that a principal or a resource is the same one under
// another key. Where a source has none, nothing can be told. Reads each run once and keeps its keys.
class RenamedEdges {
 public:
  explicit RenamedEdges(Store& store) : store_(store) {}

  // The edge keys under which the edge of run `seen_in` would stand in run `now`, its own left out.
  std::vector<std::string> keys_of(const RemovableEdge& edge, RunNo seen_in, RunNo now);

 private:
  struct Keys {
    std::map<std::string, std::string> second_of;       // by key
    std::multimap<std::string, std::string> by_second;  // keys
  };
  struct RunKeys {
    Keys principals, resources;
  };
  const RunKeys& keys_in(RunNo run);

  Store& store_;
  std::map<RunNo, RunKeys> runs_;
};

}  // namespace reeve
