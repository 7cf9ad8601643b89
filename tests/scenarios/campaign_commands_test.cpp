// From a snapshot to a proven removal, on the company of the tour, with the real program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <regex>
#include <sstream>

#include "engine/core/json.h"
#include "engine/core/text.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

class CampaignCommands : public testing::Test {
 protected:
  ProgramResult reeve(const std::vector<std::string>& words) { return run_reeve(dir_.path(), words); }

  void SetUp() override {
    std::filesystem::copy(source_dir() / "docs/tour/hr", dir_.path() / "hr",
                          std::filesystem::copy_options::recursive);
    std::filesystem::copy(source_dir() / "docs/tour/shop", dir_.path() / "shop",
                          std::filesystem::copy_options::recursive);
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    std::ofstream(dir_.path() / "reeve.toml", std::ios::app)
        << "[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = \"identities\"\n"
           "[source.shop]\nkind = \"csv\"\ndir = \"shop\"\n"
           "sections = \"accounts principals memberships resources grants usage\"\n";
    ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  }

  Json cases() { return parse_json(reeve({"campaign", "cases", "--format", "json"}).data, "cases"); }

  std::string case_of(const std::string& subject, const std::string& entitlement) {
    for (const Json& row : cases()) {
      if (row.at("subject") == subject && row.at("entitlement") == entitlement) return row.at("case").dump();
    }
    return "none";
  }

  // The file of the shop with each line as `change` leaves it.
  void rewrite(const std::string& file, const std::function<void(std::string& line)>& change) {
    std::ifstream in(dir_.path() / "shop" / file);
    std::ostringstream changed;
    for (std::string line; std::getline(in, line);) {
      change(line);
      changed << line << "\n";
    }
    in.close();
    dir_.write("shop/" + file, changed.str());
  }

  void revoke_ana() {
    reeve({"evaluate"});
    ASSERT_EQ(reeve({"campaign", "open", "--name", "autumn"}).exit_code, 0);
    const std::string ana = case_of("Ana Lopes", "SELECT on customers");
    ASSERT_EQ(reeve({"decide", ana, "--by", "Viktor Brandt", "--decision", "revoke", "--reason", "moved",
                     "--sign-off"})
                  .exit_code,
              0);
  }

  // The answer of `verify` about the only removal, as "exit code, state, detail"; which source was read
  // first, and so the number of the run, differs.
  std::string verified() {
    const ProgramResult result = reeve({"verify", "--format", "json"});
    const Json row = parse_json(result.data, "verify").at(0);
    const std::string detail =
        std::regex_replace(row.at("detail").get<std::string>(), std::regex("run [0-9]+"), "run N");
    return std::to_string(result.exit_code) + ", " + row.at("now").get<std::string>() + ", " + detail;
  }

  // Every membership of the shop but Ana's.
  void take_ana_out() {
    std::ifstream in(source_dir() / "docs/tour/shop/memberships.csv");
    std::ostringstream kept;
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with("alopes,")) kept << line << "\n";
    }
    dir_.write("shop/memberships.csv", kept.str());
  }

  ScratchDir dir_;
};

TEST_F(CampaignCommands, NothingOpensOnASnapshotThatWasNotEvaluated) {
  EXPECT_EQ(reeve({"campaign", "open"}),
            (ProgramResult{1, "", "reeve: snapshot 1 has not been evaluated; run `reeve evaluate`\n"}));
}

