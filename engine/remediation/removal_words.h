// PORT RemovalWords: how one kind of source says "take this edge away", and what would bring it back. Words
// only: nothing here touches a source. Implementations: connectors/<x>/<x>_statements, listed in
// connectors/removal_words.cpp.
#pragma once

#include <string>
#include <vector>

#include "engine/model/facts.h"

namespace reeve {

// An edge with everything that one run says about it.
struct EdgeFacts {
  Section section = Section::membership;
  std::vector<MembershipFact> memberships;  // one per grantor, in natural-key order
  std::vector<GrantFact> grants;            // one per kind and grantor, in natural-key order
  ResourceFact resource;                    // of the grants
  // Further grants that the source takes away with these (CASCADE), with their resources beside them. The
  // words do so where there are some; without them the source refuses what others hang on.
  std::vector<GrantFact> also_lost = {};
  std::vector<ResourceFact> also_resources = {};
};

// Both empty: the source has no statement for this edge (an owner's own rights), `why_none` says why.
struct RemovalText {
  std::string statement;  // one statement per line, to run in this order
  std::string inverse;
  std::string why_none;
  // The same one by one, for whoever runs them.
  std::vector<std::string> steps = {};
  std::vector<std::string> inverse_steps = {};
};

// Throws Error{refused} where a name cannot be quoted (a NUL, invalid UTF-8).
struct RemovalWords {
  std::string connector;  // ConnectorKind::name
  RemovalText (*words)(const EdgeFacts& edge) = nullptr;
  // Which of the source's grants go with the edge; null: none ever do.
  std::vector<GrantFact> (*also_lost)(const EdgeFacts& edge, const std::vector<GrantFact>& all) = nullptr;
};

}  // namespace reeve
