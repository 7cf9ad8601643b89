#include "tests/conformance/postgresql_fixture.h"

#include "tests/support/postgres_server.h"

namespace reeve::test {
namespace {

class PostgresqlFixture final : public ConnectorFixture {
 public:
  ~PostgresqlFixture() override {
    for (const std::string& database : databases_)
      server_.query("drop database " + database + " with (force)");
    if (!databases_.empty()) server_.query("drop role conformance_reader");
  }

  SourceConfig prepare(const std::filesystem::path&) override {
    if (databases_.empty()) server_.query("create role conformance_reader login");
    databases_.push_back("conformance_" + std::to_string(databases_.size()));
    server_.query("create database " + databases_.back());
    server_.query("create table t(a int, b int); create view v as select a, b from t", databases_.back());
    return {.name = "shop",
            .kind = "postgresql",
            .options = {{"host", "127.0.0.1"},
                        {"port", std::to_string(server_.port())},
                        {"database", databases_.back()},
                        {"user", "conformance_reader"}}};
  }

  std::vector<Section> sections() const override {
    return {Section::account, Section::principal, Section::membership, Section::resource,
            Section::lineage, Section::grant,     Section::gate};
  }

  void cut(Section section) override {
    server_.query("revoke select on pg_catalog." + catalogue_of(section) + " from public", databases_.back());
  }

 private:
  static std::string catalogue_of(Section section) {
    switch (section) {
      case Section::membership: return "pg_auth_members";
      case Section::resource:
      case Section::grant: return "pg_attribute";
      case Section::lineage: return "pg_rewrite";
      case Section::gate: return "pg_namespace";
      default: return "pg_roles";
    }
  }

  PostgresServer& server_ = PostgresServer::shared();
  std::vector<std::string> databases_;
};

}  // namespace

ConnectorFixtureKind postgresql_fixture() {
  return {.kind = "postgresql", .unavailable = &PostgresServer::why_unavailable, .make = [] {
            return std::make_unique<PostgresqlFixture>();
          }};
}

}  // namespace reeve::test
