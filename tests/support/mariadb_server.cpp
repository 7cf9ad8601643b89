#include "tests/support/mariadb_server.h"

#include <mariadb/mysql.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

constexpr const char* kServer = "/usr/sbin/mariadbd";
const fs::path kSystemTables = "/usr/share/mysql";

// Small and careless: what a test needs.
std::vector<std::string> server_command(const fs::path& data) {
  std::vector<std::string> command{kServer, "--no-defaults"};
  if (getuid() == 0) command.emplace_back("--user=root");
  command.push_back("--datadir=" + data.string());
  // A server that starts clears the folder of temporary tables, also of those of others.
  command.push_back("--tmpdir=" + data.parent_path().string());
  for (const char* const option :
       {"--innodb-log-file-size=4M", "--innodb-buffer-pool-size=16M", "--innodb-flush-method=nosync",
        "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--skip-log-bin",
        "--innodb-data-file-path=ibdata1:5M:autoextend", "--innodb-undo-tablespaces=0",
        "--innodb-temp-data-file-path=ibtmp1:1M:autoextend", "--innodb-fast-shutdown=2",
        "--innodb-use-native-aio=0", "--lc-messages-dir=/usr/share/mysql"}) {
    command.emplace_back(option);
  }
  return command;
}

std::string in_quotes(const std::string& text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) quoted.append(c == quote || (c == '\\' && quote == '\'') ? 2 : 1, c);
  return quoted + quote;
}

}  // namespace

std::string mariadb_name(const std::string& name) { return in_quotes(name, '`'); }
std::string mariadb_text(const std::string& text) { return in_quotes(text, '\''); }
std::string mariadb_account(const std::string& user, const std::string& host) {
  return mariadb_name(user) + (host.empty() ? "" : "@" + mariadb_name(host));
}

struct MariadbConnection::State {
  struct Close {
    void operator()(MYSQL* connection) const { mysql_close(connection); }
  };
  struct Free {
    void operator()(MYSQL_RES* result) const { mysql_free_result(result); }
  };

  std::unique_ptr<MYSQL, Close> connection{mysql_init(nullptr)};

  // Runs everything; false at the first error.
  bool run(const std::string& sql, SqlRows* rows) const {
    MYSQL* const c = connection.get();
    int status = mysql_real_query(c, sql.data(), static_cast<unsigned long>(sql.size()));
    while (status == 0) {
      const std::unique_ptr<MYSQL_RES, Free> result{mysql_store_result(c)};
      if (result != nullptr && rows != nullptr) *rows = rows_of(result.get());
      status = mysql_next_result(c);
    }
    return status == -1;
  }

  static SqlRows rows_of(MYSQL_RES* result) {
    SqlRows rows;
    while (MYSQL_ROW values = mysql_fetch_row(result)) {
      const unsigned long* const lengths = mysql_fetch_lengths(result);
      auto& row = rows.emplace_back();
      for (unsigned i = 0; i < mysql_num_fields(result); ++i) {
        row.emplace_back(values[i] == nullptr ? "" : std::string{values[i], lengths[i]});
      }
    }
    return rows;
  }
};

MariadbConnection::MariadbConnection(const std::string& socket, int port, const std::string& user,
                                     const std::string& from, const std::string& password)
    : state_{std::make_unique<State>()} {
  MYSQL* const connection = state_->connection.get();
  mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (!from.empty()) mysql_options(connection, MYSQL_OPT_BIND, from.c_str());
  const bool by_socket = from.empty();
  if (mysql_real_connect(connection, by_socket ? "localhost" : "127.0.0.1", user.c_str(), password.c_str(),
                         nullptr, static_cast<unsigned>(port), by_socket ? socket.c_str() : nullptr,
                         CLIENT_MULTI_STATEMENTS) == nullptr) {
    throw std::runtime_error(mysql_error(connection));
  }
}

MariadbConnection::~MariadbConnection() = default;
MariadbConnection::MariadbConnection(MariadbConnection&&) noexcept = default;
MariadbConnection& MariadbConnection::operator=(MariadbConnection&&) noexcept = default;

SqlRows MariadbConnection::query(const std::string& sql) {
  SqlRows rows;
  if (!state_->run(sql, &rows)) {
    throw std::runtime_error(std::string{mysql_error(state_->connection.get())} + " in: " + sql);
  }
  return rows;
}

unsigned MariadbConnection::try_query(const std::string& sql) {
  return state_->run(sql, nullptr) ? 0 : mysql_errno(state_->connection.get());
}

MariadbServer::MariadbServer(const std::vector<std::string>& options) {
  initialise();
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (start(options)) return;
  }
  throw std::runtime_error("the server does not start: " + content_of(folder_.path() / "log"));
}

std::string MariadbServer::why_unavailable() {
  return fs::exists(kServer) && fs::exists(kSystemTables / "mysql_system_tables.sql")
             ? ""
             : "no MariaDB server; scripts/setup installs one";
}

MariadbServer& MariadbServer::shared() {
  static MariadbServer server;
  return server;
}

// What mariadb-install-db does, without the help texts, which take the most time.
void MariadbServer::initialise() {
  if (const std::string why = why_unavailable(); !why.empty()) throw std::runtime_error(why);
  const fs::path data = folder_.path() / "data";
  fs::create_directories(data / "mysql");
  std::string script = "create database if not exists mysql;\nuse mysql;\nset @auth_root_socket = null;\n";
  for (const char* const part :
       {"mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"}) {
    script += content_of(kSystemTables / part);
  }
  std::vector<std::string> command = server_command(data);
  command.emplace_back("--bootstrap");
  run_command(command, script);
}

bool MariadbServer::start(const std::vector<std::string>& options) {
  port_ = free_port();
  std::vector<std::string> command = server_command(folder_.path() / "data");
  command.push_back("--socket=" + socket());
  command.push_back("--port=" + std::to_string(port_));
  command.emplace_back("--bind-address=127.0.0.1");
  command.emplace_back("--skip-name-resolve");
  command.insert(command.end(), options.begin(), options.end());
  process_ = ServerProcess{command, folder_.path() / "log"};
  for (int wait = 0; wait < 1500; ++wait) {
    try {
      connect();
      return true;
    } catch (const std::runtime_error&) {
      if (!process_.running()) return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  process_.stop();
  return false;
}

std::string MariadbServer::socket() const { return (folder_.path() / "socket").string(); }

MariadbConnection MariadbServer::connect(const std::string& user, const std::string& from,
                                         const std::string& password) const {
  return {socket(), port_, user, from, password};
}

SqlRows MariadbServer::query(const std::string& sql) const { return connect().query(sql); }

}  // namespace reeve::test
