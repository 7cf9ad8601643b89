#include "connectors/sql/sql_connector.h"

#include <algorithm>

#include "connectors/row_mapping.h"
#include "connectors/sql/sql_client.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/net/address.h"

namespace reeve {
namespace {

using namespace sql_source;

struct SectionQuery {
  const RowFormat* format = nullptr;
  std::string text;
};

[[noreturn]] void wrong(const SourceConfig& config, const std::string& message) {
  throw Error{ErrorCode::config, "source `" + config.name + "`: " + message};
}

// The options that a system knows beside its queries.
std::vector<std::string> options_of(System system) {
  switch (system) {
    case System::sqlite: return {"file"};
    case System::postgresql: return {"host", "port", "database", "user", "password_env", "sslmode"};
    case System::mariadb: return {"host", "port", "database", "user", "password_env", "tls"};
    case System::odbc: return {"connection", "user", "password_env"};
  }
  return {};
}

void refuse_options_of_other_systems(const SourceConfig& config, System system) {
  const std::vector<std::string> known = options_of(system);
  for (const System other : {System::sqlite, System::postgresql, System::mariadb, System::odbc}) {
    for (const std::string& option : options_of(other)) {
      if (config.options.contains(option) && std::ranges::find(known, option) == known.end()) {
        wrong(config, "the system `" + config.required("system") + "` has no option `" + option + "`");
      }
    }
  }
}

void set_server(const SourceConfig& config, ConnectionOptions& options) {
  options.host = config.required("host");
  options.database = config.required("database");
  const bool is_near = is_on_this_machine(options.host);
  if (options.system == System::postgresql) {
    options.port = config.optional("port", "5432");
    options.ssl_mode = config.optional("sslmode", is_near ? "prefer" : "verify-full");
    return;
  }
  options.port = config.optional("port", "3306");
  if (const std::string tls = config.optional("tls", is_near ? "off" : "verify"); tls != "off") {
    wrong(config,
          "reeve cannot check the certificate of a MariaDB server here; use a tunnel or ODBC, or say "
          "`tls = \"off\"`");
  }
}

ConnectionOptions connection_of(const SourceConfig& config) {
  const auto system = system_from(config.required("system"));
  if (!system) {
    wrong(config, "there is no system `" + config.required("system") +
                      "`; there are sqlite, postgresql, mariadb and odbc");
  }
  refuse_options_of_other_systems(config, *system);
  ConnectionOptions options{.system = *system};
  if (*system == System::sqlite) {
    options.file = config.path("file");
    options.file_as_named = config.required("file");
  }
  if (*system == System::odbc) options.connection = config.required("connection");
  if (*system == System::odbc) options.user = config.optional("user", "");
  if (*system == System::postgresql || *system == System::mariadb) {
    set_server(config, options);
    options.user = config.required("user");
  }
  options.password = config.secret("password_env");
  return options;
}

std::vector<SectionQuery> queries_of(const SourceConfig& config) {
  std::vector<SectionQuery> queries;
  for (const RowFormat& format : row_formats()) {
    std::string text{trim(config.optional(std::string{format.name}, ""))};
    while (text.ends_with(';')) text = trim(std::string_view{text}.substr(0, text.size() - 1));
    if (!text.empty()) queries.push_back({&format, std::move(text)});
  }
  if (queries.empty()) wrong(config, "it has no query; give at least one, such as `identities`");
  return queries;
}

// Differences in spaces and line ends do not make another question.
std::string on_one_line(const std::string& query) {
  std::string line;
  for (const char c : query) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      line += c;
    } else if (!line.ends_with(' ')) {
      line += ' ';
    }
  }
  return line;
}

std::string remark_on(const RowMapping& mapping) {
  const std::vector<std::string> unknown = mapping.unknown_columns();
  return unknown.empty() ? "" : "not known and not read: " + join(unknown, ", ");
}

class SqlConnector final : public Connector {
 public:
  explicit SqlConnector(const SourceConfig& config)
      : connection_{connection_of(config)}, queries_{queries_of(config)} {}

