#include "connectors/mariadb/mariadb_client.h"

#include <mariadb/mysql.h>

#include <vector>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

struct CloseConnection {
  void operator()(MYSQL* connection) const { mysql_close(connection); }
};
struct FreeResult {
  void operator()(MYSQL_RES* result) const { mysql_free_result(result); }
};
using Connection = std::unique_ptr<MYSQL, CloseConnection>;
using Result = std::unique_ptr<MYSQL_RES, FreeResult>;

bool is_socket(const std::string& host) { return host.starts_with('/'); }

void configure(MYSQL* connection, const ConnectionOptions& options) {
  const unsigned connect_timeout = options.connect_timeout_seconds;
  const unsigned answer_timeout = options.statement_timeout_seconds + 10;
  const unsigned off = 0;
  mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &connect_timeout);
  mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, &answer_timeout);
  mysql_options(connection, MYSQL_OPT_WRITE_TIMEOUT, &answer_timeout);
  mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  mysql_options(connection, MYSQL_OPT_LOCAL_INFILE, &off);
  if (options.verify_server) {
    const my_bool on = 1;
    mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &on);
    mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &on);
    if (!options.certificate_authority.empty()) {
      mysql_options(connection, MYSQL_OPT_SSL_CA, options.certificate_authority.c_str());
    }
  } else {
    // Whoever answers must not get the password itself.
    mysql_options(connection, MARIADB_OPT_RESTRICTED_AUTH,
                  "mysql_native_password,client_ed25519,caching_sha2_password,unix_socket");
  }
}

}  // namespace

struct Client::State {
  Connection connection{mysql_init(nullptr)};

  Error failure() const { return {ErrorCode::source, printable_utf8(mysql_error(connection.get()))}; }

  void run(std::string_view sql) const {
    if (mysql_real_query(connection.get(), sql.data(), static_cast<unsigned long>(sql.size())) != 0) {
      throw failure();
    }
  }
};

Client::Client(const ConnectionOptions& options, Session session) : state_{std::make_unique<State>()} {
  MYSQL* const connection = state_->connection.get();
  if (connection == nullptr) throw Error{ErrorCode::source, "no memory for a connection"};
  configure(connection, options);
  try {
    const bool local = is_socket(options.host);
    if (mysql_real_connect(connection, local ? "localhost" : options.host.c_str(), options.user.c_str(),
                           options.password.c_str(), nullptr, options.port,
                           local ? options.host.c_str() : nullptr, 0) == nullptr) {
      throw state_->failure();
    }
    if (session == Session::read_only) state_->run("set session transaction read only");
    state_->run("set session max_statement_time = " + std::to_string(options.statement_timeout_seconds));
    // Names in definitions of views stand in backquotes, whatever the server's default is.
    state_->run("set session sql_mode = '', sql_quote_show_create = 1");
  } catch (const Error& error) {
    throw Error{ErrorCode::source, "cannot connect to `" + options.host + ":" + std::to_string(options.port) +
                                       "` as `" + options.user + "`: " + error.message()};
  }
}

Client::~Client() = default;

void Client::run(const std::string& sql) { state_->run(sql); }

bool Client::each_row(std::string_view sql, const std::stop_token& stop,
                      const std::function<void(Row)>& visit) {
  if (stop.stop_requested()) return false;
  state_->run(sql);
  const Result result{mysql_use_result(state_->connection.get())};
  if (result == nullptr) throw state_->failure();
  std::vector<std::string> row(mysql_num_fields(result.get()));
  while (MYSQL_ROW values = mysql_fetch_row(result.get())) {
    if (stop.stop_requested()) return false;
    const unsigned long* const lengths = mysql_fetch_lengths(result.get());
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = values[i] == nullptr ? std::string{} : std::string{values[i], lengths[i]};
    }
    visit(row);
  }
  // No row is also what a lost connection looks like.
  if (mysql_errno(state_->connection.get()) != 0) throw state_->failure();
  return !stop.stop_requested();
}

}  // namespace reeve::mariadb
