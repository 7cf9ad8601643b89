// Finds the OPA program and asks it what it is.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace reeve {

struct OpaBinary {
  std::string path;
  std::string version;  // "1.22.2"
  // Builtins whose result does not follow from their arguments: what OPA marks so, and those that read the
  // clock unless told a time.
  std::set<std::string> nondeterministic;
};

// Where OPA is looked for when `configured` is empty: beside this program, in ../libexec/reeve, on PATH.
std::vector<std::string> opa_candidates(const std::string& configured);

// Throws Error{policy_engine} naming the places that were looked at where there is none, and where the first
// one found is not OPA 1.x.
OpaBinary find_opa(const std::string& configured);

// "Version: 1.22.2\n..." -> "1.22.2"; empty where the text is not what `opa version` says.
std::string parse_opa_version(const std::string& text);

// The names that the JSON of `opa capabilities` marks as not deterministic. Throws Error{policy_engine} where
// it is not that.
std::set<std::string> parse_nondeterministic(const std::string& capabilities);

}  // namespace reeve
