// What a new user does: init, source list, source check, sync; with the real program and real files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "connectors/registry.h"
#include "engine/core/json.h"
#include "engine/core/text.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class FirstSteps : public testing::Test {
 protected:
  ProgramResult reeve(const std::string& line) { return run_reeve(dir_.path(), split(line, ' ')); }

  Json json_of(const std::string& line) { return parse_json(reeve(line + " --format json").data, line); }

  void configure(const std::string& text) {
    std::ofstream(dir_.path() / "reeve.toml", std::ios::app) << text;
  }

  // A company of three people and a shop, set up and ready for sync.
  void set_up_company() {
    ASSERT_EQ(reeve("init").exit_code, 0);
    configure(
        "[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = \"identities\"\n"
        "[source.shop]\nkind = \"csv\"\ndir = \"shop\"\nsections = [\"accounts\", \"resources\", "
        "\"grants\"]\n");
    dir_.write("hr/identities.csv",
               "key,display_name,status,email\n1,Ada Quist,active,ada@nile.example\n2,Bo Lind,active,\n");
    dir_.write("shop/accounts.csv", "key,account_kind\nada,person\nbackup,service\n");
    dir_.write(
        "shop/resources.csv",
        "key,parent,kind,labels\nshop,,database,category:none\nshop.t,shop,table,category:customer_email\n");
    dir_.write("shop/grants.csv", "principal,resource,privilege,action\nada,shop.t,SELECT,read\n");
  }

  ScratchDir dir_;
};

TEST_F(FirstSteps, InitWritesAFileAndAStoreOnce) {
  EXPECT_EQ(reeve("init --company Nile"),
            (ProgramResult{0, "",
                           "wrote reeve.toml and made the store sqlite:reeve.db\n"
                           "next: add your sources to reeve.toml, then `reeve source check`\n"}));
  EXPECT_TRUE(std::filesystem::exists(dir_.path() / "reeve.db"));
  EXPECT_EQ(reeve("init"), (ProgramResult{1, "",
                                          "reeve: `reeve.toml` and its store exist already; edit the file, "
                                          "or name another with --config\n"}));
  std::vector<std::string> kinds;
  for (const ConnectorKind& kind : connector_kinds()) kinds.push_back(kind.name);
  EXPECT_EQ(reeve("source list"),
            (ProgramResult{0, "",
                           "no source is configured; add sections [source.NAME] to reeve.toml (kinds: " +
                               join(kinds, ", ") + ")\n"}));
}

TEST_F(FirstSteps, EveryCommandThatNeedsAConfigurationSaysHowToGetOne) {
  for (const std::string line : {"source list", "source check", "source rejects hr", "sync"}) {
    EXPECT_EQ(reeve(line),
              (ProgramResult{
                  1, "",
                  "reeve: there is no `reeve.toml`; run `reeve init` here, or name another with --config\n"}))
        << line;
  }
}

TEST_F(FirstSteps, MistakesOnTheCommandLineEndWith64) {
  EXPECT_EQ(reeve("snyc"), (ProgramResult{64, "", "reeve: unknown command `snyc`; did you mean `sync`?\n"}));
  EXPECT_EQ(reeve("sync --frmat json"),
            (ProgramResult{64, "", "reeve: unknown option `--frmat`; did you mean `--format`?\n"}));
  set_up_company();
  EXPECT_EQ(reeve("sync shpo"),
            (ProgramResult{64, "", "reeve: reeve.toml has no source `shpo`; did you mean `shop`?\n"}));
  EXPECT_EQ(reeve("sync --accept-quarantined hr"),
            (ProgramResult{64, "", "reeve: `--accept-quarantined` needs --by: who accepts the loss\n"}));
}

TEST_F(FirstSteps, CheckSaysWhatCanBeRead) {
  set_up_company();
  EXPECT_EQ(reeve("source check"), (ProgramResult{0,
                                                  "source  what                 ok   detail\n"
                                                  "------  -------------------  ---  ---------\n"
                                                  "hr      read identities.csv  yes  4 columns\n"
                                                  "shop    read accounts.csv    yes  2 columns\n"
                                                  "shop    read resources.csv   yes  4 columns\n"
                                                  "shop    read grants.csv      yes  4 columns\n",
                                                  "next: `reeve sync`\n"}));
  std::filesystem::remove(dir_.path() / "hr/identities.csv");
  EXPECT_EQ(reeve("source check hr --format csv"),
            (ProgramResult{3, "source,what,ok,detail\r\nhr,read identities.csv,false,the file is missing\r\n",
                           "not everything can be read; see above\n"}));
}

