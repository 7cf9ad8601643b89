// Use case: a new place to work in.
#pragma once

#include <string>

#include "engine/workflow/context.h"

namespace reeve {

// Writes the commented configuration to context.config.path and makes the store it names; afterwards
// context.config is that configuration. Throws Error{conflict} where the file exists: nothing is overwritten.
// Where the store cannot be made, no configuration stays behind.
void init(Context& context, const std::string& company);

}  // namespace reeve
