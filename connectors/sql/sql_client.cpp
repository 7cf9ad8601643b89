#include "connectors/sql/sql_client.h"

#include <soci/mysql/soci-mysql.h>
#include <soci/odbc/soci-odbc.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/net/url.h"

namespace reeve::sql_source {
namespace {

Error failure(const soci::soci_error& error) {
  std::string words = error.get_error_message();
  std::ranges::replace_if(
      words, [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
  return Error{ErrorCode::source, printable_utf8(trim(words))};
}

bool is_path(const std::string& host) { return host.starts_with('/'); }

// 'it\'s': SOCI ends a value of MySQL at a quote, and a backslash takes the meaning from what follows.
void add_quoted(std::string& words, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  words.append(words.empty() ? "" : " ").append(name).append("='");
  for (const char c : value) words.append(c == '\'' || c == '\\' ? "\\" : "").append(1, c);
  words += "'";
}

// A URI for PostgreSQL, with everything percent-encoded, because SOCI cuts words at spaces inside quotes.
void add_to_uri(std::string& uri, std::string_view name, const std::string& value) {
  if (!value.empty()) uri.append("&").append(name).append("=").append(percent_encode(value));
}

std::string words_for_postgresql(const ConnectionOptions& o) {
  std::string uri = "postgresql://?application_name=reeve&client_encoding=UTF8&connect_timeout=10";
  add_to_uri(uri, "host", o.host);
  add_to_uri(uri, "port", o.port);
  add_to_uri(uri, "dbname", o.database);
  add_to_uri(uri, "user", o.user);
  add_to_uri(uri, "password", o.password);
  add_to_uri(uri, "sslmode", o.ssl_mode);
  return uri;
}

std::string words_for_mariadb(const ConnectionOptions& o) {
  std::string words;
  add_quoted(words, is_path(o.host) ? "unix_socket" : "host", o.host);
  add_quoted(words, "port", o.port);
  add_quoted(words, "db", o.database);
  add_quoted(words, "user", o.user);
  add_quoted(words, "password", o.password);
  return words + " charset='utf8mb4' connect_timeout='10'";
}

// A closing brace inside braces is doubled.
std::string in_braces(const std::string& value) {
  std::string text = "{";
  for (const char c : value) text.append(c == '}' ? 2 : 1, c);
  return text + "}";
}

std::string words_for_odbc(const ConnectionOptions& o) {
  std::string words = o.connection;
  if (!o.user.empty()) words += ";UID=" + in_braces(o.user);
  if (!o.password.empty()) words += ";PWD=" + in_braces(o.password);
  return words;
}

void open(soci::session& session, const ConnectionOptions& options) {
  switch (options.system) {
    case System::sqlite:
      if (!std::filesystem::exists(options.file)) throw Error{ErrorCode::source, "there is no such file"};
      if (options.file.find('"') != std::string::npos) {
        throw Error{ErrorCode::source, "the name of the file must not hold a quotation mark"};
      }
      session.open(soci::sqlite3, "dbname=\"" + options.file + "\" readonly=1 timeout=10");
      session << "begin";
      return;
    case System::postgresql:
      session.open(soci::postgresql, words_for_postgresql(options));
      session << "start transaction isolation level repeatable read, read only";
      return;
    case System::mariadb:
      session.open(soci::mysql, words_for_mariadb(options));
      session << "set session transaction isolation level repeatable read";
      session << "start transaction with consistent snapshot, read only";
      return;
    case System::odbc:
      // No transaction: SOCI ends the program where it closes a connection with one that is open.
      session.open(soci::odbc, words_for_odbc(options));
      return;
  }
}

}  // namespace

std::optional<System> system_from(std::string_view word) {
  if (word == "sqlite") return System::sqlite;
  if (word == "postgresql") return System::postgresql;
  if (word == "mariadb") return System::mariadb;
  if (word == "odbc") return System::odbc;
  return std::nullopt;
}

std::string place_of(const ConnectionOptions& o) {
  switch (o.system) {
    case System::sqlite: return "sqlite " + o.file_as_named;
    case System::postgresql: return "postgresql " + o.host + ":" + o.port + "/" + o.database;
    case System::mariadb: return "mariadb " + o.host + ":" + o.port + "/" + o.database;
    case System::odbc: return "odbc " + o.connection;
  }
  return "";
}

struct Client::State {
  soci::session session;
};

Client::Client(const ConnectionOptions& options) : state_{std::make_unique<State>()} {
  try {
    open(state_->session, options);
  } catch (const soci::soci_error& error) {
    throw failure(error).add_context("cannot connect to " + place_of(options));
  } catch (Error& error) {
    throw error.add_context("cannot connect to " + place_of(options));
  }
}

Client::~Client() = default;

std::vector<std::string> Client::columns_of(const std::string& query) try {
  soci::row row;
  soci::statement statement{state_->session};
  statement.exchange(soci::into(row));
  statement.alloc();
  statement.prepare("select * from (" + query + ") reeve_columns where 1 = 0");
  statement.define_and_bind();
  statement.execute(true);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < row.size(); ++i) names.push_back(row.get_properties(i).get_name());
  return names;
} catch (const soci::soci_error& error) {
  throw failure(error);
}

bool Client::each_row(const std::string& query, std::size_t columns, const std::stop_token& stop,
                      const std::function<void(const Row&)>& visit) try {
  Row row(columns);
  std::vector<soci::indicator> is_null(columns, soci::i_ok);
  soci::statement statement{state_->session};
  for (std::size_t i = 0; i < columns; ++i) statement.exchange(soci::into(row[i], is_null[i]));
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
  bool more = statement.execute(true);
  while (more && !stop.stop_requested()) {
    for (std::size_t i = 0; i < columns; ++i) {
      if (is_null[i] == soci::i_truncated) throw Error{ErrorCode::source, "a value is too long to be read"};
      if (is_null[i] == soci::i_null) row[i].clear();
    }
    visit(row);
    more = statement.fetch();
  }
  return !more;
} catch (const soci::soci_error& error) {
  throw failure(error);
}

}  // namespace reeve::sql_source