  std::vector<CheckItem> check() override {
    std::vector<CheckItem> items;
    try {
      Client client{connection_};
      items.push_back({"connect", TriState::yes, place_of(connection_)});
      for (const SectionQuery& query : queries_) items.push_back(check(client, query));
    } catch (const Error& error) {
      items.push_back({"connect", TriState::no, error.message()});
    }
    return items;
  }

  void read(FactSink& sink, std::stop_token stop) override {
    Client client{connection_};
    for (const SectionQuery& query : queries_) read(client, query, sink, stop);
  }

 private:
  static CheckItem check(Client& client, const SectionQuery& query) {
    const std::string what = "run the query `" + std::string{query.format->name} + "`";
    try {
      const std::vector<std::string> columns = client.columns_of(query.text);
      const RowMapping mapping{*query.format, columns};
      std::size_t rows = 0;
      client.each_row(query.text, columns.size(), {}, [&](const Row&) { ++rows; });
      std::string found =
          count_of(columns.size(), "column", "columns") + ", " + count_of(rows, "row", "rows");
      const std::string remark = remark_on(mapping);
      if (!remark.empty()) return {what, TriState::unknown, found + "; " + remark};
      return {what, TriState::yes, found};
    } catch (const Error& error) {
      return {what, TriState::no, error.message()};
    }
  }

  void read(Client& client, const SectionQuery& query, FactSink& sink, const std::stop_token& stop) const {
    const RowFormat& format = *query.format;
    sink.open(format.section, place_of(connection_) + "; " + on_one_line(query.text));
    std::size_t number = 0;
    try {
      const std::vector<std::string> columns = client.columns_of(query.text);
      const RowMapping mapping{format, columns};
      const bool to_the_end = client.each_row(query.text, columns.size(), stop, [&](const Row& row) {
        ++number;
        auto mapped = mapping.map(row);
        if (auto* fact = std::get_if<Fact>(&mapped)) return sink.fact(std::move(*fact));
        auto& mistake = std::get<RowMistake>(mapped);
        sink.reject({format.section,
                     "row " + std::to_string(number) + " of `" + std::string{format.name} + "`",
                     std::move(mistake.key), std::move(mistake.reason)});
      });
      if (!to_the_end) throw Error{ErrorCode::source, "the read was stopped before its end"};
      sink.close(format.section, SectionState::complete, remark_on(mapping));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::source) throw;
      sink.close(format.section, number > 0 ? SectionState::partial : SectionState::failed,
                 std::string{format.name} + ": " + error.message());
    }
  }

  ConnectionOptions connection_;
  std::vector<SectionQuery> queries_;
};

std::vector<OptionHelp> option_help() {
  std::vector<OptionHelp> options{
      {"system", true, "sqlite, postgresql, mariadb or odbc", "sqlite"},
      {"file", false, "sqlite: the file of the database", "hr.db"},
      {"host", false, "postgresql, mariadb: name or address of the server, or its socket", "db.example.org"},
      {"port", false, "postgresql, mariadb: its port, 5432 or 3306 unless told", "5432"},
      {"database", false, "postgresql, mariadb: the database to read", "hr"},
      {"user", false, "postgresql, mariadb, odbc: an account that may run the queries", "reeve_reader"},
      {"password_env", false, "environment variable that holds the password", "HR_PASSWORD"},
      {"sslmode", false, "postgresql: as in the connector postgresql", "verify-full"},
      {"tls", false, "mariadb: off; another machine is refused without, because SOCI checks no certificate",
       "off"},
      {"connection", false, "odbc: the connection string, without user and password", "DSN=hr"},
  };
  for (const RowFormat& format : row_formats()) {
    options.push_back({std::string{format.name}, false,
                       "the query for " + std::string{format.name} + ", with columns as in its fact file",
                       "select id as key, name as display_name from ..."});
  }
  return options;
}

}  // namespace

ConnectorKind sql_connector() {
  return {.name = "sql",
          .help = "any database with SQL: one query per kind of fact (docs/formats/facts.md)",
          .options = option_help(),
          .create = [](const SourceConfig& config, const Clock&) -> std::unique_ptr<Connector> {
            return std::make_unique<SqlConnector>(config);
          }};
}

}  // namespace reeve
