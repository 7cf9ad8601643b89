// Every command that answers from a snapshot says what the answer may lack now, and so does `campaign open`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/clock.h"
#include "engine/core/json.h"
#include "engine/core/text.h"
#include "engine/core/time.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Gaps : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    configure("[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = \"identities\"\n");
    configure("[source.shop]\nkind = \"csv\"\ndir = \"shop\"\nsections = \"accounts resources grants\"\n");
    dir_.write("hr/identities.csv",
               "key,display_name,status,email\n1,Ana Lopes,active,ana@nile.example\n"
               "2,Mara Okafor,active,mara@nile.example\n"
               "3,Zoe Lind,active,zoe@nile.example\n");
    dir_.write("shop/accounts.csv", "key,account_kind,enabled,email\nana,person,yes,ana@nile.example\n");
    dir_.write("shop/resources.csv", "key,kind,labels\nt,table,category:customer_email\n");
    dir_.write("shop/grants.csv", kGrants);
    ASSERT_EQ(reeve({"sync"}).exit_code, 0);
    reeve({"evaluate"});
  }

  void configure(const std::string& text) {
    std::ofstream(dir_.path() / "reeve.toml", std::ios::app) << text;
  }

  ProgramResult reeve(const std::vector<std::string>& arguments) { return run_reeve(dir_.path(), arguments); }

  // All say `gap` and end with 3, or 4 where something is not evaluable besides.
  void all_say(const std::string& gap) {
    for (const std::vector<std::string>& line :
         std::vector<std::vector<std::string>>{{"findings"},
                                               {"findings", "--format", "json"},
                                               {"evaluate"},
                                               {"who-can", "customer_email"},
                                               {"access", "Ana Lopes"},
                                               {"explain", "Ana Lopes", "t"}}) {
      const ProgramResult result = reeve(line);
      EXPECT_GE(result.exit_code, 3) << join(line, " ");
      EXPECT_THAT(result.messages, HasSubstr("this answer may lack something: " + gap)) << join(line, " ");
    }
    const ProgramResult opened = reeve({"campaign", "open"});
    EXPECT_EQ(opened.exit_code, 3);
    EXPECT_THAT(opened.messages, HasSubstr(gap));
  }

  static UtcMillis now() { return SystemClock().now(); }

  static constexpr auto kGrants = "principal,resource,privilege,action\nana,t,SELECT,read\n";
  ScratchDir dir_;
};

TEST_F(Gaps, NothingIsSaidWhereNothingIsMissing) {
  EXPECT_EQ(reeve({"who-can", "customer_email"}).exit_code, 0);
  EXPECT_EQ(reeve({"access", "Ana Lopes"}).exit_code, 0);
  EXPECT_THAT(reeve({"findings"}).messages, Not(HasSubstr("may lack")));
}

TEST_F(Gaps, ASnapshotWithASourceThatWasReadInPart) {
  std::filesystem::remove(dir_.path() / "shop/grants.csv");
  EXPECT_EQ(reeve({"sync"}).exit_code, 3);
  reeve({"evaluate"});
  all_say("source shop: grant facts are failed: grants.csv: the file is missing");
}

TEST_F(Gaps, ASyncThatCouldReadNothingAndMadeNoSnapshot) {
  std::filesystem::rename(dir_.path() / "hr", dir_.path() / "hr.gone");
  std::filesystem::rename(dir_.path() / "shop", dir_.path() / "shop.gone");
  const ProgramResult sync = reeve({"sync"});
  EXPECT_EQ(sync.exit_code, 3);
  EXPECT_THAT(sync.messages, HasSubstr("so there is no new snapshot"));
  all_say("source hr is failed: ");
  all_say("source shop is failed: ");
}

TEST_F(Gaps, ASourceThatWasNeverRead) {
  configure("[source.crm]\nkind = \"csv\"\ndir = \"shop\"\nsections = \"accounts\"\n");
  all_say("source crm is never read: was never read; run `reeve sync`");
}

TEST_F(Gaps, RowsThatCouldNotBeUsed) {
  dir_.write("shop/grants.csv", std::string(kGrants) + "nobody,t,SELECT,read\n");
  const ProgramResult sync = reeve({"sync"});
  EXPECT_EQ(sync.exit_code, 3);
  EXPECT_THAT(sync.messages, HasSubstr("source shop is incomplete: 1 row could not be used; `reeve source "
                                       "rejects shop` lists them\n"));
  EXPECT_EQ(reeve({"source", "list"}).exit_code, 3);
  reeve({"evaluate"});
  all_say("source shop: 1 row could not be used; `reeve source rejects shop` lists them");
  const ProgramResult opened = reeve({"campaign", "open", "--accept-gap", "one row", "--by", "Ines Duarte"});
  EXPECT_EQ(opened.exit_code, 4);
  EXPECT_THAT(opened.messages, HasSubstr("row not usable: shop: grant `nobody"));
  EXPECT_THAT(opened.messages, HasSubstr(" 2 not evaluable, "));
  const ProgramResult status = reeve({"campaign", "status"});
  EXPECT_EQ(status.exit_code, 4);
  EXPECT_THAT(status.messages, HasSubstr(" 2 not evaluable; "));
}

TEST_F(Gaps, ALabelThatNamesNoCategory) {
  dir_.write(
      "shop/resources.csv",
      "key,parent,kind,labels\nt,,table,category:customer_emial\nt.c,t,column,category:customer_email\n");
  const ProgramResult sync = reeve({"sync"});
  EXPECT_EQ(sync.exit_code, 4) << "a resource is not evaluable";
  EXPECT_THAT(sync.messages, HasSubstr("the label `category:customer_emial` of `t` names no category"));
  reeve({"evaluate"});
  all_say("1 label: not read or not usable, so missing from snapshot 2");
}

