// An invented company as the files that a `reeve` would read: one folder of CSV files per source
// (docs/formats/facts.md), labels.csv, bindings.csv, reeve.toml, and beside them waivers.csv and the answer
// key, which the engine does not read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/demo/company.h"

namespace reeve::demo {

struct CompanyFile {
  std::string path;  // relative, "hr/identities.csv"
  std::string bytes;
};

// The same company gives the same bytes.
std::vector<CompanyFile> company_files(const Company& company);

// Writes them below `folder`, over what is there. Throws Error{io} naming the file that cannot be written.
void write_files(const std::vector<CompanyFile>& files, const std::filesystem::path& folder);

}  // namespace reeve::demo
