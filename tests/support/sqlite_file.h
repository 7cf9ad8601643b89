// SQLite files of other programs, made for tests.
#pragma once

#include <filesystem>
#include <string>

namespace reeve::test {

// Runs the statements on the file, which is made where it is missing. Throws std::runtime_error.
void run_sqlite(const std::filesystem::path& file, const std::string& statements);

}  // namespace reeve::test
