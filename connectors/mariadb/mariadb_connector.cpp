#include "connectors/mariadb/mariadb_connector.h"

#include "connectors/mariadb/mariadb_queries.h"
#include "connectors/mariadb/mariadb_reader.h"
#include "connectors/number_option.h"
#include "engine/core/error.h"
#include "engine/net/address.h"

namespace reeve {
namespace {

using namespace mariadb;

bool verifies_server(const SourceConfig& config, const std::string& host) {
  const std::string tls = config.optional("tls", is_on_this_machine(host) ? "off" : "verify");
  if (tls == "verify" || tls == "off") return tls == "verify";
  throw Error{ErrorCode::config,
              "option `tls` of source `" + config.name + "` is `" + tls + "`; give `verify` or `off`"};
}

// "read mysql.db" with its number of rows, or why there is none.
CheckItem count_rows(Client& client, const Query& query, const std::string& need) {
  CheckItem item{.what = "read " + query.what};
  std::size_t rows = 0;
  try {
    client.each_row(query.sql, {}, [&](Row) { ++rows; });
    item.ok = TriState::yes;
    item.detail = std::to_string(rows) + " rows";
  } catch (const Error& error) {
    item.ok = TriState::no;
    item.detail = error.message() + "; " + need;
  }
  return item;
}

CheckItem check_accounts(Client& client) {
  CheckItem item = count_rows(client, account_query(), "");
  if (is_yes(item.ok)) return item;
  CheckItem other = count_rows(client, account_query_without_locks(),
                               "the account needs SELECT (Host, User, Priv) on mysql.global_priv");
  if (!is_yes(other.ok)) return other;
  other.what = "read locks of accounts";
  other.ok = TriState::no;
  other.detail =
      "mysql.user does not show them, nor rights such as SET USER; grant SELECT (Host, User, Priv) "
      "on mysql.global_priv";
  return other;
}

CheckItem check_tables(Client& client, const Server& server) {
  CheckItem item{"see all tables", TriState::no,
                 "the account sees only tables on which it has a right; grant it REFERENCES on *.*"};
  client.each_row(own_privileges_query(server).sql, {}, [&](Row row) {
    if (row[0] == "SELECT" || row[0] == "INSERT" || row[0] == "UPDATE" || row[0] == "REFERENCES") {
      item = {"see all tables", TriState::yes, row[0] + " on *.*"};
    }
  });
  return item;
}

CheckItem check_views(Client& client, const Server& server) {
  std::vector<std::string> hidden;
  std::size_t seen = 0;
  client.each_row(view_query().sql, {}, [&](Row row) {
    const View view = view_from(server, row);
    if (is_system_database(view.database)) return;
    ++seen;
    if (view.definition.empty()) hidden.push_back("`" + key_of(TableName{view.database, view.name}) + "`");
  });
  if (hidden.empty()) return {"read definitions of views", TriState::yes, std::to_string(seen) + " views"};
  std::string some = hidden.front();
  for (std::size_t i = 1; i < hidden.size() && i < 5; ++i) some += ", " + hidden[i];
  return {"read definitions of views", TriState::no,
          std::to_string(hidden.size()) + " of " + std::to_string(seen) + " are hidden: " + some +
              (hidden.size() > 5 ? " and more" : "") + "; grant SELECT on them, and SHOW VIEW"};
}

std::unique_ptr<Connector> create(const SourceConfig& config, const Clock&) {
  return std::make_unique<MariadbConnector>(config);
}

}  // namespace

ConnectionOptions mariadb::connection_of(const SourceConfig& config) {
  ConnectionOptions options;
  options.host = config.required("host");
  options.port = static_cast<unsigned>(number_option(config, "port", 3306, 65'535));
  options.user = config.required("user");
  options.password = config.secret("password_env");
  options.verify_server = verifies_server(config, options.host);
  if (!config.optional("tls_ca", "").empty()) options.certificate_authority = config.path("tls_ca");
  options.connect_timeout_seconds = static_cast<unsigned>(number_option(config, "connect_timeout", 10, 3600));
  options.statement_timeout_seconds =
      static_cast<unsigned>(number_option(config, "statement_timeout", 300, 86'400));
  return options;
}

MariadbConnector::MariadbConnector(const SourceConfig& config)
    : connection_{connection_of(config)},
      placement_{config.optional("region", ""), config.optional("environment", "")} {}

std::vector<CheckItem> MariadbConnector::check() {
  std::vector<CheckItem> items;
  try {
    Client client{connection_};
    Server server;
    client.each_row(server_query().sql, {}, [&](Row row) { server = server_from(row); });
    items.push_back(
        {"connect", TriState::yes, "MariaDB " + server.version + ", as `" + server.account + "`"});
    items.push_back(check_accounts(client));
    for (const Query& query : {role_grant_query(), proxy_query(), database_grant_query(), table_grant_query(),
                               column_grant_query(), routine_grant_query(), routine_query()}) {
      items.push_back(count_rows(client, query, "the account needs SELECT on " + query.what));
    }
    items.push_back(check_tables(client, server));
    items.push_back(check_views(client, server));
  } catch (const Error& error) {
    items.push_back({"connect", TriState::no, error.message()});
  }
  return items;
}

void MariadbConnector::read(FactSink& sink, std::stop_token stop) {
  Client client{connection_};
  const std::string address = connection_.host + ":" + std::to_string(connection_.port);
  Reader{client, address, placement_, sink, std::move(stop)}.read();
}

ConnectorKind mariadb_connector() {
  return {
      .name = "mariadb",
      .help = "accounts, roles, objects and rights of one MariaDB server",
      .options =
          {
              {"host", true, "name or address of the server, or the path of its socket", "db.example.org"},
              {"port", false, "its port, 3306 unless told", "3306"},
              {"user", true, "an account with the rights of the connector's README", "reeve_reader"},
              {"password_env", false, "environment variable that holds the password", "SHOP_PASSWORD"},
              {"tls", false,
               "verify: TLS, and the server's certificate is checked; off: only unless the server is on "
               "another machine, where verify is the default",
               "verify"},
              {"tls_ca", false, "certificate of the authority that signed the server's", "ca.crt"},
              {"connect_timeout", false, "seconds to wait for the connection, 10 unless told", "10"},
              {"statement_timeout", false, "seconds that one query may take, 300 unless told", "300"},
              {"region", false, "region whose customers the data is about", "emea"},
              {"environment", false, "production, test and so on", "production"},
          },
      .create = create,
  };
}

}  // namespace reeve
