// What a case says about an access, in plain words.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/evidence.h"
#include "engine/model/path.h"

namespace reeve {

// One step per edge: "alopes is a member of support_emea", with the source that says so.
std::vector<PathStep> path_steps(const Snapshot& snapshot, const AccessPath& path);

// "Ana Lopes can read customers (SELECT) in shop, through support_emea and crm_read."
std::string access_sentence(const Snapshot& snapshot, const AccessTable& table, AccessIx access,
                            const Explanation& explanation);

// Of a cut, the same for every case that it ends: "Remove alopes from support_emea in shop. That ends 1
// access: Ana Lopes: SELECT on customers."
std::string cut_consequence(const std::vector<CardEdge>& edges, const std::vector<std::string>& losses);

}  // namespace reeve
