// What an answer may lack, said the same way by every command.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace reeve::cli {

// One line each on `out.messages`.
void print_gaps(const std::vector<std::string>& gaps, Output& out);

}  // namespace reeve::cli
