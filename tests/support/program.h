// Runs the built `reeve` as a person would.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace reeve::test {

struct ProgramResult {
  int exit_code = -1;    // -1: killed by a signal
  std::string data;      // standard output
  std::string messages;  // standard error
  bool operator==(const ProgramResult&) const = default;
};

void PrintTo(const ProgramResult& result, std::ostream* out);

// In `folder`, without a terminal, with an environment of PATH and HOME alone. Waits for it.
ProgramResult run_reeve(const std::filesystem::path& folder, const std::vector<std::string>& arguments);

}  // namespace reeve::test
