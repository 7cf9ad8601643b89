// PORT Remover: takes one edge away at its source and can put it back. The only thing that writes to a
// source, with credentials of its own. Implementations: connectors/<x>/<x>_remover, listed in
// connectors/removers.cpp.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/digest.h"
#include "engine/model/campaign.h"
#include "engine/model/remediation.h"

namespace reeve {

// One change as it was reviewed.
struct EdgeChange {
  RemovableEdge edge;
  Digest facts{};  // of the edge and of what goes with it (engine/remediation/edge_state.h)
  std::vector<std::string> steps;
  std::vector<std::string> inverse;
};

struct RemoverAnswer {
  ActOutcome outcome = ActOutcome::unknown;
  std::string detail;
  bool operator==(const RemoverAnswer&) const = default;
};

// Nothing is done unless the source says exactly what the change says: the same facts, and the same words for
// taking them away. Afterwards the source is read again on the same connection, and only what is seen there
// counts. What can go wrong is an answer, never an exception. Thread rule: one call at a time per object.
class Remover {
 public:
  virtual ~Remover() = default;
  // Changes nothing. done: it could be removed now.
  virtual RemoverAnswer look(const EdgeChange& change) = 0;
  virtual RemoverAnswer remove(const EdgeChange& change) = 0;
  virtual RemoverAnswer restore(const EdgeChange& change) = 0;
};

struct RemoverConfig {
  std::string source;
  std::string kind;
  std::string base_dir;
  std::map<std::string, std::string>
      options;  // of the source, with those of [remove.<source>] in their place
};

struct RemoverKind {
  std::string connector;                 // ConnectorKind::name
  std::vector<std::string> credentials;  // options that are never taken over from the source
  // Throws Error{config} where an option is missing or wrong.
  std::unique_ptr<Remover> (*create)(const RemoverConfig& config) = nullptr;
};

}  // namespace reeve
