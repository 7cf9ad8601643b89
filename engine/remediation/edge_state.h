// The memberships and grants of one source at one moment, and what differs between two moments. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/digest.h"
#include "engine/model/campaign.h"
#include "engine/remediation/removal_words.h"

namespace reeve {

struct SourceEdges {
  std::vector<MembershipFact> memberships;
  std::vector<GrantFact> grants;
  std::map<std::string, ResourceFact> resources;  // by key
};

// What the source says about the edge (whatever `edge.source` is called), and what would go with it. No
// facts: it is not there.
EdgeFacts edge_facts(const SourceEdges& edges, const RemovableEdge& edge, const RemovalWords& words);
bool is_absent(const EdgeFacts& edge);

// Of everything that would go, whatever its order. Two reads of the same edge give the same.
Digest facts_digest(const EdgeFacts& edge);
Digest facts_digest(const std::vector<Fact>& facts);

// In natural order; a fact of which anything differs is lost and gained.
struct EdgeDifference {
  std::vector<Fact> lost;
  std::vector<Fact> gained;
};
EdgeDifference difference(const SourceEdges& before, const SourceEdges& after);

// For people: "SELECT on shop.public.customers for crm_read, granted by boss".
std::string fact_words(const Fact& fact);
// At most five of them, and how many more there are.
std::string facts_words(const std::vector<Fact>& facts);

}  // namespace reeve
