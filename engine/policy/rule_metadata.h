// METADATA of a Rego package, as it stands in the comments at the head of the file.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/finding.h"

namespace reeve {

struct RuleMetadata {
  std::string title;
  std::string description;
  Severity severity = Severity::medium;
  Grain grain = Grain::access;
  std::vector<std::string> controls;
  std::string remediation;
  std::set<std::string> handles_unknown;  // attributes that the rule judges by itself when they are null
  std::map<std::string, std::string> messages;  // code -> sentence with placeholders
};

// The comment block that begins with METADATA and stands right before `package`. Throws Error{policy}
// "file:row: ..." where there is none, where it is not YAML, or where a field is missing or unknown.
RuleMetadata read_rule_metadata(const std::string& file, std::string_view text);

// The package that the file names, with `data.` before it; empty where it names none.
std::string package_of(std::string_view text);

}  // namespace reeve