TEST_F(CampaignCommands, ARevokeIsGoneOnlyWhenALaterReadProvesIt) {
  reeve({"evaluate"});
  const ProgramResult opened = reeve({"campaign", "open", "--name", "autumn"});
  ASSERT_EQ(opened.exit_code, 0) << opened.messages;
  EXPECT_THAT(opened.data, HasSubstr("/enter/"));
  EXPECT_EQ(reeve({"campaign", "status"}).exit_code, 2);
  const std::string ana = case_of("Ana Lopes", "SELECT on customers");

  EXPECT_EQ(
      reeve({"decide", ana, "--by", "Mara Okafor", "--decision", "revoke", "--reason", "moved"}).exit_code, 1)
      << "not her desk";
  const std::vector<std::string> revoke{"decide",     ana,      "--by",     "Viktor Brandt",
                                        "--decision", "revoke", "--reason", "moved to finance",
                                        "--sign-off"};
  const ProgramResult decided = reeve(revoke);
  EXPECT_EQ(decided.exit_code, 0) << decided.messages;
  EXPECT_THAT(decided.messages, HasSubstr("to remove: remove alopes from support_emea in shop\n"));
  const ProgramResult again = reeve(revoke);
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.data, HasSubstr("already decided so"));
  EXPECT_EQ(again.messages, "signed off before by Viktor Brandt; nothing changed\n");
  EXPECT_EQ(
      reeve({"campaign", "open", "--name", "autumn"}),
      (ProgramResult{1, "",
                     "reeve: campaign `autumn` is open already; `reeve campaign link` gives its links. To "
                     "begin anew close it with `reeve campaign close`, or give another --name\n"}));

  EXPECT_EQ(reeve({"verify"}).exit_code, 3) << "nothing was read since";
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_EQ(reeve({"verify"}).exit_code, 2) << "still there";
  take_ana_out();
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  const ProgramResult verified = reeve({"verify", "--format", "json"});
  EXPECT_EQ(verified.exit_code, 0) << verified.messages;
  EXPECT_EQ(parse_json(verified.data, "verify").at(0).at("now"), "verified removed");
}

TEST_F(CampaignCommands, AnAccountThatIsOnlyRenamedIsStillThere) {
  rewrite("accounts.csv", [](std::string& line) {
    line += line.starts_with("key,") ? ",second_key" : ",id-of-" + line.substr(0, line.find(','));
  });
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  revoke_ana();
  const auto rename = [](std::string& line) {
    if (line.starts_with("alopes,")) line.replace(0, 6, "ana.lopes");
  };
  rewrite("accounts.csv", rename);
  rewrite("memberships.csv", rename);
  rewrite("usage.csv", rename);
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_EQ(verified(),
            "2, still present, present in run N of shop under another name, `ana.lopes / support_emea`, "
            "granted on 2020-06-15");
}

TEST_F(CampaignCommands, AnAccessThatMovedToAnotherPathIsNotCalledGone) {
  revoke_ana();
  take_ana_out();
  rewrite("grants.csv", [](std::string& line) {
    if (line.starts_with("etl,customers,")) line += "\nalopes,customers_email,SELECT,read,no,no,2026-11-20";
  });
  rewrite("resources.csv", [](std::string& line) {
    if (line.starts_with("customers,")) line += "\ncustomers_email,customers.email,column,customers,,,,,";
  });
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_EQ(verified(),
            "2, verified removed, absent in run N of shop, but by another path Ana Lopes has SELECT on "
            "customers.email");
}

TEST_F(CampaignCommands, AReportTakesTheOldOnesPlaceOnlyWhenItIsWhole) {
  namespace fs = std::filesystem;
  dir_.write("out/report.html", "old");
  fs::create_hard_link(dir_.path() / "out/report.html", dir_.path() / "open.html");
  reeve({"evaluate"});
  EXPECT_EQ(reeve({"report", "--output", "out/report.html"}),
            (ProgramResult{0, "", "wrote out/report.html\n"}));
  EXPECT_GT(fs::file_size(dir_.path() / "out/report.html"), 1000U);
  EXPECT_EQ(fs::file_size(dir_.path() / "open.html"), 3U) << "the old file was not written to";
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_.path() / "out"), {}), 1) << "nothing is left beside it";
  EXPECT_EQ(reeve({"report", "--output", "none/report.html"}),
            (ProgramResult{1, "",
                           "reeve: cannot write `none/report.html`; check the folder, its rights and its "
                           "space\n"}));
}

TEST_F(CampaignCommands, AGapNeedsAPersonWhoAcceptsIt) {
  std::filesystem::remove(dir_.path() / "shop/usage.csv");
  ASSERT_EQ(reeve({"sync"}).exit_code, 3);
  reeve({"evaluate"});
  EXPECT_EQ(reeve({"campaign", "open"}).exit_code, 3);
  EXPECT_EQ(reeve({"campaign", "open", "--accept-gap", "no log yet"}).exit_code, 64);
  const ProgramResult opened =
      reeve({"campaign", "open", "--accept-gap", "no log yet", "--by", "Ines Duarte"});
  EXPECT_EQ(opened.exit_code, 3);
  EXPECT_THAT(opened.messages, HasSubstr("accepted gap: source shop: usage facts are failed"));
  EXPECT_THAT(reeve({"campaign", "status"}).messages, HasSubstr("accepted by Ines Duarte: no log yet\n"));
}

}  // namespace
}  // namespace reeve::test
