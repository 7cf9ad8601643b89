// Whole numbers among the options of a source.
#pragma once

#include <string>

#include "engine/sync/connector.h"

namespace reeve {

// `fallback` where the option is not given. Throws Error{config} naming source and option where it is no
// whole number from 1 to `most`.
int number_option(const SourceConfig& config, const std::string& option, int fallback, int most);

}  // namespace reeve
