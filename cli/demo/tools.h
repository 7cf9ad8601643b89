// Words for writing down capabilities of the back office.
#pragma once

#include "cli/demo/draft.h"

namespace reeve::demo {

// A part of an application that carries one category ("none" = nothing), labelled by the application itself.
ResourceFact& add_capability(Draft& draft, std::string_view application, std::string_view key,
                             std::string_view category, std::string_view region);

}  // namespace reeve::demo
