// The one exception type of the project.
//
// Contract: thrown when the work at hand cannot go on. Expected outcomes are values in return types; our own
// bugs are asserts. Messages are for people: lower case, no full stop, their input in back-quotes, and what
// to do next. Context is added on the way up with `add_context`, outermost first. Thread rule: a value, no
// shared state.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace reeve {

enum class ErrorCode {
  usage,          // the command line or an argument is wrong (exit 64)
  config,         // reeve.toml or a file it names is wrong
  not_found,      // what was asked for does not exist
  conflict,       // someone else was first, or the state does not allow it
  refused,        // not allowed for this person or on this snapshot
  source,         // a source could not be reached or read
  incomplete,     // a source is incomplete, stale or quarantined (exit 3)
  policy_engine,  // OPA is not there or does not answer (exit 4)
  policy,         // a rule or policy file is wrong (exit 4)
  store,          // our own store failed
  io,             // a file or socket failed
  internal,       // an invariant did not hold
};

std::string_view to_string(ErrorCode code);

class Error : public std::exception {
 public:
  Error(ErrorCode code, std::string message);

  ErrorCode code() const { return code_; }
  const char* what() const noexcept override { return message_.c_str(); }
  const std::string& message() const { return message_; }

  // Puts `context` before the message: "context: message". Returns itself so that `throw e.add_context(..)`
  // reads well.
  Error& add_context(std::string_view context);

 private:
  ErrorCode code_;
  std::string message_;
};

}  // namespace reeve
