// Every command that answers from a snapshot says what the answer may lack now, and so does `campaign open`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/text.h"
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
               "2,Mara Okafor,active,mara@nile.example\n");
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

}  // namespace
}  // namespace reeve::test
