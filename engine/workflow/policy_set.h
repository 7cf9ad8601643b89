// The policies that a run works with: rules, helpers and data, and where each of them stands.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/policy/evaluator.h"
#include "engine/workflow/config.h"

namespace reeve {

struct PolicySet {
  std::vector<PolicyModule> modules;          // below policies/lib/ and policies/rules/, by path
  Json data;                                  // the base document
  std::map<std::string, std::string> places;  // path of a module -> its file, where it is not a shipped one

  // A message that begins with the path of a module, with the file in its place.
  std::string with_place(const std::string& message) const;
};

// What is shipped or, where reeve.toml names one as `policies.pack`, that pack; with the data and the rules of the company (reeve.toml, `policies.data` and
// `policies.rules`). A rule of the company with the name of a shipped one takes its place.
PolicySet present_policies(const Config& config);

// The policies in a folder, for comparing: its `lib` and `rules` take the place of all shipped ones and of
// the company's where they are there, each file in its `data` that of one. A folder with `policies` in it
// means that. Throws Error{not_found} where there is nothing of this in it.
PolicySet policies_in(const std::string& folder, const Config& config);

}  // namespace reeve
