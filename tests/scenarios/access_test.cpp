// Who can, what a person reaches, and why: with the real program on a small company.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/json.h"
#include "engine/core/text.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

class AccessCommands : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    std::ofstream(dir_.path() / "reeve.toml", std::ios::app)
        << "[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = \"identities\"\n"
           "[source.shop]\nkind = \"csv\"\ndir = \"shop\"\nsections = [\"accounts\", \"principals\", "
           "\"memberships\", \"resources\", \"grants\", \"gates\"]\n";
    dir_.write("hr/identities.csv",
               "key,display_name,status,email\n1,Ana Lopes,active,ana@nile.example\n"
               "2,Bo Lind,active,bo@nile.example\n");
    dir_.write("shop/accounts.csv",
               "key,account_kind,enabled,email\nana,person,yes,ana@nile.example\n"
               "bo,person,no,bo@nile.example\nbackup,service,yes,\nroot,person,,\n");
    dir_.write("shop/principals.csv",
               "key,kind\nsupport_emea,role\ncrm_read,role\ncrm_admin,role\nPUBLIC,public\n");
    dir_.write("shop/memberships.csv",
               "member,container,inherited,assumable\nana,support_emea,yes,yes\nbo,support_emea,yes,yes\n"
               "support_emea,crm_read,yes,yes\nana,crm_admin,no,yes\n");
    dir_.write("shop/resources.csv",
               "key,parent,kind,labels\nshop,,database,\nshop.public,shop,schema,\n"
               "shop.public.customers,shop.public,table,category:none\n"
               "shop.public.customers.email,shop.public.customers,column,category:customer_email\n"
               "shop.public.customers.id,shop.public.customers,column,category:none\n"
               "shop.public.notes,shop.public,table,category:none\n");
    grants("");
    dir_.write("shop/gates.csv", "resource,privilege,check\nshop.public,USAGE,acting\n");
    ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  }

  void grants(const std::string& more) {
    dir_.write("shop/grants.csv",
               "principal,resource,privilege,action,covers_descendants,kind\n"
               "crm_read,shop.public.customers,SELECT,read,yes,acl\n"
               "crm_read,shop.public,USAGE,other,no,acl\n"
               "crm_admin,shop.public.customers,DELETE,delete,yes,acl\n"
               "crm_admin,shop.public,USAGE,other,no,acl\n"
               "backup,shop.public.customers.email,SELECT,read,no,acl\n"
               "PUBLIC,shop.public.notes,SELECT,read,no,acl\n"
               "root,shop,SELECT,read,yes,superuser\nroot,shop,USAGE,other,yes,superuser\n" +
                   more);
  }

  ProgramResult reeve(const std::vector<std::string>& arguments) { return run_reeve(dir_.path(), arguments); }
  std::string data(const std::vector<std::string>& arguments) { return reeve(arguments).data; }

  ScratchDir dir_;
};

TEST_F(AccessCommands, WhoCanAnswersByColumn) {
  EXPECT_EQ(data({"who-can", "customer_email", "--format", "csv"}),
            "who,kind,privilege,resource,works,granted_on,through,since,last_used\r\n"
            "Ana Lopes,person,DELETE,shop.public.customers.email,after switching "
            "roles,shop.public.customers,ana > crm_admin,,\r\n"
            "Ana Lopes,person,SELECT,shop.public.customers.email,yes,shop.public.customers,ana > "
            "support_emea > crm_read,,\r\n"
            "Bo Lind,person,SELECT,shop.public.customers.email,\"no, something is "
            "missing\",shop.public.customers,bo > support_emea > crm_read,,\r\n"
            "backup,account,SELECT,shop.public.customers.email,\"no, something is missing\",,backup,,\r\n"
            "root,account,SELECT,shop.public.customers.email,not known,shop,root,,\r\n");
  EXPECT_EQ(reeve({"who-can", "customer_email"}).exit_code, 0);
}

TEST_F(AccessCommands, WhoCanOnAResourceAnswersWithoutClassification) {
  EXPECT_EQ(data({"who-can", "notes", "--format", "csv"}),
            "who,kind,privilege,resource,works,granted_on,through,since,last_used\r\n"
            "Ana Lopes,person,SELECT,shop.public.notes,yes,,ana > everybody,,\r\n"
            "Bo Lind,person,SELECT,shop.public.notes,\"no, something is missing\",,bo > everybody,,\r\n"
            "backup,account,SELECT,shop.public.notes,\"no, something is missing\",,backup > everybody,,\r\n"
            "root,account,SELECT,shop.public.notes,not known,shop,root,,\r\n"
            "PUBLIC,everybody,SELECT,shop.public.notes,\"no, something is missing\",,PUBLIC,,\r\n");
}

