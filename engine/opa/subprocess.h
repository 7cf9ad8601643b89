// Runs a short-lived program without a shell and reads what it says.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace reeve {

struct ProgramOutput {
  int exit_code = -1;  // -1: could not be started, or was ended by a signal or the time limit
  std::string text;    // stdout only
};

// `arguments` begin with the path of the program, which is not looked up. Its environment is empty, its input
// is empty. It is killed when it runs longer than `limit`. No zombie is left.
ProgramOutput run_program(const std::vector<std::string>& arguments, std::chrono::milliseconds limit);

}  // namespace reeve
