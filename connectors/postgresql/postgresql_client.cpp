#include "connectors/postgresql/postgresql_client.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/net/url.h"

namespace reeve::postgresql {
namespace {

// A URI and not words with `=`, because SOCI cuts those at every space, inside quotes too.
std::string connection_uri(const ConnectionOptions& options) {
  std::string uri = "postgresql://?application_name=reeve&client_encoding=UTF8";
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) uri.append("&").append(name).append("=").append(percent_encode(value));
  };
  add("host", options.host);
  add("port", options.port);
  add("dbname", options.database);
  add("user", options.user);
  add("password", options.password);
  add("passfile", options.password_file);
  add("sslmode", options.ssl_mode);
  add("sslrootcert", options.ssl_root_certificate);
  add("connect_timeout", std::to_string(options.connect_timeout_seconds));
  return uri;
}

// The server's words on one line, without what SOCI says before them.
std::string one_line(std::string message) {
  std::ranges::replace_if(
      message, [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
  std::string_view words = message;
  for (const std::string_view frame :
       {"Cannot establish connection to the database.", "Cannot execute query.", "Cannot prepare statement.",
        "Fatal error.", "ERROR:"}) {
    words = trim(words);
    if (words.starts_with(frame)) words.remove_prefix(frame.size());
  }
  return std::string{trim(words)};
}

void ignore_notice(void*, const char*) {}

}  // namespace

struct Client::State {
  soci::session session;
  Transaction transaction = Transaction::read_only;
  int statement_timeout_seconds = 0;

  void run(const std::string& sql) { session << sql; }

  PGconn* connection() {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
  }

  void begin() {
    run(transaction == Transaction::read_only
            ? "start transaction isolation level repeatable read, read only"
            : "start transaction isolation level repeatable read, read write");
    // Nothing but the system's own names, operators and functions may be found.
    run("set local search_path = pg_catalog");
    run("set local statement_timeout = '" + std::to_string(statement_timeout_seconds) + "s'");
    run("set local idle_in_transaction_session_timeout = 0");
    if (transaction == Transaction::read_write) run("set local lock_timeout = '10s'");
  }

  // Past SOCI, which would look for parameters in it.
  void run_as_it_is(const std::string& sql) {
    PGresult* const result = PQexec(connection(), sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw Error{ErrorCode::source, one_line(PQerrorMessage(connection()))};
  }

  bool connected() {
    try {
      return session.is_connected();
    } catch (const soci::soci_error&) {
      return false;
    }
  }

  // Fails only with the connection, and then the next query says so.
  void roll_back_read() noexcept {
    try {
      run("rollback to savepoint reeve_read");
    } catch (const soci::soci_error&) {
      return;
    }
  }

  // The cursor `reeve_rows`; whatever goes wrong in its life, the transaction is usable afterwards.
  class Cursor {
   public:
    explicit Cursor(State& state) : state_{state} { state_.run("savepoint reeve_read"); }
    ~Cursor() {
      if (!closed_) state_.roll_back_read();
    }
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;

    void open(std::string_view sql) {
      state_.run("declare reeve_rows no scroll cursor for " + std::string{sql});
    }
    void close() {
      state_.run("close reeve_rows");
      state_.run("release savepoint reeve_read");
      closed_ = true;
    }

   private:
    State& state_;
    bool closed_ = false;
  };

  // A bulk fetch into `columns`, each of which has room for one batch.
  soci::statement prepare_fetch(int batch, std::vector<std::vector<std::string>>& columns) {
    soci::statement fetch{session};
    for (auto& column : columns) fetch.exchange(soci::into(column));
    fetch.alloc();
    fetch.prepare("fetch forward " + std::to_string(batch) + " from reeve_rows");
    fetch.define_and_bind();
    return fetch;
  }
};

Client::Client(const ConnectionOptions& options, Transaction transaction)
    : state_{std::make_unique<State>()} {
  state_->transaction = transaction;
  state_->statement_timeout_seconds = options.statement_timeout_seconds;
  try {
    state_->session.open(soci::postgresql, connection_uri(options));
    PQsetNoticeProcessor(state_->connection(), ignore_notice, nullptr);
    state_->begin();
  } catch (const soci::soci_error& error) {
    throw Error{ErrorCode::source, "cannot connect to database `" + options.database + "` on `" +
                                       options.host + ":" + options.port + "` as `" + options.user +
                                       "`: " + one_line(error.get_error_message())};
  }
}

Client::~Client() = default;

bool Client::connected() { return state_->connected(); }

void Client::run(const std::string& sql) { state_->run_as_it_is(sql); }

void Client::commit() try {
  state_->run_as_it_is("commit");
  state_->begin();
} catch (const soci::soci_error& error) {
  throw Error{ErrorCode::source, one_line(error.get_error_message())};
}

void Client::roll_back() try {
  state_->run_as_it_is("rollback");
  state_->begin();
} catch (const soci::soci_error& error) {
  throw Error{ErrorCode::source, one_line(error.get_error_message())};
}

bool Client::each_row(std::string_view sql, int columns, int batch, const std::stop_token& stop,
                      const std::function<void(Row)>& visit) try {
  State::Cursor cursor{*state_};
  cursor.open(sql);
  std::vector<std::vector<std::string>> values(static_cast<std::size_t>(columns),
                                               std::vector<std::string>(static_cast<std::size_t>(batch)));
  std::vector<std::string> row(values.size());
  {
    soci::statement fetch = state_->prepare_fetch(batch, values);
    while (!stop.stop_requested() && fetch.execute(true)) {
      for (std::size_t r = 0; r < values.front().size(); ++r) {
        for (std::size_t c = 0; c < values.size(); ++c) row[c] = std::move(values[c][r]);
        visit(row);
      }
      for (auto& column : values) column.resize(static_cast<std::size_t>(batch));
    }
  }
  cursor.close();
  return !stop.stop_requested();
} catch (const soci::soci_error& error) {
  throw Error{ErrorCode::source, one_line(error.get_error_message())};
}

}  // namespace reeve::postgresql
