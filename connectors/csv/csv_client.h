// The wire side of the connector csv: a fact file as a header and rows below it.
#pragma once

#include <memory>
#include <string>

#include "connectors/fact_files.h"

namespace reeve {

// Throws Error{source} where the file has no header line, names a column twice or lacks a required one.
std::unique_ptr<FactFile> open_csv_facts(const std::string& path, const RowFormat& format);

}  // namespace reeve
