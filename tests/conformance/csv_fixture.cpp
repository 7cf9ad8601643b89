#include "tests/conformance/csv_fixture.h"

#include <fstream>

namespace reeve::test {
const std::map<Section, std::pair<std::string, std::string>>& fact_file_contents() {
  static const std::map<Section, std::pair<std::string, std::string>> kFiles{
      {Section::identity,
       {"identities",
        "key,display_name,status,manager\n1,Ada Quist,active,\n2,Bo "
        "Lind,left,1\n3,\"Cy\nNorth\",active,1\n"}},
      {Section::account,
       {"accounts", "key,account_kind,enabled\nada,person,yes\nbo,person,no\nbackup,service,yes\n"}},
      {Section::principal, {"principals", "key,kind\nsupport,group\ncrm_read,role\nPUBLIC,public\n"}},
      {Section::membership, {"memberships", "member,container\nada,support\nbo,support\nsupport,crm_read\n"}},
      {Section::resource,
       {"resources",
        "key,parent,kind\nshop,,database\nshop.public,shop,schema\nshop.public.t,shop.public,table\n"
        "shop.public.v,shop.public,view\nshop.public.w,shop.public,view\n"}},
      {Section::lineage,
       {"lineage", "exposing,exposed\nshop.public.v,shop.public.t\nshop.public.w,shop.public.v\n"}},
      {Section::grant,
       {"grants",
        "principal,resource,privilege\ncrm_read,shop,CONNECT\ncrm_read,shop.public.t,SELECT\n"
        "bo,shop.public.t,SELECT\n"}},
      {Section::gate, {"gates", "resource,privilege,check\nshop,CONNECT,login\nshop.public,USAGE,acting\n"}},
      {Section::usage,
       {"usage", "principal,resource,last_used\nada,shop.public.t,2026-01-02\nbo,shop.public.t,never\n"}},
      {Section::approval, {"approvals", "request,subject,target\nT-1,1,support\nT-2,2,support\n"}},
  };
  return kFiles;
}

namespace {

class CsvFixture final : public ConnectorFixture {
 public:
  SourceConfig prepare(const std::filesystem::path& folder) override {
    folder_ = folder;
    std::string sections;
    for (const auto& [section, file] : fact_file_contents()) {
      write(section, file.second);
      sections += file.first + " ";
    }
    return {.name = "facts",
            .kind = "csv",
            .base_dir = folder.string(),
            .options = {{"dir", "."}, {"sections", sections}}};
  }

  std::vector<Section> sections() const override {
    const auto all = all_sections();
    return {all.begin(), all.end()};
  }

  void cut(Section section) override {
    const std::string& content = fact_file_contents().at(section).second;
    write(section, content.substr(0, content.size() - 3));
  }

 private:
  void write(Section section, const std::string& content) const {
    std::ofstream(folder_ / (fact_file_contents().at(section).first + ".csv"), std::ios::binary) << content;
  }

  std::filesystem::path folder_;
};

}  // namespace

ConnectorFixtureKind csv_fixture() {
  return {"csv", [] { return std::string(); }, [] { return std::make_unique<CsvFixture>(); }};
}

}  // namespace reeve::test
