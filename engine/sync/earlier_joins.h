// What sync derives between sources (whose an account is, which principals are bound to one another), taken
// from an earlier snapshot. Pure.
#pragma once

#include <set>
#include <string>

#include "engine/model/snapshot.h"

namespace reeve {

// Joins the facts of `now` as they were joined at `then`: accounts belong to whom they belonged then, and
// bindings stand as they stood, as far as both ends are still there. Observed rows keep their indexes. An
// access that is there afterwards was taken away in no source.
void join_as(Snapshot& now, const Snapshot& then);

// The sources of `from` and every source that bindings of the snapshot join to one of them, over any number
// of bindings.
std::set<std::string> joined_sources(const Snapshot& snapshot, std::set<std::string> from);

}  // namespace reeve
