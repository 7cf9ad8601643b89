// The words of the entitlement catalogue, where people read about a right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

TEST(Entitlements, AreShownInTheWordsOfTheCatalogueAndCountedWhereItHasNone) {
  const ScratchDir dir;
  const auto reeve = [&](const std::vector<std::string>& words) { return run_reeve(dir.path(), words); };
  dir.write("reeve.toml",
            "[classification]\nentitlements = \"e.csv\"\n[campaign]\nowner = \"2\"\n"
            "[source.hr]\nkind = \"csv\"\ndir = \".\"\nsections = \"identities\"\n"
            "[source.shop]\nkind = \"csv\"\ndir = \".\"\nsections = \"accounts resources grants\"\n");
  dir.write("identities.csv", "key,display_name,status,manager\n1,Ana Lopes,active,2\n2,Bo Lind,active,\n");
  dir.write("accounts.csv", "key,account_kind,owner\nana,person,1\n");
  dir.write("resources.csv",
            "key,kind,labels\nt,table,category:customer_email\nu,table,category:search_terms\n");
  dir.write("grants.csv", "principal,resource,privilege,action\nana,t,SELECT,read\nana,u,SELECT,read\n");
  dir.write("e.csv",
            "source,resource,privilege,name,does\nshop,t,SELECT,Customer look-up,see who a customer is\n");
  ASSERT_EQ(reeve({"init"}).exit_code, 0);
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);

  const ProgramResult listed = reeve({"entitlements"});
  EXPECT_EQ(listed,
            (ProgramResult{2,
                           "source  privilege  on  categories      people  called            lets one  "
                           "             owner\n"
                           "------  ---------  --  --------------  ------  ----------------  "
                           "---------------------  -----\n"
                           "shop    SELECT     u   search_terms         1\n"
                           "shop    SELECT     t   customer_email       1  Customer look-up  see who a "
                           "customer is\n",
                           "snapshot 1: 2 entitlements reach customer data or what nobody classified, 1 "
                           "not described\n"}));
  EXPECT_THAT(
      reeve({"explain", "Ana Lopes", "t"}).data,
      HasSubstr("Ana Lopes can read customers' e-mail addresses in table t of shop (Customer look-up: see "
                "who a customer is) because it was granted to account ana directly"));
  reeve({"evaluate"});
  ASSERT_EQ(reeve({"campaign", "open"}).exit_code, 0);
  EXPECT_THAT(reeve({"campaign", "cases", "--format", "json"}).data, HasSubstr("Customer look-up"));

  dir.write("e.csv", "source,resource,privilege,name,does\nshop,t,SELECT,,see\n");
  EXPECT_THAT(reeve({"entitlements"}).messages, HasSubstr("e.csv: line 2: `name` is empty"));
}

}  // namespace
}  // namespace reeve::test
