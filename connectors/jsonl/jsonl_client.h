// The wire side of the connector jsonl: a fact file as one JSON object a line.
#pragma once

#include <memory>
#include <string>

#include "connectors/fact_files.h"

namespace reeve {

// Texts, whole numbers, true, false, null (as if it were not there), and lists of texts where a column takes
// several. A line that is no object, or names a member twice, has no readable key.
std::unique_ptr<FactFile> open_jsonl_facts(const std::string& path, const RowFormat& format);

}  // namespace reeve