TEST_F(FirstSteps, SyncReadsEverythingIntoASnapshot) {
  set_up_company();
  const ProgramResult result = reeve("sync --format json");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.messages,
            "snapshot 1: 2 accounts: 1 belongs to a person and 1 matches nobody; 2 classified resources, 0 "
            "undecided\n"
            "next: `reeve evaluate`\n");
  Json rows = parse_json(result.data, "sync");
  std::vector<std::string> lines;
  for (const Json& row : rows) {
    lines.push_back(row.at("source").get<std::string>() + " " + row.at("section").get<std::string>() + " " +
                    row.at("state").get<std::string>() + " " + row.at("read").dump() + " " +
                    row.at("kept").dump() + " " + row.at("rejected").dump() + " " +
                    row.at("duplicates").dump());
    EXPECT_EQ(row.at("digest").get<std::string>().size(), 64U);
  }
  EXPECT_EQ(lines,
            (std::vector<std::string>{"hr identity complete 2 2 0 0", "shop account complete 2 2 0 0",
                                      "shop resource complete 2 2 0 0", "shop grant complete 1 1 0 0"}));

  const Json again = json_of("sync");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(again[i].at("digest"), rows[i].at("digest")) << "the same read has the same digest";
    EXPECT_NE(again[i].at("run"), rows[i].at("run"));
  }
  const Json listed = json_of("source list");
  EXPECT_EQ(listed.at(0).at("standing"), "sound");
  EXPECT_EQ(listed.at(1).at("facts"), 5);
}

TEST_F(FirstSteps, SyncAsksTheNamingRulesAboutWhatNoLabelDecides) {
  set_up_company();
  dir_.write(
      "shop/resources.csv",
      "key,parent,kind\nshop,,database\nshop.public,shop,schema\nshop.public.customers,shop.public,table\n"
      "shop.public.customers.email,shop.public.customers,column\nshop.t,shop,table\n");
  const ProgramResult result = reeve("sync");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.messages, HasSubstr("; 2 classified resources, 1 undecided\n"));
}

TEST_F(FirstSteps, SyncSaysWhatIsWrongWithASource) {
  set_up_company();
  dir_.write("hr/identities.csv", "key,status\n1,active\n2,gone\n,left\n");
  std::filesystem::remove(dir_.path() / "shop/grants.csv");
  const ProgramResult result = reeve("sync");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(
      result.messages,
      StartsWith(
          "source hr is incomplete: identity facts are partial: 1 row has no readable key, so it is not "
          "known what is missing\n"
          "source hr rejected 2 rows: `key` is empty (1); `status` is `gone`, but must be unknown, active, "
          "leave, suspended, left, future (1)\n"
          "source shop is incomplete: grant facts are failed: grants.csv: the file is missing\n"
          "2 rows were rejected; `reeve source rejects SOURCE` lists them with their reasons\n"));
  const ProgramResult rejects = reeve("source rejects hr --format csv");
  EXPECT_EQ(rejects.exit_code, 2);
  EXPECT_EQ(rejects.data,
            "section,where,key,reason\r\n"
            "identity,identities.csv:3,2,\"`status` is `gone`, but must be unknown, active, leave, "
            "suspended, left, "
            "future\"\r\n"
            "identity,identities.csv:4,,`key` is empty\r\n");
  EXPECT_EQ(reeve("source list").exit_code, 3);
}

TEST_F(FirstSteps, AReadThatLostMuchWaitsForAPerson) {
  set_up_company();
  std::string people = "key\n";
  for (int i = 0; i < 20; ++i) people += std::to_string(i) + "\n";
  dir_.write("hr/identities.csv", people);
  ASSERT_EQ(reeve("sync").exit_code, 0);
  dir_.write("hr/identities.csv", "key\n1\n");
  const ProgramResult lost = reeve("sync");
  EXPECT_EQ(lost.exit_code, 3);
  EXPECT_THAT(lost.messages, StartsWith("source hr is quarantined: lost 19 of 20 identity facts of run "));
  const ProgramResult accepted =
      run_reeve(dir_.path(), {"sync", "--accept-quarantined", "hr", "--by", "Ada Quist"});
  EXPECT_EQ(accepted.exit_code, 0) << accepted.messages;
  EXPECT_THAT(accepted.messages, StartsWith("snapshot 3: "));
  EXPECT_EQ(reeve("sync").exit_code, 0);
}

}  // namespace
}  // namespace reeve::test
