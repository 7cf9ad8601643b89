// What SQLite alone takes for the fact tables of a store: its C interface and nothing of ours.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/access/csr.h"

namespace reeve::bench {

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

// Who reaches what, by a recursive query over a table of memberships in memory.
class RecursiveSql {
 public:
  explicit RecursiveSql(const Csr& memberships);
  ~RecursiveSql();
  // Of the principals 0, step, 2 * step ...: how many they reach in all, themselves included.
  std::uint64_t pairs_of_every(std::uint64_t step) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve::bench
