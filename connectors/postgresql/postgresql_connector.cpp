#include "connectors/postgresql/postgresql_connector.h"

#include "connectors/number_option.h"
#include "connectors/postgresql/postgresql_queries.h"
#include "connectors/postgresql/postgresql_reader.h"
#include "connectors/postgresql/postgresql_routines.h"
#include "engine/core/error.h"
#include "engine/net/address.h"

namespace reeve {
namespace {

using namespace postgresql;

// "what" and its number of rows, or why there is none.
CheckItem count_rows(Client& client, const std::string& what, const Query& query) {
  CheckItem item{.what = "read " + what};
  try {
    client.each_row("select count(*)::text from (" + query.sql + ") q", 1, 1, {}, [&](Row row) {
      item = {item.what, TriState::yes, row[0] + " rows"};
    });
  } catch (const Error& error) {
    item.ok = TriState::no;
    item.detail = error.message() + "; the account needs SELECT on " + what;
  }
  return item;
}

CheckItem name_left_out(Client& client, const LeftOut& left_out) {
  CheckItem item{.what = "left out: " + left_out.what};
  try {
    client.each_row(left_out.count.sql, 1, 1, {}, [&](Row row) { item.detail = row[0]; });
    item.ok = TriState::yes;
  } catch (const Error& error) {
    item.detail = error.message();
  }
  return item;
}

Server ask_server(Client& client) {
  Server server;
  const Query query = server_query();
  client.each_row(query.sql, query.columns, 1, {}, [&](Row row) { server = server_from(row); });
  return server;
}

std::string text_of(const Server& server) {
  return "PostgreSQL " + server.version + ", database `" + server.database + "`, as `" + server.user + "`, " +
         (server.superuser ? "which is a superuser; a plain account is enough" : "a plain account");
}

std::unique_ptr<Connector> create(const SourceConfig& config, const Clock&) {
  return std::make_unique<PostgresqlConnector>(config);
}

}  // namespace

ConnectionOptions postgresql::connection_of(const SourceConfig& config) {
  ConnectionOptions options;
  options.host = config.required("host");
  options.port = config.optional("port", "5432");
  options.database = config.required("database");
  options.user = config.required("user");
  options.password = config.secret("password_env");
  if (!config.optional("password_file", "").empty()) options.password_file = config.path("password_file");
  options.ssl_mode = config.optional("sslmode", is_on_this_machine(options.host) ? "prefer" : "verify-full");
  if (!config.optional("sslrootcert", "").empty()) options.ssl_root_certificate = config.path("sslrootcert");
  options.connect_timeout_seconds = number_option(config, "connect_timeout", 10, 3600);
  options.statement_timeout_seconds = number_option(config, "statement_timeout", 300, 86'400);
  return options;
}

PostgresqlConnector::PostgresqlConnector(const SourceConfig& config)
    : connection_{connection_of(config)},
      placement_{config.optional("region", ""), config.optional("environment", "")} {}

std::vector<CheckItem> PostgresqlConnector::check() {
  std::vector<CheckItem> items;
  try {
    Client client{connection_};
    const Server server = ask_server(client);
    items.push_back({"connect", TriState::yes, text_of(server)});
    for (const Query& query :
         {role_query(), membership_query(server), database_query(), schema_query(), relation_query(),
          column_query(), routine_query(), view_query(), inheritance_query()}) {
      items.push_back(count_rows(client, query.what, query));
    }
    for (const LeftOut& each : left_out()) items.push_back(name_left_out(client, each));
  } catch (const Error& error) {
    items.push_back({"connect", TriState::no, error.message()});
  }
  return items;
}

void PostgresqlConnector::read(FactSink& sink, std::stop_token stop) {
  Client client{connection_};
  Reader{client, connection_, placement_, sink, std::move(stop)}.read();
}

ConnectorKind postgresql_connector() {
  return {
      .name = "postgresql",
      .help = "roles, objects and rights of one PostgreSQL database",
      .options =
          {
              {"host", true, "name or address of the server, or the folder of its socket", "db.example.org"},
              {"port", false, "its port, 5432 unless told", "5432"},
              {"database", true, "the database to read", "shop"},
              {"user", true, "a plain account that may sign in", "reeve_reader"},
              {"password_env", false, "environment variable that holds the password", "SHOP_PASSWORD"},
              {"password_file", false, "password file of libpq, ~/.pgpass unless told", "shop.pgpass"},
              {"sslmode", false,
               "disable, allow, prefer, require, verify-ca or verify-full; verify-full unless the server is "
               "on this machine",
               "verify-full"},
              {"sslrootcert", false, "certificate of the authority that signed the server's", "ca.crt"},
              {"connect_timeout", false, "seconds to wait for the connection, 10 unless told", "10"},
              {"statement_timeout", false, "seconds that one query may take, 300 unless told", "300"},
              {"region", false, "region whose customers the data is about", "emea"},
              {"environment", false, "production, test and so on", "production"},
          },
      .create = create,
  };
}

}  // namespace reeve
