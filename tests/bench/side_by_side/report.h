// The table out of the rows that measurements print.
#pragma once

#include <filesystem>

namespace reeve::bench {

// Reads lines of JSON from `rows`, prints the table, and writes it as JSON and as a page with the method.
// False where a limit is not held.
bool write_report(const std::filesystem::path& rows, const std::filesystem::path& json,
                  const std::filesystem::path& page);

}  // namespace reeve::bench
