// A real MariaDB server for tests: its own data in a scratch folder, on loopback, on a free port.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/scratch_dir.h"
#include "tests/support/server_process.h"

namespace reeve::test {

using SqlRows = std::vector<std::vector<std::string>>;  // NULL is an empty text

// An identifier and a text as MariaDB writes them, and an account.
std::string mariadb_name(const std::string& name);
std::string mariadb_text(const std::string& text);
std::string mariadb_account(const std::string& user, const std::string& host);

// One connection. Errors are std::runtime_error with the server's words, unless a name says otherwise.
class MariadbConnection {
 public:
  MariadbConnection(const std::string& socket, int port, const std::string& user, const std::string& from,
                    const std::string& password);
  ~MariadbConnection();
  MariadbConnection(MariadbConnection&&) noexcept;
  MariadbConnection& operator=(MariadbConnection&&) noexcept;

  // Runs one or several statements; the rows of the last one that has some.
  SqlRows query(const std::string& sql);
  // 0 where the statements ran, else the number of the error.
  unsigned try_query(const std::string& sql);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Stops with its object, and with the test, however that ends. `root` is let in without a password. Nothing
// is safe against power failure. Clients are known by their address only.
class MariadbServer {
 public:
  // Starts one; throws std::runtime_error with the server's log where that fails.
  explicit MariadbServer(const std::vector<std::string>& options = {});

  // Why none can be started on this machine; empty where it can.
  static std::string why_unavailable();
  // The server of this test executable, started at the first call.
  static MariadbServer& shared();

  int port() const { return port_; }
  std::string socket() const;
  // `from` is the client's address, one of loopback; empty: by the socket, which the server calls localhost.
  MariadbConnection connect(const std::string& user = "root", const std::string& from = "",
                            const std::string& password = "") const;
  SqlRows query(const std::string& sql) const;

 private:
  void initialise();
  bool start(const std::vector<std::string>& options);

  ScratchDir folder_;
  int port_ = 0;
  ServerProcess process_;
};

}  // namespace reeve::test
