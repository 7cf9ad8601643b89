// The policies of this run: what is shipped inside the binary, and the company's own data.
#pragma once

#include <string>
#include <vector>

#include "engine/policy/evaluator.h"
#include "engine/workflow/config.h"

namespace reeve {

// Modules below one of these folders, by path: {"policies/lib/", "policies/rules/"}.
std::vector<PolicyModule> policy_modules(const std::vector<std::string>& folders);

// The base document {"reeve": {"categories": ..., "thresholds": ...}}: each shipped data file, or the file of
// the same name in the configuration's policy data folder. Throws Error{policy} naming the file that is not
// JSON, that replaces no shipped one, or that does not follow its schema (with the path of the first mistake
// in it).
Json policy_data(const Config& config);

// The ids of the categories, sorted. Throws Error{policy} where there are none or more than a snapshot holds.
std::vector<std::string> category_ids(const Json& data);

}  // namespace reeve
