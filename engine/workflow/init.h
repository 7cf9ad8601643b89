// Use case: a new place to work in.
#pragma once

#include <string>

#include "engine/workflow/context.h"

namespace reeve {

enum class InitOutcome : unsigned char { wrote_configuration, kept_configuration };

// Writes the commented configuration to context.config.path and makes the store it names; afterwards
// context.config is that configuration. A file that exists is kept, and only its store is made; throws
// Error{conflict} where that exists too: nothing is overwritten. Where the store cannot be made, no new
// configuration stays behind.
InitOutcome init(Context& context, const std::string& company);

}  // namespace reeve
