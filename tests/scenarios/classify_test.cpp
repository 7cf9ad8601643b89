// What resources contain and why, as a person asks it, and corrections that last. Real naming rules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/clock.h"
#include "engine/core/json.h"
#include "engine/core/text.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Classify : public testing::Test {
 protected:
  void SetUp() override {
    dir_.write("reeve.toml",
               "[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = \"identities\"\n"
               "[source.shop]\nkind = \"csv\"\ndir = \"shop\"\n"
               "sections = \"accounts resources lineage grants\"\n"
               "[catalogue.warehouse]\nkind = \"dbt\"\nfile = \"schema.yml\"\nsource = \"shop\"\n"
               "key = \"{table}\"\n");
    dir_.write("schema.yml",
               "models:\n  - name: zorbs\n    columns:\n      - {name: amount, meta: {categories: "
               "purchase_behaviour}}\n");
    dir_.write("hr/identities.csv",
               "key,display_name,status\n1,Ada Quist,active\n2,Bo Lind,active\n3,Ines Duarte,active\n");
    dir_.write("shop/accounts.csv", "key,account_kind,owner\nada,person,1\nbo,person,2\nines,person,3\n");
    dir_.write("shop/resources.csv",
               "key,parent,kind,steward,labels\nzorbs,,table,3,\nzorbs.amount,zorbs,column,,\n"
               "zorbs.email,zorbs,column,,\nzorbs.xyzzy,zorbs,column,,\nmasked,,view,3,\n"
               "other,,table,,category:customer_email\n");
    dir_.write("shop/lineage.csv", "exposing,exposed,mode,reader\nmasked,zorbs.email,copy,\n");
    dir_.write("shop/grants.csv",
               "principal,resource,privilege,action,covers_descendants\nada,zorbs,SELECT,read,yes\n"
               "bo,zorbs.xyzzy,SELECT,read,no\n");
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  }

  ProgramResult reeve(const std::vector<std::string>& words) { return run_reeve(dir_.path(), words); }

  // "resource: categories by rule" of every row.
  std::vector<std::string> listed(std::vector<std::string> words) {
    words.insert(words.begin(), "classify");
    words.insert(words.end(), {"--format", "json"});
    std::vector<std::string> out;
    for (const Json& row : parse_json(reeve(words).data, "classify")) {
      const Json& categories = row.at("categories");
      const std::string what =
          categories.is_null() ? "undecided" : join(categories.get<std::vector<std::string>>(), "|");
      out.push_back(row.at("resource").get<std::string>() + ": " + what + " by " +
                    row.at("rule").get<std::string>());
    }
    return out;
  }

  ProgramResult correct(const std::string& resource, const std::string& categories, const std::string& by,
                        const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"classify", resource, "--categories", categories,
                                   "--by",     by,       "--reason",     "salted hash"};
    words.insert(words.end(), more.begin(), more.end());
    return reeve(words);
  }

  ScratchDir dir_;
};

TEST_F(Classify, ShowsWhyAndWhoReachesWhatNobodyDecidedAbout) {
  const ProgramResult result = reeve({"classify"});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(listed({}),
              ElementsAre("zorbs.xyzzy: undecided by nobody", "masked: customer_email by lineage",
                          "other: customer_email by label", "zorbs.amount: purchase_behaviour by catalogue",
                          "zorbs.email: customer_email by name"));
  const Json rows = parse_json(reeve({"classify", "--format", "json"}).data, "classify");
  EXPECT_EQ(rows[0].at("people"), 2);
  EXPECT_EQ(rows[1].at("why"), "shows customer_email of zorbs.email");
  EXPECT_THAT(rows[4].at("why").get<std::string>(), HasSubstr("%)"));
  EXPECT_THAT(result.messages,
              HasSubstr("snapshot 1: 4 resources hold customer data, 0 hold none, 1 undecided\n"));
  EXPECT_THAT(listed({"--undecided"}), ElementsAre("zorbs.xyzzy: undecided by nobody"));
  EXPECT_THAT(listed({"--category", "purchase_behaviour"}),
              ElementsAre("zorbs.amount: purchase_behaviour by catalogue"));
}

TEST_F(Classify, ADowngradeIsForTheDataOwnerAndEnds) {
  EXPECT_THAT(correct("masked", "none", "Bo Lind", {"--until", "2099-01-01"}).messages,
              HasSubstr("it takes customer_email away from masked, which is for its data owner Ines Duarte"));
  EXPECT_THAT(correct("masked", "none", "Ines Duarte").messages,
              HasSubstr("ends within a year: give --until"));
  EXPECT_THAT(correct("other", "none", "Ines Duarte", {"--until", "2099-01-01"}).messages,
              HasSubstr("it has none; name one in its source"));
  EXPECT_THAT(correct("masked", "custmer_email", "Ines Duarte").messages,
              HasSubstr("did you mean `customer_email`?"));
  EXPECT_THAT(listed({"--category", "customer_email"}).size(), 3U);
}

TEST_F(Classify, ACorrectionLastsOverEverySyncUntilItIsWithdrawn) {
  const std::string until = format_date(SystemClock().now() + 100 * kDay);
  const ProgramResult corrected = correct("masked", "none", "Ines Duarte", {"--until", until});
  ASSERT_EQ(corrected.exit_code, 0) << corrected.messages;
  ASSERT_EQ(correct("zorbs.xyzzy", "reviewer_identity", "Bo Lind").exit_code, 0);
  EXPECT_THAT(
      reeve({"classify"}).messages,
      HasSubstr("2 resources have other categories in the snapshot; `reeve sync` takes these over\n"));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(reeve({"sync"}).exit_code, 0);
    EXPECT_THAT(listed({"masked"}), ElementsAre("masked: none by correction"));
    EXPECT_THAT(listed({"zorbs.xyzzy"}), ElementsAre("zorbs.xyzzy: reviewer_identity by correction"));
    EXPECT_EQ(reeve({"classify"}).exit_code, 0);
  }
  const Json kept = parse_json(reeve({"classify", "--corrections", "--format", "json"}).data, "corrections");
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].at("instead_of"), "customer_email");
  EXPECT_EQ(kept[0].at("state"), "counts");
  EXPECT_EQ(
      reeve({"classify", "--withdraw", kept[0].at("id").get<std::string>(), "--by", "Bo Lind"}).exit_code, 0);
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_THAT(listed({"masked"}), ElementsAre("masked: customer_email by lineage"));
}

}  // namespace
}  // namespace reeve::test
