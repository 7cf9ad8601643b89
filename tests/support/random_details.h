// What random_snapshot leaves out and rules read: people, accounts and resources with all their values, times
// at the edges of bands, waivers.
#pragma once

#include <vector>

#include "engine/model/finding.h"
#include "tests/support/random_snapshot.h"

namespace reeve::test {

// Who reaches what stays as it was, but for people who left.
void add_details(Snapshot& snapshot, Dice& dice);

// Around the snapshot's time, of `rules` and of subjects and entitlements of the snapshot.
std::vector<Waiver> random_waivers(const Snapshot& snapshot, const std::vector<std::string>& rules,
                                   Dice& dice);

}  // namespace reeve::test
