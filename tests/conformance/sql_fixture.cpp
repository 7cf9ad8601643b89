#include "tests/conformance/sql_fixture.h"

#include "tests/support/sqlite_file.h"

namespace reeve::test {
namespace {

struct Table {
  Section section;
  const char* query;    // name of the query, and of the table
  const char* columns;  // as the fact file names them
  const char* rows;
};

constexpr Table kTables[] = {
    {Section::identity, "identities", "key, display_name, status, manager",
     "(1, 'Ada Quist', 'active', null), (2, 'Bo Lind', 'left', 1), (3, 'Cy North', 'active', 1)"},
    {Section::account, "accounts", "key, account_kind, enabled", "('ada', 'person', 1), ('bo', 'person', 0)"},
    {Section::principal, "principals", "key, kind", "('support', 'group'), ('crm_read', 'role')"},
    {Section::membership, "memberships", "member, container", "('ada', 'support'), ('support', 'crm_read')"},
    {Section::resource, "resources", "key, parent, kind",
     "('shop', null, 'database'), ('t', 'shop', 'table'), ('v', 'shop', 'view'), ('w', 'shop', 'view')"},
    {Section::lineage, "lineage", "exposing, exposed", "('v', 't'), ('w', 'v')"},
    {Section::grant, "grants", "principal, resource, privilege",
     "('crm_read', 't', 'SELECT'), ('bo', 't', 'SELECT')"},
    {Section::gate, "gates", "resource, privilege, check_",
     "('shop', 'CONNECT', 'login'), ('t', 'USAGE', 'acting')"},
    {Section::usage, "usage", "principal, resource, last_used",
     "('ada', 't', '2026-01-02'), ('bo', 't', 'never')"},
    {Section::approval, "approvals", "request, subject, target",
     "('T-1', 1, 'support'), ('T-2', 2, 'support')"},
};

class SqlFixture final : public ConnectorFixture {
 public:
  SourceConfig prepare(const std::filesystem::path& folder) override {
    file_ = folder / "application.db";
    SourceConfig source{.name = "application",
                        .kind = "sql",
                        .base_dir = folder.string(),
                        .options = {{"system", "sqlite"}, {"file", "application.db"}}};
    for (const Table& table : kTables) {
      const std::string name = table.query;
      run_sqlite(file_, "create table " + name + " (" + table.columns + ", trap default 0); insert into " +
                            name + " (" + table.columns + ") values " + table.rows);
      const std::string columns = table.section == Section::gate ? "resource, privilege, check_ as \"check\""
                                                                 : std::string{table.columns};
      source.options[name] = "select " + columns + " from " + name + " where abs(trap) = 0";
    }
    return source;
  }

  std::vector<Section> sections() const override {
    const auto all = all_sections();
    return {all.begin(), all.end()};
  }

  // The last row is one at which the database gives up: there is no such positive number.
  void cut(Section section) override {
    for (const Table& table : kTables) {
      const std::string name = table.query;
      if (table.section != section) continue;
      run_sqlite(file_, "update " + name +
                            " set trap = -9223372036854775807 - 1 where rowid = (select max(rowid) from " +
                            name + ")");
    }
  }

 private:
  std::filesystem::path file_;
};

}  // namespace

ConnectorFixtureKind sql_fixture() {
  return {.kind = "sql",
          .unavailable = [] { return std::string{}; },
          .make = [] { return std::make_unique<SqlFixture>(); }};
}

}  // namespace reeve::test
