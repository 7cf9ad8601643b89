// The main job on real servers: an unjustified SELECT through two nested roles is found, explained, put to
// the manager, revoked by her in the portal, ticketed by webhook, removed by an administrator, proven gone by
// the next sync, and noticed when it comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/text.h"
#include "engine/sql/sql_store.h"
#include "tests/support/manager.h"
#include "tests/support/paths.h"
#include "tests/support/portal_process.h"
#include "tests/support/postgres_server.h"
#include "tests/support/ticket_system.h"

namespace reeve {
namespace {

using test::ProgramResult;
using test::TicketSystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kReason = "moved to finance";

class EndToEnd : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = test::PostgresServer::why_unavailable(); !why.empty()) {
      GTEST_SKIP() << "POSTGRESQL CANNOT BE STARTED, so the end-to-end test is not run: " << why;
    }
    server_ = std::make_unique<test::PostgresServer>();
    server_->query("create database reeve_end_to_end");
    admin_ = std::make_unique<test::SqlConnection>(server_->connect("reeve_end_to_end"));
    admin_->query(
        "create table customers (id bigint, email text); create role e2e_crm_read; create role "
        "e2e_support_emea; create role \"ana.lopes\" login; create role e2e_reader login; "
        "grant select on customers to e2e_crm_read; grant e2e_crm_read to e2e_support_emea; "
        "grant e2e_support_emea to \"ana.lopes\"");
    std::filesystem::copy(test::source_dir() / "docs/tour/hr", dir_.path() / "hr");
    dir_.write("labels.csv",
               "source,resource,categories,decided_by,reason\n"
               "shop,reeve_end_to_end.public.customers.id,none,Ada Quist,a number\n"
               "shop,reeve_end_to_end.public.customers.email,customer_email,Ada Quist,the address\n");
    configure();
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    portal_ = std::make_unique<test::PortalProcess>(dir_.path());
    std::ofstream(dir_.path() / "reeve.toml", std::ios::app)
        << "[portal]\nurl = \"" << portal_->origin() << "\"\n";
  }

  void configure() {
    dir_.write(
        "reeve.toml",
        "company = \"Brimstow Market\"\nstore = \"sqlite:reeve.db\"\n[campaign]\nowner = "
        "\"ines.duarte@brimstow.example\"\n[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = "
        "[\"identities\"]\n[source.shop]\nkind = \"postgresql\"\nhost = \"127.0.0.1\"\nport = \"" +
            std::to_string(server_->port()) +
            "\"\ndatabase = \"reeve_end_to_end\"\nuser = \"e2e_reader\"\nregion = \"EMEA\"\n"
            "[classification]\nlabels = \"labels.csv\"\n[ticket.helpdesk]\nkind = \"webhook\"\nurl = \"" +
            helpdesk_.url() +
            "\"\nsecret_env = \"HELPDESK_SECRET\"\nallow_private = true\nconfidentiality = "
            "\"confidential\"\n");
  }

  ProgramResult reeve(const std::vector<std::string>& arguments) {
    return test::run_reeve(dir_.path(), arguments, {"HELPDESK_SECRET=s3cret"});
  }

  std::unique_ptr<Store> store() { return open_store("sqlite:" + (dir_.path() / "reeve.db").string()); }

  void find_and_explain() {
    const ProgramResult read = reeve({"sync"});
    ASSERT_EQ(read.exit_code, 0) << read.data << read.messages;
    const ProgramResult judged = reeve({"evaluate"});
    EXPECT_EQ(judged.exit_code, 4) << "no log tells when she last used it, and that is said";
    EXPECT_THAT(judged.data + judged.messages, HasSubstr("lifecycle/unused_entitlement, usage_unknown: 1"));
    EXPECT_THAT(judged.data, HasSubstr("need_to_know/authorisation_matrix")) << judged.messages;
    EXPECT_THAT(judged.data, HasSubstr("Ana Lopes has SELECT on")) << judged.messages;
    const ProgramResult why = reeve({"explain", "Ana Lopes", "customers"});
    EXPECT_THAT(why.data, HasSubstr("ana.lopes is a member of e2e_support_emea")) << why.messages;
    EXPECT_THAT(why.data, HasSubstr("e2e_support_emea is a member of e2e_crm_read"));
  }

  // The link of Ana's manager, as it is printed.
  std::string open_campaign() {
    const ProgramResult opened = reeve({"campaign", "open", "--name", "autumn", "--format", "json"});
    for (const Json& row : parse_json(opened.data, "campaign open")) {
      if (row.at("reviewer") == "Viktor Brandt") return row.at("link");
    }
    ADD_FAILURE() << opened.data << opened.messages;
    return "";
  }

  void review(test::Manager& manager, const std::string& link) {
    manager.enter(link);
    EXPECT_THAT(manager.desk(), HasSubstr("Ana Lopes"));
    manager.revoke_the_only_card(kReason);
    EXPECT_THAT(manager.desk(), HasSubstr(kReason));
    manager.sign_off();
    EXPECT_THAT(manager.desk(), HasSubstr("You signed off on"));
  }

  // The help desk fails at first; what it then opens is what is to be done.
  Json ticket() {
    const ProgramResult failed = reeve({"tickets", "push"});
    EXPECT_EQ(failed.exit_code, 1);
    EXPECT_EQ(failed.messages, "0 tickets sent, 1 to be tried again, 0 given up\n");
    EXPECT_EQ(reeve({"tickets", "push"}).messages, "0 tickets sent, 1 to be tried again, 0 given up\n")
        << "its time has not come";
    let_the_wait_pass();
    EXPECT_EQ(reeve({"tickets", "push"}).messages, "1 ticket sent, 0 to be tried again, 0 given up\n");
    EXPECT_EQ(reeve({"tickets", "push"}).messages, "0 tickets sent, 0 to be tried again, 0 given up\n");
    const TicketSystem::Seen seen = helpdesk_.seen();
    EXPECT_EQ(seen.requests, 2U);
    EXPECT_EQ(seen.not_trusted, 0U);
    EXPECT_THAT(seen.keys, ElementsAre(store()->tickets().at(0).idempotency_key));
    return seen.tickets.at(0).at("fields");
  }

  void let_the_wait_pass() {
    const auto opened = store();
    Ticket waiting = opened->tickets().at(0);
    EXPECT_EQ(waiting.attempts, 1);
    waiting.next_attempt = 0;
    opened->finish_ticket(waiting);
  }

  // After the next sync: the exit code of `verify`, and the state of the only removal.
  void expect_after_sync(int exit_code, const std::string& state) {
    ASSERT_EQ(reeve({"sync"}).exit_code, 0);
    const ProgramResult verified = reeve({"verify"});
    EXPECT_EQ(verified.exit_code, exit_code) << verified.data << verified.messages;
    EXPECT_THAT(verified.data, HasSubstr(state));
    ASSERT_EQ(store()->removals().size(), 1U);
    EXPECT_EQ(to_string(store()->removals()[0].state), state);
  }

  // The state of the finding about the SELECT, with its cause where it is resolved.
  std::string finding() {
    reeve({"evaluate"});
    for (const FindingRecord& record : store()->findings()) {
      if (record.finding.rule == "need_to_know/authorisation_matrix")
        return std::string(to_string(record.state)) + " " + std::string(to_string(record.cause));
    }
    return "none";
  }

  void run_with(test::Manager& manager) {
    find_and_explain();
    review(manager, open_campaign());
    const Json to_do = ticket();
    EXPECT_EQ(to_do.at("decided_by"), "Viktor Brandt");
    expect_after_sync(2, "still present");

    EXPECT_EQ(to_do.at("statement"), R"(REVOKE "e2e_support_emea" FROM "ana.lopes" GRANTED BY "postgres";)");
    admin_->query(to_do.at("statement"));
    expect_after_sync(0, "verified removed");
    EXPECT_EQ(finding(), "resolved removed");

    admin_->query(to_do.at("inverse"));
    expect_after_sync(2, "came back");
    EXPECT_EQ(finding(), "new ");
    EXPECT_EQ(helpdesk_.seen().tickets.size(), 1U);
  }

  SystemClock clock_;
  TicketSystem helpdesk_{"s3cret", {TicketSystem::Fault::before}, clock_};
  test::ScratchDir dir_;
  std::unique_ptr<test::PostgresServer> server_;  // its own: other tests ask about every role of theirs
  std::unique_ptr<test::SqlConnection> admin_;
  std::unique_ptr<test::PortalProcess> portal_;
};

TEST_F(EndToEnd, AnUnjustifiedRightIsRevokedInTheBrowserProvenGoneAndNoticedWhenItComesBack) {
  if (!test::has_chromium())
    GTEST_SKIP() << "CHROMIUM IS NOT INSTALLED: `scripts/setup` installs it; only the forms are tested";
  run_with(*test::manager_in_chromium());
}

TEST_F(EndToEnd, TheSameByTheFormsAlone) { run_with(*test::manager_without_scripts(portal_->origin())); }

}  // namespace
}  // namespace reeve
