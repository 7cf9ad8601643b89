// Ways in which real sources are dirty. Each spoils the facts on which the planted cases of a company rest; a
// planted case must then be found, or said to be not evaluable, or lie in a source that is reported as
// incomplete.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/demo/company_files.h"

namespace reeve::test {

struct Dirt {
  std::string name;  // "late_hr"
  // Before and after the company is written down; either may be empty.
  std::function<void(demo::Company&)> spoil_facts;
  std::function<void(std::vector<demo::CompanyFile>&)> spoil_files;
  bool whole_source = false;  // spoils a file as such: that its source is incomplete is an answer
};

void PrintTo(const Dirt& dirt, std::ostream* out);

const std::vector<Dirt>& all_dirt();

}  // namespace reeve::test
