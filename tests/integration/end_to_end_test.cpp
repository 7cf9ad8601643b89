// The main job on a real database: an unjustified SELECT through two nested roles is found, explained,
// decided, ticketed, removed by an administrator, proven gone by the next sync, and noticed when it comes
// back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "tests/support/postgres_server.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using ::testing::HasSubstr;

class EndToEnd : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = test::PostgresServer::why_unavailable(); !why.empty()) {
      GTEST_SKIP() << "POSTGRESQL CANNOT BE STARTED, so the end-to-end test is not run: " << why;
    }
    server_ = std::make_unique<test::PostgresServer>();
    const test::PostgresServer& server = *server_;
    server.connect().query("create database reeve_end_to_end");
    admin_ = std::make_unique<test::SqlConnection>(server.connect("reeve_end_to_end"));
    admin_->query(
        "create table customers (id bigint, email text); create role e2e_crm_read; create role "
        "e2e_support_emea; "
        "create role \"ana.lopes\" login; create role e2e_reader login; grant select on customers to "
        "e2e_crm_read; "
        "grant e2e_crm_read to e2e_support_emea; grant e2e_support_emea to \"ana.lopes\"");
    std::filesystem::copy(test::source_dir() / "docs/tour/hr", dir_.path() / "hr");
    dir_.write("reeve.toml",
               "company = \"Brimstow Market\"\nstore = \"sqlite:reeve.db\"\n[campaign]\nowner = "
               "\"ines.duarte@brimstow.example\"\n[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = "
               "[\"identities\"]\n[source.shop]\nkind = \"postgresql\"\nhost = \"127.0.0.1\"\nport = \"" +
                   std::to_string(server.port()) +
                   "\"\ndatabase = \"reeve_end_to_end\"\nuser = \"e2e_reader\"\nregion = \"EMEA\"\n"
                   "[classification]\nlabels = \"labels.csv\"\n"
                   "[ticket.removals]\nkind = \"jsonl\"\nfile = \"removals.jsonl\"\n");
    dir_.write("labels.csv",
               "source,resource,categories,decided_by,reason\n"
               "shop,reeve_end_to_end.public.customers.id,none,Ada Quist,a number\n"
               "shop,reeve_end_to_end.public.customers.email,customer_email,Ada Quist,the address\n");
  }

  test::ProgramResult reeve(const std::vector<std::string>& arguments) {
    return test::run_reeve(dir_.path(), arguments);
  }

  test::ScratchDir dir_;
  std::unique_ptr<test::PostgresServer> server_;  // its own: other tests ask about every role of theirs
  std::unique_ptr<test::SqlConnection> admin_;
};

TEST_F(EndToEnd, AnUnjustifiedRightIsFoundRemovedProvenGoneAndNoticedWhenItComesBack) {
  ASSERT_EQ(reeve({"init"}).exit_code, 0);
  const auto read = reeve({"sync"});
  ASSERT_EQ(read.exit_code, 0) << read.data << read.messages;
  const auto judged = reeve({"evaluate"});
  EXPECT_THAT(judged.data, HasSubstr("need_to_know/authorisation_matrix")) << judged.messages;
  EXPECT_THAT(judged.data, HasSubstr("Ana Lopes has SELECT on")) << judged.messages;
  const auto why = reeve({"explain", "Ana Lopes", "customers"});
  EXPECT_THAT(why.data, HasSubstr("ana.lopes is a member of e2e_support_emea")) << why.messages;
  EXPECT_THAT(why.data, HasSubstr("e2e_support_emea is a member of e2e_crm_read"));

  const auto opened = reeve({"campaign", "open", "--name", "autumn"});
  ASSERT_THAT(opened.data, HasSubstr("Viktor Brandt")) << opened.messages;
  const auto cases = reeve({"campaign", "cases", "--reviewer", "Viktor Brandt", "--format", "csv"});
  const std::string number = cases.data.substr(
      cases.data.find('\n') + 1, cases.data.find(',', cases.data.find('\n')) - cases.data.find('\n') - 1);
  const auto decided = reeve(
      {"decide", number, "--by", "Viktor Brandt", "--decision", "revoke", "--reason", "moved", "--sign-off"});
  ASSERT_EQ(decided.exit_code, 0) << decided.data << decided.messages << cases.data;
  EXPECT_THAT(reeve({"tickets", "push"}).messages, HasSubstr("1 ticket sent"));

  admin_->query("revoke e2e_support_emea from \"ana.lopes\"");
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  const auto gone = reeve({"verify"});
  EXPECT_THAT(gone.data, HasSubstr("verified removed")) << gone.messages;
  EXPECT_EQ(gone.exit_code, 0);

  admin_->query("grant e2e_support_emea to \"ana.lopes\"");
  ASSERT_EQ(reeve({"sync"}).exit_code, 0);
  const auto back = reeve({"verify"});
  EXPECT_THAT(back.data, HasSubstr("came back")) << back.messages;
  EXPECT_EQ(back.exit_code, 2);
}

}  // namespace
}  // namespace reeve
