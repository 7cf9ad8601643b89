#include "tests/support/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/server_process.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

// Debian keeps each version apart and puts only the client programs on the path.
fs::path server_programs() {
  fs::path newest;
  if (fs::is_directory("/usr/lib/postgresql")) {
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql")) {
      const fs::path programs = version.path() / "bin";
      if (fs::exists(programs / "postgres") && programs > newest) newest = programs;
    }
  }
  if (newest.empty()) throw std::runtime_error("no PostgreSQL server; scripts/setup installs one");
  return newest;
}

// The server refuses to run as root.
const passwd* server_user() {
  if (getuid() != 0) return nullptr;
  const passwd* const user = getpwnam("postgres");
  if (user == nullptr) throw std::runtime_error("no user `postgres`; scripts/setup installs the server");
  return user;
}

// Starts a program as `user` (nullptr: as we are) with its output in `log`. It gets `signal_with_parent` when
// the calling thread ends.
pid_t spawn(const std::vector<std::string>& command, const passwd* user, const fs::path& log,
            int signal_with_parent) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  if (user != nullptr &&
      (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) {
    _exit(126);
  }
  // After setuid, which clears it.
  prctl(PR_SET_PDEATHSIG, signal_with_parent);
  if (getppid() != parent || chdir("/") != 0) _exit(126);
  execv(arguments.front(), arguments.data());
  _exit(127);
}

bool succeeded(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string in_quotes(const std::string& text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) quoted.append(c == quote ? 2 : 1, c);
  return quoted + quote;
}

std::string first_line(const char* text) {
  const std::string all = text;
  return all.substr(0, all.find('\n'));
}

}  // namespace

std::string sql_name(const std::string& name) { return in_quotes(name, '"'); }
std::string sql_text(const std::string& text) { return in_quotes(text, '\''); }

struct SqlConnection::State {
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clear>;

  std::unique_ptr<PGconn, Close> connection;

  Result run(const std::string& sql) const { return Result{PQexec(connection.get(), sql.c_str())}; }
  static bool is_fine(const Result& result) {
    const ExecStatusType status = PQresultStatus(result.get());
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
  }
};

SqlConnection::SqlConnection(int port, const std::string& database, const std::string& user,
                             const std::string& password)
    : state_{std::make_unique<State>()} {
  const std::string number = std::to_string(port);
  const char* const names[] = {"host", "port", "dbname", "user", "password", "client_encoding", nullptr};
  const char* const values[] = {"127.0.0.1",      number.c_str(), database.c_str(), user.c_str(),
                                password.c_str(), "UTF8",         nullptr};
  state_->connection.reset(PQconnectdbParams(names, values, 0));
  PGconn* const connection = state_->connection.get();
  if (PQstatus(connection) != CONNECTION_OK) throw std::runtime_error(first_line(PQerrorMessage(connection)));
  PQsetNoticeProcessor(
      connection, [](void*, const char*) {}, nullptr);
}

SqlConnection::~SqlConnection() = default;
SqlConnection::SqlConnection(SqlConnection&&) noexcept = default;
SqlConnection& SqlConnection::operator=(SqlConnection&&) noexcept = default;

SqlRows SqlConnection::query(const std::string& sql) {
  const State::Result result = state_->run(sql);
  if (!State::is_fine(result)) {
    throw std::runtime_error(first_line(PQresultErrorMessage(result.get())) + " in: " + sql);
  }
  SqlRows rows(static_cast<std::size_t>(PQntuples(result.get())));
  for (int r = 0; r < PQntuples(result.get()); ++r) {
    for (int c = 0; c < PQnfields(result.get()); ++c) {
      rows[static_cast<std::size_t>(r)].emplace_back(PQgetvalue(result.get(), r, c));
    }
  }
  return rows;
}

std::string SqlConnection::try_query(const std::string& sql) {
  const State::Result result = state_->run(sql);
  if (State::is_fine(result)) return {};
  const char* const code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  return code == nullptr ? "no SQLSTATE" : code;
}

int SqlConnection::process_id() const { return PQbackendPID(state_->connection.get()); }

PostgresServer::PostgresServer() : programs_{server_programs()} {
  if (const passwd* const user = server_user()) {
    if (chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("cannot give the scratch folder to `postgres`");
    }
  }
  initialise();
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (start()) return;
  }
  throw std::runtime_error("the server does not start: " + content_of(folder_.path() / "log"));
}

PostgresServer::~PostgresServer() { stop(); }

std::string PostgresServer::why_unavailable() {
  try {
    server_programs();
    server_user();
    return {};
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

void PostgresServer::initialise() {
  const std::string data = (folder_.path() / "data").string();
  const std::vector<std::string> command{(programs_ / "initdb").string(),
                                         "-D",
                                         data,
                                         "-U",
                                         "postgres",
                                         "-A",
                                         "trust",
                                         "-E",
                                         "UTF8",
                                         "--locale=C.UTF-8",
                                         "--no-sync",
                                         "--no-instructions"};
  if (!succeeded(spawn(command, server_user(), folder_.path() / "initdb-log", SIGTERM))) {
    throw std::runtime_error("initdb failed: " + content_of(folder_.path() / "initdb-log"));
  }
  std::ofstream access{folder_.path() / "data" / "pg_hba.conf", std::ios::trunc};
  access << "host all with_password 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n";
}

bool PostgresServer::start() {
  port_ = free_port();
  process_ = spawn({(programs_ / "postgres").string(),
                    "-D",
                    (folder_.path() / "data").string(),
                    "-p",
                    std::to_string(port_),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off",
                    "-c",
                    "full_page_writes=off",
                    "-c",
                    "synchronous_commit=off",
                    "-c",
                    "max_connections=40",
                    "-c",
                    "shared_buffers=16MB",
                    "-c",
                    "autovacuum=off"},
                   server_user(), folder_.path() / "log", SIGQUIT);
  for (int wait = 0; wait < 1500; ++wait) {
    if (why_not_connect("postgres", "postgres").empty()) return true;
    if (waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = -1;
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  stop();
  return false;
}

void PostgresServer::stop() {
  if (process_ <= 0) return;
  kill(process_, SIGINT);
  succeeded(process_);
  process_ = -1;
}

SqlConnection PostgresServer::connect(const std::string& database, const std::string& user,
                                      const std::string& password) const {
  return {port_, database, user, password};
}

std::string PostgresServer::why_not_connect(const std::string& database, const std::string& user) const {
  try {
    connect(database, user);
    return {};
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

SqlRows PostgresServer::query(const std::string& sql, const std::string& database) const {
  return connect(database).query(sql);
}

void PostgresServer::run_script(const fs::path& file, const std::string& database) const {
  const fs::path log = folder_.path() / "psql-log";
  const pid_t psql =
      spawn({(programs_ / "psql").string(), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p",
             std::to_string(port_), "-U", "postgres", "-d", database, "-f", file.string()},
            nullptr, log, SIGTERM);
  if (!succeeded(psql)) throw std::runtime_error("psql failed: " + content_of(log));
}

}  // namespace reeve::test
