// What the sources' logs and request systems tell.
#pragma once

#include "cli/demo/draft.h"

namespace reeve::demo {

// A row of usage for everything that an account of shop and tools reaches there, but for what a story told
// already: used within the last weeks, in a log that covers more than a year.
void write_usage(Draft& draft);

// Requests and approvals behind most roles of the back office.
void write_approvals(Draft& draft);

}  // namespace reeve::demo
