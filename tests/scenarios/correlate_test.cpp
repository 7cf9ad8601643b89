// Accounts without a known person: listed with those who may be meant, decided by a person, and every later
// sync follows. A path then crosses two systems: person, account of the directory, its group, role, table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/json.h"
#include "engine/core/text.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Correlate : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    std::string text = read_file("reeve.toml");
    const std::string wanted = "# bindings = \"bindings.csv\"";
    text.replace(text.find(wanted), wanted.size(), wanted.substr(2));
    dir_.write("reeve.toml", text +
                                 "[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = \"identities\"\n"
                                 "[source.directory]\nkind = \"csv\"\ndir = \"directory\"\n"
                                 "sections = \"accounts principals memberships\"\n"
                                 "[source.shop]\nkind = \"csv\"\ndir = \"shop\"\n"
                                 "sections = \"accounts principals memberships resources grants\"\n");
    dir_.write("bindings.csv",
               "source,principal,target_source,target_principal,assumable\n"
               "directory,support,shop,crm_read,no\n");
    dir_.write(
        "hr/identities.csv",
        "key,display_name,status,employee_number,email\n1,Ada Quist,active,0017,ada.quist@nile.example\n"
        "2,Bo Lind,active,0018,bo@nile.example\n3,Ines Duarte,active,0019,ines@nile.example\n");
    write_accounts("17");
    dir_.write("directory/principals.csv", "key,kind\nsupport,group\n");
    dir_.write("directory/memberships.csv", "member,container\naquist2,support\n");
    dir_.write("shop/accounts.csv",
               "key,account_kind,owner\nines,person,3\nbatch,service,\nbo.lind,person,\n");
    dir_.write("shop/principals.csv", "key,kind\ncrm_read,role\n");
    dir_.write("shop/memberships.csv", "member,container\n");
    dir_.write("shop/resources.csv", "key,kind,labels\ncustomers,table,category:customer_email\n");
    dir_.write("shop/grants.csv", "principal,resource,privilege,action\ncrm_read,customers,SELECT,read\n");
  }

  void write_accounts(const std::string& second_key) {
    dir_.write("directory/accounts.csv",
               "key,second_key,account_kind,employee_number,email,enabled\naquist2," + second_key +
                   ",person,0017,bo@nile.example,yes\n");
  }

  std::string read_file(const std::string& name) {
    std::ifstream in(dir_.path() / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  ProgramResult reeve(const std::vector<std::string>& words) { return run_reeve(dir_.path(), words); }

  // "account: whose" of every row.
  std::vector<std::string> listed(std::vector<std::string> words) {
    words.insert(words.end(), {"--format", "json"});
    const ProgramResult result = reeve(words);
    std::vector<std::string> out;
    for (const Json& row : parse_json(result.data, "correlate")) {
      out.push_back(row.at("account").get<std::string>() + ": " + row.at("whose").get<std::string>());
    }
    return out;
  }

  ProgramResult decide(const std::string& account, const std::vector<std::string>& answer,
                       const std::string& by = "Ines Duarte") {
    std::vector<std::string> words{"correlate", account, "--by", by, "--reason", "asked her"};
    words.insert(words.end(), answer.begin(), answer.end());
    return reeve(words);
  }

  ScratchDir dir_;
};

TEST_F(Correlate, ListsWhatWaitsForADecisionWithThoseWhoMayBeMeant) {
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  const ProgramResult result = reeve({"correlate"});
  EXPECT_EQ(result.exit_code, 2);
  std::vector<std::string> rows;
  for (const Json& row : parse_json(reeve({"correlate", "--format", "json"}).data, "correlate")) {
    rows.push_back(row.at("source").get<std::string>() + " " + row.at("account").get<std::string>() + ", " +
                   row.at("kind").get<std::string>() + ": " + row.at("whose").get<std::string>() + "; " +
                   row.at("candidates").get<std::string>());
  }
  EXPECT_THAT(rows,
              ElementsAre("directory aquist2, person: several people match; Ada Quist (1 in hr; employee "
                          "number, 95%); Bo Lind (2 in hr; e-mail address, against the employee number, 20%)",
                          "shop batch, service: nobody; ",
                          "shop bo.lind, person: nobody; Bo Lind (2 in hr; login built from the name, 40%)"));
  EXPECT_EQ(
      result.messages,
      "snapshot 1: 3 accounts, groups and roles have no person\n"
      "next: `reeve correlate ACCOUNT --person NAME --by NAME --reason WHY` (or --owner, --nobody), then "
      "`reeve sync`\n");
}

TEST_F(Correlate, KeepsADecisionAndAppliesItAtEverySync) {
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_EQ(decide("aquist2", {"--person", "Ada Quist"}).exit_code, 0);
  EXPECT_EQ(decide("batch", {"--owner", "bo@nile.example"}).exit_code, 0);
  EXPECT_EQ(decide("bo.lind", {"--nobody"}).exit_code, 0);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(reeve({"sync"}).exit_code, 0);
    EXPECT_THAT(listed({"correlate"}), ElementsAre());
    EXPECT_THAT(listed({"correlate", "--all"}),
                ElementsAre("bo.lind: nobody", "aquist2: belongs to Ada Quist",
                            "batch: Bo Lind answers for it", "ines: belongs to Ines Duarte"));
  }
  const ProgramResult why = reeve({"explain", "Ada Quist", "customers"});
  EXPECT_THAT(why.data, HasSubstr("  account aquist2 belongs to Ada Quist (by decision of Ines Duarte)  "
                                  "[directory]\n"
                                  "  aquist2 is a member of support  [directory]\n"));
  EXPECT_THAT(why.data, HasSubstr("crm_read has SELECT on customers  [shop]\n"));
}

