#include "engine/sql/connection.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <thread>

#include "engine/sql/connection_state.h"

namespace reeve {
namespace {

constexpr std::chrono::seconds kLongestWait{60};

// SQLite calls from C, where no exception may pass; who cannot tell that it waits only waits longer.
void stand_in_line(Connection::State& s) noexcept {
  try {
    s.waiting.emplace(s.locks.wait_in_line());
  } catch (const Error&) {
    s.waiting.reset();
  }
}

// SQLite asks this while somebody else holds the lock. Its own waiting grows up to a tenth of a second, and
// would miss the short gaps that a long writer leaves for others.
int wait_for_lock(void* state, int asked_before) {
  auto& s = *static_cast<Connection::State*>(state);
  const auto now = std::chrono::steady_clock::now();
  if (asked_before == 0) s.waiting_since = now;
  if (asked_before == 0 && s.begins_write) stand_in_line(s);
  if (now - s.waiting_since > kLongestWait) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return 1;
}

// A connection is one thread's at a time (Database::Lease), so SQLite need not lock it for every column.
void leave_out_locks() {
  constexpr int kMultiThread = 2;
  static const int once = sqlite_api::sqlite3_config(kMultiThread);
  static_cast<void>(once);
}

void run(soci::session& session, const std::string& statement) { session << statement; }

// A pragma that answers: the answer has to be taken.
std::string ask(soci::session& session, const std::string& pragma) {
  std::string answer;
  session << pragma, soci::into(answer);
  return answer;
}

void end_waiting(Connection::State& s) {
  s.begins_write = false;
  s.waiting.reset();
}

bool is_busy(const soci::soci_error& error) {
  const auto* const sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  constexpr int kBusy = 5;
  return sqlite != nullptr && (sqlite->result() & 0xff) == kBusy;
}

}  // namespace

Connection::Connection(const std::string& path) : state_(std::make_unique<State>(path)) {
  leave_out_locks();
  with_store_errors(path, [&] {
    soci::session& session = state_->session;
    session.open(soci::sqlite3, "dbname=\"" + path + "\"");
    auto* const native = static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
    sqlite_api::sqlite3_busy_handler(native, wait_for_lock, state_.get());
    ask(session, "pragma journal_mode = wal");
    run(session, "pragma synchronous = full");
    run(session, "pragma foreign_keys = on");
    run(session, "pragma cache_size = -16384");
    run(session, "pragma wal_autocheckpoint = 4096");
  });
}

Connection::~Connection() = default;

std::int64_t Connection::execute(const std::string& text, const SqlParams& params) {
  return with_store_errors(state_->path, [&] {
    soci::statement statement(state_->session);
    bind_params(statement, params);
    statement.alloc();
    statement.prepare(text);
    statement.define_and_bind();
    statement.execute(true);
    return static_cast<std::int64_t>(statement.get_affected_rows());
  });
}

void Connection::begin_write(Durability durability) {
  State& s = *state_;
  try {
    if (s.durability != durability) {
      run(s.session,
          durability == Durability::bulk ? "pragma synchronous = normal" : "pragma synchronous = full");
      s.durability = durability;
    }
    s.begins_write = true;
    run(s.session, "begin immediate");
    end_waiting(s);
  } catch (const soci::soci_error& error) {
    end_waiting(s);
    if (!is_busy(error)) throw Error(ErrorCode::store, "the store `" + s.path + "`: " + error.what());
    throw Error(ErrorCode::store, "the store `" + s.path +
                                      "` is busy: another process has been writing for a minute; try again");
  }
}

void Connection::begin_read() { execute("begin"); }
void Connection::commit() { execute("commit"); }

void Connection::rollback() noexcept {
  try {
    execute("rollback");
  } catch (const Error&) {
    // The database has rolled back on its own.
  }
}

Transaction::Transaction(Connection& connection, Durability durability) : connection_(connection) {
  connection.begin_write(durability);
}

Transaction::Transaction(Connection& connection) : connection_(connection) { connection.begin_read(); }

Transaction::~Transaction() {
  if (open_) connection_.rollback();
}

void Transaction::commit() {
  connection_.commit();
  open_ = false;
}

}  // namespace reeve
