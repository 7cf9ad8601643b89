#include "tests/conformance/baton_fixture.h"

#include <fstream>

#include "tests/support/baton_file.h"

namespace reeve::test {
namespace {

std::string small_file() {
  BatonFileWriter file;
  // The suite reads at 1,700,000,000, which is 2023-11-14 22:13:20.
  file.begin_sync("s1", "2023-11-14 20:00:00.5");
  file.add_type(baton_type("user", 1));
  file.add_type(baton_type("group", 2));
  file.add_type(baton_type("table", 0));
  for (const char* user : {"ada", "bo"})
    file.add_resource(baton_user(user, user, {.email = std::string(user) + "@nile.example", .status = 1}));
  for (const char* group : {"support", "crm"}) {
    file.add_resource(baton_resource("group", group, group));
    file.add_entitlement(baton_entitlement(std::string("group:") + group + ":member",
                                           baton_id("group", group), "member", true));
  }
  for (const char* table : {"customers", "orders"}) {
    file.add_resource(baton_resource("table", table, table));
    file.add_entitlement(
        baton_entitlement(std::string("table:") + table + ":read", baton_id("table", table), "read", false));
  }
  const auto member = [](const std::string& group) {
    return baton_entitlement("group:" + group + ":member", baton_id("group", group), "member", true);
  };
  const auto read = [](const std::string& table) {
    return baton_entitlement("table:" + table + ":read", baton_id("table", table), "read", false);
  };
  file.add_grant(baton_grant("1", member("support"), baton_id("user", "ada")));
  file.add_grant(baton_grant("2", member("crm"), baton_id("group", "support")),
                 baton_expansion({"group:support:member"}));
  file.add_grant(baton_grant("3", read("customers"), baton_id("group", "crm")),
                 baton_expansion({"group:crm:member"}));
  file.add_grant(baton_grant("4", read("orders"), baton_id("user", "bo")));
  return file.bytes();
}

class BatonFixture final : public ConnectorFixture {
 public:
  SourceConfig prepare(const std::filesystem::path& folder) override {
    path_ = folder / "export.c1z";
    write(small_file());
    return {
        .name = "cloud", .kind = "baton", .base_dir = folder.string(), .options = {{"file", "export.c1z"}}};
  }

  std::vector<Section> sections() const override {
    return {Section::account, Section::principal, Section::membership, Section::resource, Section::grant};
  }

  // One file holds all sections.
  void cut(Section) override {
    const std::string bytes = small_file();
    write(bytes.substr(0, bytes.size() / 2));
  }

 private:
  void write(const std::string& bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }

  std::filesystem::path path_;
};

}  // namespace

ConnectorFixtureKind baton_fixture() {
  return {"baton", [] { return std::string(); }, [] { return std::make_unique<BatonFixture>(); }};
}

}  // namespace reeve::test
