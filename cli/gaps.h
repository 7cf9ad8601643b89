// What an answer may lack, said the same way by every command.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace reeve::cli {

// One line each on `out.messages`.
void print_gaps(const std::vector<std::string>& gaps, Output& out);
// Names the rules that reeve.toml switches off; says nothing where there are none.
void print_disabled(const std::vector<std::string>& rules, Output& out);

}  // namespace reeve::cli