TEST_F(Gaps, ARoleWithRightsWhoseMembersNobodyAskedFor) {
  configure("[source.crm]\nkind = \"csv\"\ndir = \"crm\"\nsections = \"principals resources grants\"\n");
  dir_.write("crm/principals.csv", "key,kind\nreaders,role\nidle,role\n");
  dir_.write("crm/resources.csv", "key,kind,labels\nmails,table,category:customer_email\n");
  dir_.write("crm/grants.csv", "principal,resource,privilege,action\nreaders,mails,SELECT,read\n");
  const std::string gap =
      "source crm reads no memberships, but 1 group or role without a known member has rights";
  const ProgramResult sync = reeve({"sync"});
  EXPECT_EQ(sync.exit_code, 3);
  EXPECT_THAT(sync.messages, HasSubstr(gap + "\n"));
  reeve({"evaluate"});
  all_say(gap);
}

TEST_F(Gaps, RulesThatAreSwitchedOffAreNamedAndResolveNothingAsFacts) {
  const Json before = parse_json(reeve({"findings", "--format", "json"}).data, "findings");
  ASSERT_FALSE(before.empty());
  const std::string rule = before.at(0).at("rule").get<std::string>();
  configure("[policies]\ndisabled = [\"" + rule + "\"]\n");
  reeve({"evaluate"});
  const ProgramResult now = reeve({"findings", "--all", "--rule", rule, "--format", "json"});
  EXPECT_THAT(now.messages, HasSubstr("switched off in reeve.toml: " + rule + "\n"));
  for (const Json& row : parse_json(now.data, "findings")) {
    EXPECT_EQ(row.at("state"), "resolved: rule changed") << row;
  }
}

TEST_F(Gaps, AFilterThatNothingCanMatchIsAMistake) {
  const auto message = [&](const std::string& option, const std::string& value) {
    const ProgramResult result = reeve({"findings", option, value});
    EXPECT_EQ(result.exit_code, 64) << option;
    return result.messages;
  };
  EXPECT_EQ(message("--rule", "lifecycl"),
            "reeve: `--rule`: there is no `lifecycl`; did you mean `lifecycle`?\n");
  EXPECT_EQ(message("--category", "customer_emial"),
            "reeve: `--category`: there is no `customer_emial`; did you mean `customer_email`?\n");
  EXPECT_EQ(message("--source", "shpo"), "reeve: `--source`: there is no `shpo`; did you mean `shop`?\n");
  EXPECT_THAT(message("--severity", "criticl"), HasSubstr("critical"));
  EXPECT_NE(reeve({"findings", "--rule", "lifecycle"}).exit_code, 64);
}

TEST_F(Gaps, AWaiverCountsFromTheNextEvaluationOfTheSameSnapshot) {
  const Json before = parse_json(reeve({"findings", "--format", "json"}).data, "findings");
  const std::string finding = before.at(0).at("finding").get<std::string>();
  const ProgramResult added =
      reeve({"waiver", "add", finding, "--reason", "until the team has moved", "--requested-by",
             "mara@nile.example", "--approved-by", "Zoe Lind", "--until", format_date(now() + 20 * kDay)});
  ASSERT_EQ(added.exit_code, 0) << added.messages;
  reeve({"evaluate"});
  const Json waived =
      parse_json(reeve({"findings", "--state", "waived", "--format", "json"}).data, "findings");
  ASSERT_EQ(waived.size(), 1U);
  EXPECT_EQ(waived.at(0).at("finding"), finding);
  const Json waivers = parse_json(reeve({"waiver", "list", "--format", "json"}).data, "waivers");
  ASSERT_EQ(waivers.size(), 1U);
  EXPECT_EQ(waivers.at(0).at("subject"), waived.at(0).at("subject"));
  EXPECT_EQ(waivers.at(0).at("entitlement"),
            waived.at(0).at("entitlement").is_null() ? "any" : waived.at(0).at("entitlement"));
}

TEST_F(Gaps, AllThatCouldNotBeJudgedIsListed) {
  const ProgramResult all = reeve({"findings", "--not-evaluable", "--format", "json"});
  EXPECT_EQ(all.exit_code, 4);
  const Json rows = parse_json(all.data, "rows");
  EXPECT_THAT(
      reeve({"findings"}).messages,
      HasSubstr(std::to_string(rows.size()) + " could not be evaluated; `reeve findings --not-evaluable`"));
  const Json some = parse_json(
      reeve({"findings", "--not-evaluable", "--rule", "lifecycle", "--format", "json"}).data, "rows");
  std::size_t expected = 0;
  for (const Json& row : rows) {
    const std::string rule = row.at("rule").get<std::string>();
    expected += rule.starts_with("lifecycle/") || rule == "every rule" ? 1 : 0;
  }
  EXPECT_GT(expected, 0U);
  EXPECT_LT(expected, rows.size());
  EXPECT_EQ(some.size(), expected);
  EXPECT_EQ(reeve({"findings", "--not-evaluable", "--severity", "high"}).exit_code, 64);
}

TEST_F(Gaps, NoWaiversAreSaidToBeNone) {
  EXPECT_THAT(reeve({"waiver", "list"}).messages, HasSubstr("no waivers; `reeve waiver add`"));
}

}  // namespace
}  // namespace reeve::test
