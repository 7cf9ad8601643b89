// A small company as CSV files, with one desk that has much to decide.
//
// Mara Okafor's people all read the addresses of customers: every other one through a group, which may change
// them too (two cases on one card), every third without a job that needs it, every seventh although she or he
// has left.
#pragma once

#include "tests/support/scratch_dir.h"

namespace reeve::test {

inline constexpr int kReviewPeople = 36;
inline constexpr const char* kReviewer = "Mara Okafor";

// reeve.toml and the fact files; without a store.
void write_review_company(const ScratchDir& folder);
// The next day: the first six no longer reach anything, and six new ones do.
void change_review_company(const ScratchDir& folder);

}  // namespace reeve::test
