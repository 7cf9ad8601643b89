// A real PostgreSQL server for tests: its own cluster in a scratch folder, on loopback, on a free port.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/scratch_dir.h"

namespace reeve::test {

using SqlRows = std::vector<std::vector<std::string>>;  // NULL is an empty text

// An identifier and a text as SQL writes them.
std::string sql_name(const std::string& name);
std::string sql_text(const std::string& text);

// One connection. Errors are std::runtime_error with the server's words, unless a name says otherwise.
class SqlConnection {
 public:
  SqlConnection(int port, const std::string& database, const std::string& user,
                const std::string& password = "");
  ~SqlConnection();
  SqlConnection(SqlConnection&&) noexcept;
  SqlConnection& operator=(SqlConnection&&) noexcept;

  // Runs one or several statements; the rows of the last one.
  SqlRows query(const std::string& sql);
  // Empty where the statement ran, else the SQLSTATE of its error.
  std::string try_query(const std::string& sql);
  int process_id() const;  // of the server's side

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Stops with its object, and with the test, however that ends: a killed test takes the server along (its
// folder then stays under the system's temporary folder). As root the server runs as the user `postgres`.
// Everybody is let in without a password, except the role `with_password`. Nothing is safe against power
// failure.
class PostgresServer {
 public:
  // Starts one; throws std::runtime_error with the server's log where that fails.
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // Why none can be started on this machine; empty where it can.
  static std::string why_unavailable();
  // The server of this test executable, started at the first call.
  static PostgresServer& shared();

  int port() const { return port_; }
  SqlConnection connect(const std::string& database = "postgres", const std::string& user = "postgres",
                        const std::string& password = "") const;
  // Empty where the sign-in works, else the server's words.
  std::string why_not_connect(const std::string& database, const std::string& user) const;
  SqlRows query(const std::string& sql, const std::string& database = "postgres") const;
  // Runs a script with psql as superuser; throws with its words at the first error.
  void run_script(const std::filesystem::path& file, const std::string& database = "postgres") const;

 private:
  void initialise();
  bool start();
  void stop();

  ScratchDir folder_;
  std::filesystem::path programs_;
  int port_ = 0;
  pid_t process_ = -1;
};

}  // namespace reeve::test
