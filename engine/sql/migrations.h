// The schema of the store, as a list of steps: the embedded files engine/sql/migrations/NNNN_name.sql.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/embedded_files.h"
#include "engine/sql/database.h"

namespace reeve {

struct Migration {
  std::int64_t no = 0;  // 1, 2, 3 ...; numbers may be left out
  std::string name;     // "initial"
  std::vector<std::string> statements;
};

// By number. Throws Error{internal} where a file name is not of the form above, or a number is there twice.
std::vector<Migration> migrations_in(std::span<const EmbeddedFile> files);
// The statements of a script: a semicolon at the end of a line ends one, a line that begins with -- is a
// comment.
std::vector<std::string> statements_in(std::string_view script);

// Applies what is missing, each step in one transaction and recorded in the table schema_migration; several
// processes may try at once. Throws Error{store} where the store knows steps that `migrations` does not hold
// (a newer reeve made it), or where it is a database of something else.
void migrate(Database& database, const std::vector<Migration>& migrations);

}  // namespace reeve
