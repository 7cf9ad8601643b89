// Tickets in a real Request Tracker: opened once, whatever gets lost on the way, and followed to their end.
#include <gmock/gmock.h>

#include "engine/core/clock.h"
#include "tests/support/request_tracker.h"
#include "tickets/rest_sink.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RequestTrackerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (RequestTracker::why_unavailable().empty()) server_ = std::make_unique<RequestTracker>();
  }
  static void TearDownTestSuite() { server_.reset(); }
  void SetUp() override {
    if (server_ == nullptr)
      GTEST_SKIP() << "REQUEST TRACKER CANNOT BE STARTED, so tickets in it are not tested: "
                   << RequestTracker::why_unavailable();
  }

  static std::unique_ptr<TicketSink> sink(const std::string& password = RequestTracker::kPassword) {
    static const SystemClock kClock;
    ::setenv("REEVE_TEST_RT", password.c_str(), 1);
    return make_rest_sink({.name = "helpdesk",
                           .kind = "rest",
                           .base_dir = ".",
                           .options = {{"url", server_->url()},
                                       {"description", "request_tracker"},
                                       {"user", RequestTracker::kUser},
                                       {"secret_env", "REEVE_TEST_RT"},
                                       {"queue", "General"},
                                       {"allow_private", "yes"}}},
                          kClock);
  }
  static TicketText text(const std::string& key) {
    return {.idempotency_key = key,
            .title = "Access review: remove \"ána\" <o'hara> & co from crm in shop",
            .body = "To remove it:\nREVOKE \"crm\" FROM \"o'hara\";\n\nReference: " + key + "\n",
            .fields = {{"due", "2026-12-24"}}};
  }

  inline static std::unique_ptr<RequestTracker> server_;
};

TEST_F(RequestTrackerTest, ATicketIsOpenedOnceAndSaysWhatToDo) {
  const TicketOutcome opened = sink()->open(text("reeve-0a"));
  ASSERT_EQ(opened.kind, TicketOutcome::Kind::sent) << opened.error;
  EXPECT_EQ(sink()->open(text("reeve-0a")), opened) << "found by its key";
  EXPECT_THAT(server_->tickets_with("reeve-0a"), ElementsAre(opened.external_ref));
  const Json ticket = server_->get("/ticket/" + opened.external_ref);
  EXPECT_EQ(ticket.at("Subject"), text("").title + " [reeve-0a]");
  EXPECT_EQ(ticket.at("Due"), "2026-12-24T00:00:00Z");
  const Json content =
      server_->get("/ticket/" + opened.external_ref + "/attachments?fields=Content").at("items").at(0);
  EXPECT_THAT(content.at("Content").get<std::string>(), HasSubstr("REVOKE \"crm\" FROM \"o'hara\";"));
}

TEST_F(RequestTrackerTest, ItsStatusIsFollowed) {
  const auto the_sink = sink();
  const auto state = [&](const std::string& ref) { return the_sink->status(ref).value(); };
  const std::string done = the_sink->open(text("reeve-1a")).external_ref;
  const std::string rejected = the_sink->open(text("reeve-1b")).external_ref;
  const std::string without_reason = the_sink->open(text("reeve-1c")).external_ref;
  EXPECT_EQ(state(done), (TicketStatus{TicketStatus::Kind::open, "new"}));
  server_->set_status(done, "open");
  EXPECT_EQ(state(done), (TicketStatus{TicketStatus::Kind::open, "open"}));
  server_->set_status(done, "resolved");
  EXPECT_EQ(state(done), (TicketStatus{TicketStatus::Kind::done, "resolved"}));
  server_->comment(rejected, "not ours, ask the database people");
  server_->set_status(rejected, "rejected");
  EXPECT_EQ(state(rejected),
            (TicketStatus{TicketStatus::Kind::rejected, "rejected: not ours, ask the database people"}));
  server_->set_status(without_reason, "rejected");
  EXPECT_EQ(state(without_reason), (TicketStatus{TicketStatus::Kind::rejected, "rejected"}));
  EXPECT_EQ(state("999999").kind, TicketStatus::Kind::unknown);
}

TEST_F(RequestTrackerTest, AWrongPasswordIsTriedAgainLater) {
  const TicketOutcome outcome = sink("wrong")->open(text("reeve-2a"));
  EXPECT_EQ(outcome.kind, TicketOutcome::Kind::retry);
  EXPECT_THAT(outcome.error, HasSubstr("answers 401 to the search for an earlier ticket"));
  EXPECT_THAT(server_->tickets_with("reeve-2a"), ElementsAre());
}

}  // namespace
}  // namespace reeve::test
