// The answer key as a JSON file, for people and for checks outside the program.
#pragma once

#include <string>

#include "cli/demo/company.h"

namespace reeve::demo {

// Indented, with the parts of a key separated as in the stable keys (U+001F).
std::string answer_key_json(const Company& company);

}  // namespace reeve::demo
