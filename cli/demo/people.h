// HR: who works in the company, for whom, since when, and who has left.
#pragma once

#include "cli/demo/draft.h"

namespace reeve::demo {

// Fills Company::hr and Draft::people: spec.people in all.
void hire_people(Draft& draft);

}  // namespace reeve::demo
