#include "cli/gaps.h"

#include "engine/core/text.h"

namespace reeve::cli {

void print_gaps(const std::vector<std::string>& gaps, Output& out) {
  for (const std::string& gap : gaps) {
    out.messages << "this answer may lack something: " << printable_utf8(gap) << "\n";
  }
}

void print_disabled(const std::vector<std::string>& rules, Output& out) {
  if (!rules.empty()) out.messages << "switched off in reeve.toml: " << enumerate_words(rules) << "\n";
}

}  // namespace reeve::cli
