#include "tests/bench/side_by_side/bare_sqlite.h"

#include <sqlite3.h>

#include <stdexcept>

namespace reeve::bench {
namespace {

class Bare {
 public:
  explicit Bare(const std::string& path) { check(sqlite3_open(path.c_str(), &db_)); }
  ~Bare() { sqlite3_close(db_); }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void run(const std::string& statements) {
    check(sqlite3_exec(db_, statements.c_str(), nullptr, nullptr, nullptr));
  }
  sqlite3_stmt* prepare(const std::string& statement) {
    sqlite3_stmt* out = nullptr;
    check(sqlite3_prepare_v2(db_, statement.c_str(), -1, &out, nullptr));
    return out;
  }

 private:
  void check(int result) {
    if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
  }
  sqlite3* db_ = nullptr;
};

BareCell cell_of(sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return static_cast<std::int64_t>(sqlite3_column_int64(row, column));
    default:
      return std::string(reinterpret_cast<const char*>(sqlite3_column_text(row, column)),
                         static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
  }
}

void bind(sqlite3_stmt* statement, int place, const BareCell& cell) {
  if (const auto* const number = std::get_if<std::int64_t>(&cell)) {
    sqlite3_bind_int64(statement, place, *number);
  } else if (const auto* const text = std::get_if<std::string>(&cell)) {
    sqlite3_bind_text(statement, place, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
  } else {
    sqlite3_bind_null(statement, place);
  }
}

std::string all_of(const BareTable& table) { return "select * from " + table.name + " where run_no = 1"; }

void insert(Bare& bare, const BareTable& table) {
  std::string marks = "?";
  for (std::size_t i = 1; i < table.columns; ++i) marks += ",?";
  sqlite3_stmt* const statement = bare.prepare("insert into " + table.name + " values (" + marks + ")");
  for (std::size_t at = 0; at < table.cells.size(); at += table.columns) {
    for (std::size_t i = 0; i < table.columns; ++i) {
      bind(statement, static_cast<int>(i + 1), table.cells[at + i]);
    }
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error("a bare insert failed");
    sqlite3_reset(statement);
  }
  sqlite3_finalize(statement);
}

}  // namespace

std::vector<BareTable> read_fact_tables(const std::string& store) {
  Bare bare(store);
  std::vector<BareTable> tables;
  sqlite3_stmt* const names = bare.prepare("select name, sql from sqlite_master where name like 'fact_%'");
  while (sqlite3_step(names) == SQLITE_ROW) {
    BareTable table{.name = std::get<std::string>(cell_of(names, 0)),
                    .create_statement = std::get<std::string>(cell_of(names, 1))};
    sqlite3_stmt* const rows = bare.prepare(all_of(table));
    table.columns = static_cast<std::size_t>(sqlite3_column_count(rows));
    while (sqlite3_step(rows) == SQLITE_ROW) {
      for (std::size_t i = 0; i < table.columns; ++i)
        table.cells.push_back(cell_of(rows, static_cast<int>(i)));
    }
    sqlite3_finalize(rows);
    if (!table.cells.empty()) tables.push_back(std::move(table));
  }
  sqlite3_finalize(names);
  return tables;
}

void bare_inserts_into(const std::string& path, const std::vector<BareTable>& tables) {
  Bare bare(path);
  bare.run("pragma journal_mode = wal; pragma synchronous = normal; begin immediate");
  for (const BareTable& table : tables) bare.run(table.create_statement);
  for (const BareTable& table : tables) insert(bare, table);
  bare.run("commit");
}

std::int64_t bare_scan_of(const std::string& store, const std::vector<BareTable>& tables) {
  Bare bare(store);
  std::int64_t rows = 0;
  std::int64_t seen = 0;
  for (const BareTable& table : tables) {
    sqlite3_stmt* const statement = bare.prepare(all_of(table) + " order by ordinal");
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int i = 0; i < static_cast<int>(table.columns); ++i) {
        if (sqlite3_column_type(statement, i) == SQLITE_TEXT) {
          seen += *sqlite3_column_text(statement, i) + sqlite3_column_bytes(statement, i);
        } else {
          seen += sqlite3_column_int64(statement, i);
        }
      }
      ++rows;
    }
    sqlite3_finalize(statement);
  }
  return seen == 0 ? 0 : rows;
}

struct RecursiveSql::State {
  Bare bare{":memory:"};
  std::size_t principals = 0;
};

RecursiveSql::RecursiveSql(const Csr& memberships) : state_(std::make_unique<State>()) {
  Bare& bare = state_->bare;
  state_->principals = memberships.rows();
  bare.run(
      "create table membership (member integer, container integer, primary key (member, container)) "
      "without rowid; begin");
  sqlite3_stmt* const insert = bare.prepare("insert or ignore into membership values (?, ?)");
  for (std::uint32_t member = 0; member < memberships.rows(); ++member) {
    for (const std::uint32_t container : memberships.row(member)) {
      sqlite3_bind_int64(insert, 1, member);
      sqlite3_bind_int64(insert, 2, container);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
  }
  sqlite3_finalize(insert);
  bare.run("commit; analyze");
}

RecursiveSql::~RecursiveSql() = default;

std::uint64_t RecursiveSql::pairs_of_every(std::uint64_t step) const {
  sqlite3_stmt* const query = state_->bare.prepare(
      "with recursive start (p) as (select 0 union all select p + ?1 from start where p + ?1 < ?2), "
      "reached (p, q) as (select p, p from start union "
      "select reached.p, container from reached join membership on member = reached.q) "
      "select count(*) from reached");
  sqlite3_bind_int64(query, 1, static_cast<std::int64_t>(step));
  sqlite3_bind_int64(query, 2, static_cast<std::int64_t>(state_->principals));
  if (sqlite3_step(query) != SQLITE_ROW) throw std::runtime_error("the recursive query gave no row");
  const auto pairs = static_cast<std::uint64_t>(sqlite3_column_int64(query, 0));
  sqlite3_finalize(query);
  return pairs;
}

}  // namespace reeve::bench
