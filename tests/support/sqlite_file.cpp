#include "tests/support/sqlite_file.h"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace reeve::test {

void run_sqlite(const std::filesystem::path& file, const std::string& statements) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open(file.c_str(), &opened);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database{opened, sqlite3_close};
  if (result != SQLITE_OK ||
      sqlite3_exec(database.get(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database.get()));
  }
}

}  // namespace reeve::test
