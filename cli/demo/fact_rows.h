// Facts as rows of the CSV files of docs/formats/facts.md: what the csv connector reads, written.
#pragma once

#include <string>
#include <vector>

#include "cli/demo/company.h"

namespace reeve::demo {

struct FactFile {
  std::string section;  // "identities": the name without .csv, as `sections` of reeve.toml lists it
  std::string bytes;
};

// One file per kind of fact that the source has.
std::vector<FactFile> fact_files(const SourceFacts& source);

// A line of CSV; cells are quoted where they must be.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace reeve::demo
