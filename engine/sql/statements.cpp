// SqlInsert and SqlSelect over SOCI.
#include <deque>

#include "engine/sql/connection.h"
#include "engine/sql/connection_state.h"

namespace reeve {
namespace {

// Enough to spare the calls, few enough to stay in the processor's cache.
constexpr std::size_t kBatch = 128;

std::string names_of(const std::vector<SqlColumn>& columns, const char* before) {
  std::string out;
  for (const SqlColumn& column : columns) {
    if (!out.empty()) out += ", ";
    out += before + column.name;
  }
  return out;
}

}  // namespace

struct SqlInsert::State {
  struct Cells {
    std::vector<long long> numbers;
    std::vector<std::string> texts;
    std::vector<soci::indicator> states;
  };

  State(Connection& to, const std::string& table, std::vector<SqlColumn> cols)
      : path(to.state().path),
        columns(std::move(cols)),
        cells(columns.size()),
        statement(to.state().session) {
    resize(kBatch);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].is_text) {
        statement.exchange(soci::use(cells[i].texts, cells[i].states));
      } else {
        statement.exchange(soci::use(cells[i].numbers, cells[i].states));
      }
    }
    statement.alloc();
    statement.prepare("insert into " + table + " (" + names_of(columns, "") + ") values (" +
                      names_of(columns, ":") + ")");
    statement.define_and_bind();
  }

  void resize(std::size_t rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].is_text) cells[i].texts.resize(rows);
      if (!columns[i].is_text) cells[i].numbers.resize(rows);
      cells[i].states.resize(rows);
    }
  }

  void write(std::size_t rows) {
    with_store_errors(path, [&] {
      if (rows < kBatch) resize(rows);
      statement.execute(true);
      if (rows < kBatch) resize(kBatch);
      return 0;
    });
  }

  std::string path;
  std::vector<SqlColumn> columns;
  std::vector<Cells> cells;
  soci::statement statement;
  std::size_t row = 0;
  std::size_t column = 0;
};

SqlInsert::SqlInsert(Connection& connection, const std::string& table, std::vector<SqlColumn> columns) {
  with_store_errors(connection.state().path, [&] {
    state_ = std::make_unique<State>(connection, table, std::move(columns));
    return 0;
  });
}

SqlInsert::~SqlInsert() = default;

void SqlInsert::number(std::int64_t value) {
  State::Cells& cells = state_->cells[state_->column++];
  cells.numbers[state_->row] = value;
  cells.states[state_->row] = soci::i_ok;
}

void SqlInsert::text(std::string_view value) {
  State::Cells& cells = state_->cells[state_->column++];
  if (is_plain_sql_text(value)) {
    cells.texts[state_->row] = value;
  } else {
    cells.texts[state_->row] = to_sql_text(value);
  }
  cells.states[state_->row] = soci::i_ok;
}

void SqlInsert::null() { state_->cells[state_->column++].states[state_->row] = soci::i_null; }

void SqlInsert::end_row() {
  state_->column = 0;
  if (++state_->row < kBatch) return;
  state_->row = 0;
  state_->write(kBatch);
}

void SqlInsert::flush() {
  if (state_->row == 0) return;
  const std::size_t rows = state_->row;
  state_->row = 0;
  state_->write(rows);
}

struct SqlSelect::State {
  struct Cell {
    long long number = 0;
    std::string text;
    soci::indicator state = soci::i_ok;
  };

  State(Connection& from, const std::string& query, const std::vector<SqlColumn>& columns, SqlParams given)
      : path(from.state().path),
        params(std::move(given)),
        cells(columns.size()),
        statement(from.state().session) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].is_text) {
        statement.exchange(soci::into(cells[i].text, cells[i].state));
      } else {
        statement.exchange(soci::into(cells[i].number, cells[i].state));
      }
    }
    bind_params(statement, params);
    statement.alloc();
    statement.prepare("select " + names_of(columns, "") + " " + query);
    statement.define_and_bind();
    statement.execute(false);
  }

  std::string path;
  SqlParams params;  // the statement refers to them while rows are read
  std::vector<Cell> cells;
  soci::statement statement;
  std::size_t column = 0;
};

SqlSelect::SqlSelect(Connection& connection, const std::string& query, const std::vector<SqlColumn>& columns,
                     const SqlParams& params) {
  with_store_errors(connection.state().path, [&] {
    state_ = std::make_unique<State>(connection, query, columns, params);
    return 0;
  });
}

SqlSelect::~SqlSelect() = default;

bool SqlSelect::next() {
  state_->column = 0;
  return with_store_errors(state_->path, [&] { return state_->statement.fetch(); });
}

bool SqlSelect::is_null() const { return state_->cells[state_->column].state == soci::i_null; }

std::int64_t SqlSelect::number() {
  const State::Cell& cell = state_->cells[state_->column++];
  return cell.state == soci::i_null ? 0 : cell.number;
}

std::string& SqlSelect::text() {
  State::Cell& cell = state_->cells[state_->column++];
  if (cell.state == soci::i_null) cell.text.clear();
  from_sql_text(cell.text);
  return cell.text;
}

}  // namespace reeve
