#include "tests/support/mariadb_reader.h"

#include <stdexcept>

#include "engine/core/text.h"
#include "tests/support/paths.h"

namespace reeve::test {
namespace {

const std::string kReader = "reeve_reader@'127.0.0.1'";

// The statements of the README that stand in the block with CREATE USER, without the example's view.
std::string statements_of_readme() {
  const std::string readme = content_of(source_dir() / "connectors/mariadb/README.md");
  std::string statements;
  for (const std::string& line : split(readme, '\n')) {
    const std::string text{trim(line)};
    if (!line.starts_with("    ") || !(text.starts_with("CREATE USER") || text.starts_with("GRANT")))
      continue;
    if (text.find("shop.") == std::string::npos) statements += text.substr(0, text.find("  --")) + "\n";
  }
  // An anonymous account of a narrower host would take the client for itself.
  for (std::size_t at = 0; (at = statements.find("@'%'", at)) != std::string::npos;) {
    statements.replace(at, 4, kReader.substr(kReader.find('@')));
  }
  if (statements.empty()) throw std::runtime_error("connectors/mariadb/README.md has no statements");
  return statements;
}

}  // namespace

void make_reader(const MariadbServer& server) {
  MariadbConnection admin = server.connect();
  admin.query(statements_of_readme() + "set password for " + kReader + " = ''");
  for (const auto& view : admin.query("select table_schema, table_name from information_schema.views "
                                      "where table_schema not in ('mysql', 'sys')")) {
    admin.query("grant select on " + mariadb_name(view[0]) + "." + mariadb_name(view[1]) + " to " + kReader);
  }
}

SourceConfig mariadb_source(const MariadbServer& server, const std::string& user) {
  return {.name = "shop",
          .kind = "mariadb",
          .options = {{"host", "127.0.0.1"}, {"port", std::to_string(server.port())}, {"user", user}}};
}

}  // namespace reeve::test
