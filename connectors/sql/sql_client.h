// The wire of the connector sql: a database behind SOCI, every value as text. Nothing else in the connector
// talks to a database.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::sql_source {

enum class System : unsigned char { sqlite, postgresql, mariadb, odbc };

// "sqlite", "postgresql", "mariadb", "odbc".
std::optional<System> system_from(std::string_view word);

struct ConnectionOptions {
  System system = System::sqlite;
  std::string file;           // sqlite
  std::string file_as_named;  // in reeve.toml: a copy elsewhere is the same place
  std::string host;           // postgresql, mariadb; a path is a socket
  std::string port;
  std::string database;
  std::string user;  // odbc too
  std::string password;
  std::string ssl_mode;    // postgresql
  std::string connection;  // odbc: "Driver=...;Server=..."
};

// What the connection reads, without secrets: "sqlite hr.db".
std::string place_of(const ConnectionOptions& options);

using Row = std::vector<std::string>;

// Errors: Error{source} with the database's own words. Not thread safe.
class Client {
 public:
  // Connects, and opens a transaction that cannot write and sees one state; but none over ODBC.
  explicit Client(const ConnectionOptions& options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // The names of the columns that the query gives, without running it for its rows.
  std::vector<std::string> columns_of(const std::string& query);
  // Calls `visit` for every row; NULL is an empty text. False where `stop` was asked for before the last row.
  bool each_row(const std::string& query, std::size_t columns, const std::stop_token& stop,
                const std::function<void(const Row&)>& visit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve::sql_source