TEST_F(AccessCommands, WhoCanCountsWhatNobodyClassified) {
  dir_.write("shop/resources.csv",
             "key,parent,kind,labels\nshop,,database,\nshop.public,shop,schema,\n"
             "shop.public.customers,shop.public,table,category:none\n"
             "shop.public.customers.email,shop.public.customers,column,category:customer_email\n"
             "shop.public.customers.id,shop.public.customers,column,category:none\n"
             "shop.public.notes,shop.public,table,\n");
  reeve({"sync"});
  const ProgramResult result = reeve({"who-can", "customer_email"});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.messages,
              HasSubstr("1 thing has no classification decision, so whether customer_email is "
                        "among it is not known: shop.public.notes of shop\n"));
}

TEST_F(AccessCommands, AnswersSayWhatTheyMayLack) {
  grants("nobody,shop.public.notes,SELECT,read,no,acl\n");
  reeve({"sync"});
  for (const std::vector<std::string>& line : std::vector<std::vector<std::string>>{
           {"who-can", "customer_email"}, {"access", "Ana Lopes"}, {"explain", "Ana Lopes", "customers"}}) {
    const ProgramResult result = reeve(line);
    EXPECT_EQ(result.exit_code, 3) << line.front();
    EXPECT_THAT(result.messages,
                HasSubstr("this answer may lack something: source shop: 1 row could not be used; "
                          "`reeve source rejects shop` lists them\n"));
  }
}

TEST_F(AccessCommands, AccessShowsWhatReachesCustomerData) {
  EXPECT_EQ(data({"access", "ana@nile.example", "--format", "csv"}),
            "source,resource,privilege,categories,works,grant_option,direct_only,since,last_used\r\n"
            "shop,shop.public.customers,DELETE,customer_email,after switching roles,false,false,,\r\n"
            "shop,shop.public.customers,SELECT,customer_email,yes,false,false,,\r\n");
  EXPECT_EQ(split(data({"access", "1", "--all", "--format", "csv"}), '\n').size(), 5U);
}

TEST_F(AccessCommands, ExplainSaysWhyAndHowToEndIt) {
  EXPECT_EQ(
      reeve({"explain", "Ana Lopes", "SELECT on customers"}),
      (ProgramResult{
          0,
          "Ana Lopes can read customers' e-mail addresses in table shop.public.customers because "
          "account ana is in support_emea, which is in crm_read; use is not known.\n"
          "\n"
          "Path:\n"
          "  account ana belongs to Ana Lopes (by e-mail address)  [shop]\n"
          "  ana is a member of support_emea  [shop]\n"
          "  support_emea is a member of crm_read  [shop]\n"
          "  crm_read has SELECT on shop.public.customers  [shop]\n"
          "There is no other path.\n"
          "\n"
          "To end it: remove ana from support_emea.\n"
          "Cost: Ana Lopes loses nothing else; nobody else is affected (the cheapest of 4 removals tried).\n",
          ""}));
  EXPECT_THAT(data({"explain", "Ana Lopes", "DELETE on customers"}),
              HasSubstr("Ana Lopes can delete customers' e-mail addresses in table shop.public.customers "
                        "after switching to "
                        "role crm_admin because account ana is in crm_admin; use is not known."));
}

TEST_F(AccessCommands, ExplainSaysWhatIsMissingAndWhatCannotBeRemoved) {
  EXPECT_THAT(
      data({"explain", "Bo Lind", "customers"}),
      HasSubstr("Bo Lind could read customers' e-mail addresses in table shop.public.customers because "
                "account bo is "
                "in support_emea, which is in crm_read, but account bo is disabled; use is not known."));
  EXPECT_THAT(data({"explain", "backup", "customers.email"}),
              HasSubstr("Account backup could read customers' e-mail addresses in column "
                        "shop.public.customers.email because it "
                        "was granted to account backup directly, but backup has no USAGE on shop.public;"));
  EXPECT_THAT(data({"explain", "root", "customers"}),
              HasSubstr("\nNothing that can be removed ends it: root is a superuser.\n"));
  EXPECT_EQ(data({"explain", "Bo Lind", "DELETE on customers"}),
            "Bo Lind does not reach DELETE on customers, as far as the sources tell.\n");
}

TEST_F(AccessCommands, NamesThatFitNothingGetTheNearest) {
  EXPECT_EQ(reeve({"access", "Ana Lopez"}).messages,
            "reeve: there is no person or account `Ana Lopez` in the snapshot; did you mean `Ana Lopes`?\n");
  EXPECT_THAT(reeve({"who-can", "customer_emial"}).messages,
              HasSubstr("there is no resource `customer_emial`"));
  EXPECT_EQ(reeve({"explain", "3f9a0c71d2b4"}).messages,
            "reeve: there is no finding `3f9a0c71d2b4`; `reeve findings` lists them\n");
}

}  // namespace
}  // namespace reeve::test
