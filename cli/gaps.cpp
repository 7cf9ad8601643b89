#include "cli/gaps.h"

#include "engine/core/text.h"

namespace reeve::cli {

void print_gaps(const std::vector<std::string>& gaps, Output& out) {
  for (const std::string& gap : gaps) {
    out.messages << "this answer may lack something: " << printable_utf8(gap) << "\n";
  }
}

}  // namespace reeve::cli
