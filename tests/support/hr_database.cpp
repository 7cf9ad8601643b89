#include "tests/support/hr_database.h"

#include <stdexcept>

#include "engine/core/text.h"
#include "tests/support/paths.h"
#include "tests/support/server_process.h"

namespace reeve::test {

std::string hr_database() {
  return "create table Departments (DepartmentID int, Name varchar(40));"
         "create table Employees (EmployeeID int, LastName varchar(20), FirstName varchar(20), Title "
         "varchar(40), "
         "Contract char(1), DepartmentID int, Region varchar(10), ReportsTo int, Email varchar(60), "
         "HireDate varchar(10), LeftOn varchar(10));"
         "insert into Departments values (1, 'Trust and Safety'), (2, 'Finance');"
         "insert into Employees values "
         "(1, 'Brandt', 'Viktor', 'Trust Manager', 'P', 1, 'EMEA', null, 'viktor.brandt@brimstow.example', "
         "'2015-06-01', null),"
         "(2, 'Orten', 'Maya', 'Review Moderator', 'P', 1, 'EMEA', 1, 'maya.orten@brimstow.example', "
         "'2021-09-15', null),"
         "(3, 'Falk', 'Jo', 'Seller Support Agent', 'A', 1, 'APAC', 1, 'jo.falk@brimstow.example', "
         "'2022-02-01', "
         "'2026-03-31'),"
         "(4, 'Reyes', 'Nia', 'Controller', 'C', null, 'NA', 1, 'nia.reyes@brimstow.example', '2023-01-09', "
         "null)";
}

std::string block_of_sql_readme(const std::string& from) {
  std::string block;
  bool inside = false;
  for (const std::string& line : split(content_of(source_dir() / "connectors/sql/README.md"), '\n')) {
    inside = inside ? line.starts_with("    ") : line.find(from) != std::string::npos;
    if (inside) block += line.substr(4) + "\n";
    if (!inside && !block.empty()) return block;
  }
  throw std::runtime_error("connectors/sql/README.md has no block with " + from);
}

std::string hr_query() {
  const std::string block = block_of_sql_readme("[source.hr]");
  const std::size_t start = block.find("\"\"\"") + 3;
  return block.substr(start, block.rfind("\"\"\"") - start);
}

}  // namespace reeve::test
