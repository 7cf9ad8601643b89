// An HR database of the kind that small companies keep, with invented people, and the query of
// connectors/sql/README.md that reads it.
#pragma once

#include <string>

namespace reeve::test {

// Statements that SQLite, PostgreSQL and MariaDB all understand.
std::string hr_database();
std::string hr_query();
// The text that stands between the first line that holds `from` and the next blank line, without the four
// spaces of the document; of connectors/sql/README.md.
std::string block_of_sql_readme(const std::string& from);

}  // namespace reeve::test
