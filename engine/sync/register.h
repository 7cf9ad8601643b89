// The register of systems that are known to hold customer data, compared with the sources that are read.
// Pure; the file is docs/formats/register.md.
#pragma once

#include <string>
#include <vector>

#include "engine/core/csv_table.h"

namespace reeve {

struct RegisteredSystem {
  std::int64_t line = 0;
  std::string system;
  std::string source;  // in reeve.toml; empty = none reads it
};

std::vector<std::string> register_columns();           // required: system, source
std::vector<std::string> optional_register_columns();  // holder, note

// Throws Error{config} "line L: ..." on a system without a name or one that stands twice.
std::vector<RegisteredSystem> registered_systems(const std::vector<CsvRecord>& records);

// Systems that no source of `sources` reads, in the order of the register.
std::vector<RegisteredSystem> unread_systems(const std::vector<RegisteredSystem>& systems,
                                             const std::vector<std::string>& sources);

}  // namespace reeve
