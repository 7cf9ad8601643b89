// How decisions spread: down the tree, and along lineage.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/sync/classification.h"

namespace reeve {

// Who decided, strongest first. A direct decision is about exactly this resource and made by a person or the
// source; a pattern was written for many; a name is a guess of the naming rules.
enum class DecidedBy : unsigned char { direct, pattern, name, ancestor, lineage, nobody };

struct ContentDecision {
  DecidedBy by = DecidedBy::nobody;
  std::set<std::string> categories;
  std::string rule;
  bool refused = false;          // something that is said about it cannot be understood: stays undecided
  std::string why;               // for people
  std::set<std::string> masked;  // lineage does not add these: a person said that they are not shown
  std::map<std::string, int> through;  // what lineage added, and the resource that it comes from
  bool decided() const { return by != DecidedBy::nobody; }
};

// Undecided resources take the decision of the nearest ancestor that has one by direct or pattern.
void spread_to_descendants(const std::vector<ResourceNode>& resources,
                           std::vector<ContentDecision>& decisions);

// An exposing resource and everything below it get the categories of what it exposes (what lies below that
// included), over any number of steps. As long as something exposed is undecided they are undecided, except
// for what a direct decision is about, and what lies below that. Resources that show only one another are
// undecided. What a decision masks is not added to it, nor to what lies below it.
void spread_along_lineage(const std::vector<ResourceNode>& resources, const std::vector<LineageLink>& lineage,
                          std::vector<ContentDecision>& decisions);

std::vector<std::vector<int>> children_of(const std::vector<ResourceNode>& resources);

}  // namespace reeve
