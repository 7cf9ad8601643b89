// What SQLite alone takes for the fact tables of a store: its C interface and nothing of ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace reeve::test {

using BareCell = std::variant<std::monostate, std::int64_t, std::string>;
struct BareTable {
  std::string name;
  std::string create_statement;
  std::size_t columns = 0;
  std::vector<BareCell> cells;  // row by row
};

// The fact tables that have rows.
std::vector<BareTable> read_fact_tables(const std::string& store);

// Makes a file with these tables: one prepared statement per table, one transaction, WAL and synchronous as
// the store has them for bulk facts.
void bare_inserts_into(const std::string& path, const std::vector<BareTable>& tables);

// Reads every column of every row of these tables; returns the number of rows.
std::int64_t bare_scan_of(const std::string& store, const std::vector<BareTable>& tables);

}  // namespace reeve::test