TEST_F(Correlate, ForgetsADecisionThatIsWithdrawnAndOneAboutAnotherAccount) {
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_EQ(decide("aquist2", {"--person", "Ada Quist"}).exit_code, 0);
  write_accounts("99");
  EXPECT_THAT(
      reeve({"sync"}).messages,
      HasSubstr("what Ines Duarte decided about `aquist2` of directory does not count: there is another "
                "one of that name now; decide again with `reeve correlate`\n"));
  EXPECT_THAT(listed({"correlate", "aquist2"}), ElementsAre("aquist2: several people match"));

  EXPECT_EQ(decide("aquist2", {"--person", "Bo Lind"}).exit_code, 0);
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_THAT(listed({"correlate", "aquist2"}), ElementsAre("aquist2: belongs to Bo Lind"));
  const Json decisions =
      parse_json(reeve({"correlate", "--decisions", "--format", "json"}).data, "decisions");
  ASSERT_EQ(decisions.size(), 2U);
  EXPECT_EQ(decisions[0].at("state"), "replaced by a later one");
  EXPECT_EQ(decisions[1].at("state"), "counts");
  EXPECT_EQ(decisions[1].at("reason"), "asked her");
  EXPECT_EQ(
      reeve({"correlate", "--withdraw", decisions[1].at("id").get<std::string>(), "--by", "Ines Duarte"})
          .exit_code,
      0);
  EXPECT_EQ(
      reeve({"correlate", "--withdraw", decisions[1].at("id").get<std::string>(), "--by", "Ines Duarte"})
          .exit_code,
      1);
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_THAT(listed({"correlate", "aquist2"}), ElementsAre("aquist2: several people match"));
}

TEST_F(Correlate, TakesManyDecisionsAtOnceEachForItself) {
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  dir_.write("decisions.csv",
             "account,decision,name,reason\naquist2,person,Ada Quist,asked her\ngone,nobody,,\n"
             "batch,owner,Nobody Known,runs it\nbo.lind,nobody,,left over\n");
  const ProgramResult decided =
      reeve({"correlate", "--file", "decisions.csv", "--by", "Ines Duarte", "--format", "csv"});
  EXPECT_EQ(decided.exit_code, 1);
  EXPECT_EQ(
      decided.data,
      "account,answer,message\r\naquist2,kept,\r\n"
      "gone,refused,\"there is no account, group or role `gone`; `reeve correlate --all` lists them\"\r\n"
      "batch,refused,there is no person or account `Nobody Known` in the snapshot; names are as the "
      "sources tell them\r\nbo.lind,kept,\r\n");
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  EXPECT_THAT(listed({"correlate"}), ElementsAre("batch: nobody"));
  dir_.write("decisions.csv", "account,decision,name,reason\naquist2,hers,Ada Quist,asked her\n");
  EXPECT_THAT(reeve({"correlate", "--file", "decisions.csv", "--by", "Ines Duarte"}).messages,
              HasSubstr("line 2: `decision` is `hers`, but must be person, owner or nobody"));
}

TEST_F(Correlate, LetsNobodyTakeHerAccountFromHerself) {
  EXPECT_EQ(reeve({"sync"}).exit_code, 0);
  const ProgramResult refused = decide("ines", {"--nobody"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.messages, HasSubstr("somebody else has to take it from that person"));
  EXPECT_EQ(decide("ines", {"--nobody"}, "Bo Lind").exit_code, 0);
  EXPECT_EQ(decide("crm_read", {"--person", "Bo Lind"}).exit_code, 1);
  EXPECT_EQ(decide("nobody.here", {"--nobody"}).exit_code, 1);
  EXPECT_EQ(reeve({"correlate", "ines", "--nobody"}).exit_code, 64);
}

}  // namespace
}  // namespace reeve::test
