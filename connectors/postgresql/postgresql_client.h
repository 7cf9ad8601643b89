// The wire to a PostgreSQL server: one connection, one read-only transaction, every value as text. Nothing
// else in the connector talks to the server.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace reeve::postgresql {

struct ConnectionOptions {
  std::string host;
  std::string port;
  std::string database;
  std::string user;
  std::string password;       // empty = libpq looks into the password file
  std::string password_file;  // empty = libpq's default, ~/.pgpass
  std::string ssl_mode;
  std::string ssl_root_certificate;  // empty = libpq's default
  int connect_timeout_seconds = 10;
  int statement_timeout_seconds = 300;
};

using Row = std::span<const std::string>;

enum class Transaction : unsigned char { read_only, read_write };

// Errors: Error{source} with the server's own words. Not thread safe.
class Client {
 public:
  // Connects and opens a transaction that sees one state of the database and its own changes, however long it
  // lasts, and cannot write unless it is told to.
  explicit Client(const ConnectionOptions& options, Transaction transaction = Transaction::read_only);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Calls `visit` for every row of `sql`, which has `columns` columns, all of them text and never NULL. Rows
  // are fetched `batch` at a time. False where `stop` was asked for before the last row. After an error the
  // transaction goes on, unless the connection is lost.
  bool each_row(std::string_view sql, int columns, int batch, const std::stop_token& stop,
                const std::function<void(Row)>& visit);

  bool connected();

  // For removers alone. `run`: one statement of a transaction that may write; after an error it can only be
  // rolled back. The others end the transaction and open a new one on the same connection.
  void run(const std::string& sql);
  void commit();
  void roll_back();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve::postgresql
