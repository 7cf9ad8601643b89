#include "tests/conformance/mariadb_fixture.h"

#include "tests/support/mariadb_reader.h"

namespace reeve::test {
namespace {

class MariadbFixture final : public ConnectorFixture {
 public:
  ~MariadbFixture() override { clear(); }

  SourceConfig prepare(const std::filesystem::path&) override {
    clear();
    server_.query(
        "create database conformance;"
        "create table conformance.t (a int, b int);"
        "create user own@'%'; create role crm; create role support; grant crm to support;"
        "grant crm to own@'%'; grant select on conformance.* to crm;"
        "grant select, insert (a) on conformance.t to own@'%';"
        "create definer = own@'%' view conformance.v as select a, b from conformance.t");
    make_reader(server_);
    return mariadb_source(server_);
  }

  std::vector<Section> sections() const override {
    return {Section::account,  Section::principal, Section::membership,
            Section::resource, Section::lineage,   Section::grant};
  }

  // Takes away what the section needs and has not at its beginning.
  void cut(Section section) override {
    server_.query("revoke " + right_for(section) + " from reeve_reader@'127.0.0.1'");
  }

 private:
  static std::string right_for(Section section) {
    switch (section) {
      case Section::membership: return "select on mysql.proxies_priv";
      case Section::resource: return "references on *.*";
      case Section::lineage: return "select on mysql.proc";
      case Section::grant: return "select on mysql.columns_priv";
      default: return "select (Host, User, Priv) on mysql.global_priv";
    }
  }

  void clear() {
    server_.query(
        "drop database if exists conformance; drop user if exists own@'%', reeve_reader@'127.0.0.1';"
        "drop role if exists crm, support");
  }

  MariadbServer& server_ = MariadbServer::shared();
};

}  // namespace

ConnectorFixtureKind mariadb_fixture() {
  return {.kind = "mariadb", .unavailable = &MariadbServer::why_unavailable, .make = [] {
            return std::make_unique<MariadbFixture>();
          }};
}

}  // namespace reeve::test
