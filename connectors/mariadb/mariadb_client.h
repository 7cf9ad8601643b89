// The wire to a MariaDB server: one connection that cannot write unless it is told to, every value as text. Nothing else in the
// connector talks to the server.
//
// Over libmariadb itself: SOCI 4.0.3 cannot ask the server for a certificate, and keeps whole answers.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace reeve::mariadb {

struct ConnectionOptions {
  std::string host;  // a path is the server's socket
  unsigned port = 3306;
  std::string user;
  std::string password;
  bool verify_server = true;          // TLS, with the certificate checked; false: as the server likes
  std::string certificate_authority;  // a file; empty = those of the system
  unsigned connect_timeout_seconds = 10;
  unsigned statement_timeout_seconds = 300;
};

using Row = std::span<const std::string>;

enum class Session : unsigned char { read_only, read_write };

// Errors: Error{source} with the server's own words. Not thread safe.
class Client {
 public:
  explicit Client(const ConnectionOptions& options, Session session = Session::read_only);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Calls `visit` for every row of `sql`, in which NULL is an empty text, as they come in. False where `stop`
  // was asked for before the last row. `visit` must not ask the client.
  bool each_row(std::string_view sql, const std::stop_token& stop, const std::function<void(Row)>& visit);

  // For removers alone, in a session that may write: one statement without rows. Rights know no transactions:
  // what the server took, it has done.
  void run(const std::string& sql);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve::mariadb
