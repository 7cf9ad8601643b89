// One connection to the store's database, and statements on it. Thread rule: one thread at a time.
//
// Everything throws Error{store}; the database's own words come after ours.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sql/param.h"

namespace reeve {

// How much a commit must survive. bulk: a crash of the process; decision: a power cut, too.
enum class Durability : unsigned char { bulk, decision };

class Connection {
 public:
  // The file must exist.
  explicit Connection(const std::string& path);
  ~Connection();

  // Runs one statement and returns how many rows it changed.
  std::int64_t execute(const std::string& statement, const SqlParams& params = {});

  // Waits for other writers, for a minute at most.
  void begin_write(Durability durability);
  // All statements until the end see the same state of the store.
  void begin_read();
  void commit();
  void rollback() noexcept;

  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  Transaction(Connection& connection, Durability durability);  // writes
  explicit Transaction(Connection& connection);                // only reads
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

struct SqlColumn {
  std::string name;
  bool is_text = false;
};

// Inserts rows in batches through one prepared statement. Cells are given from left to right.
class SqlInsert {
 public:
  SqlInsert(Connection& connection, const std::string& table, std::vector<SqlColumn> columns);
  ~SqlInsert();

  void number(std::int64_t value);
  void text(std::string_view value);
  void null();
  void end_row();
  // Writes what is left of the last batch; rows without it are lost.
  void flush();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Reads the rows of a query. Cells are taken from left to right.
class SqlSelect {
 public:
  SqlSelect(Connection& connection, const std::string& query, const std::vector<SqlColumn>& columns,
            const SqlParams& params = {});
  ~SqlSelect();

  bool next();
  bool is_null() const;   // of the cell that comes next
  std::int64_t number();  // 0 where null
  std::string& text();    // empty where null; may be moved from

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
