// Runs the built `reeve` as a person would.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "tests/support/scratch_dir.h"

namespace reeve::test {

struct ProgramResult {
  int exit_code = -1;    // -1: killed by a signal
  std::string data;      // standard output
  std::string messages;  // standard error
  bool operator==(const ProgramResult&) const = default;
};

void PrintTo(const ProgramResult& result, std::ostream* out);

// "NAME=value"
using Environment = std::vector<std::string>;

// `reeve` as a child that may be killed. Ends it, where it still runs, with the object, and with the test.
class ReeveProcess {
 public:
  // In `folder`, without a terminal, with an environment of PATH, HOME and `environment` alone.
  ReeveProcess(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
               const Environment& environment = {});
  ~ReeveProcess();
  ReeveProcess(const ReeveProcess&) = delete;
  ReeveProcess& operator=(const ReeveProcess&) = delete;

  bool has_ended() const;
  void kill();           // as kill -9; does nothing where it has ended
  ProgramResult wait();  // until it ends
  // What follows `mark` on its line of standard error, as soon as that line is there whole. Throws
  // std::runtime_error with everything that was said where that does not come within ten seconds.
  std::string await_message(const std::string& mark) const;

 private:
  ScratchDir scratch_;
  int child_ = -1;
};

// The same, and waits for it.
ProgramResult run_reeve(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                        const Environment& environment = {});

}  // namespace reeve::test
