// A portal that is killed while a manager works: what it had answered is kept, she goes on where she was, in
// the same browser, and nothing is decided twice.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "engine/core/json.h"
#include "engine/sql/sql_store.h"
#include "tests/support/portal_client.h"
#include "tests/support/portal_process.h"
#include "tests/support/review_company.h"

namespace reeve::test {
namespace {

constexpr int kKills = 8;

class KilledPortal : public testing::Test {
 protected:
  void SetUp() override {
    write_review_company(dir_);
    for (const std::string command : {"init", "sync", "evaluate"}) run_reeve(dir_.path(), {command});
    portal_ = std::make_unique<PortalProcess>(dir_.path());
    std::ofstream(dir_.path() / "reeve.toml", std::ios::app)
        << "[portal]\nurl = \"" << portal_->origin() << "\"\n";
    const ProgramResult opened = run_reeve(dir_.path(), {"campaign", "open", "--format", "json"});
    for (const Json& row : parse_json(opened.data, "campaign open")) {
      if (row.at("reviewer") == kReviewer) link_ = row.at("link");
    }
    const CampaignContent content = store()->campaign(campaign());
    for (const WorkItem& item : content.work_items) {
      if (item.reviewer_name != kReviewer) continue;
      card_of_[item.case_no] = content.cases.at(static_cast<std::size_t>(item.case_no) - 1).card;
    }
    manager_ = std::make_unique<PortalClient>(portal_->origin());
  }

  std::unique_ptr<Store> store() { return open_store("sqlite:" + (dir_.path() / "reeve.db").string()); }
  std::string campaign() { return store()->campaigns().at(0).id; }

  void start_again() {
    const int port = portal_->port();
    portal_.reset();
    portal_ = std::make_unique<PortalProcess>(dir_.path(), port);
  }

  // Each form that asks for a decision: the last case above it, and whether it asks for a whole card.
  static std::map<std::int32_t, bool> open_forms(const std::string& page) {
    const std::string form = "action=\"/decide";
    const std::string above = "id=\"case-";
    std::map<std::int32_t, bool> forms;
    for (std::size_t at = page.find(form); at != std::string::npos; at = page.find(form, at + 1)) {
      const std::size_t no = page.rfind(above, at) + above.size();
      forms[std::stoi(page.substr(no))] = page[at + form.size()] == '#';
    }
    return forms;
  }

  // Decides form after form until the portal no longer answers, or everything is decided.
  void decide_on() {
    answers_ = 0;
    const std::string page = manager_->get("/").body;
    for (const auto& [no, whole_card] : open_forms(page)) {
      const HttpResponse answer = manager_->submit(page, "id=\"case-" + std::to_string(no) + "\"",
                                                   {{"decision", "revoke"}, {"reason", "moved"}});
      if (answer.failure != HttpFailure::none) return;
      ASSERT_EQ(answer.status, 303) << answer.body;
      for (const auto& [other, card] : card_of_) {
        if (other == no || (whole_card && card == card_of_.at(no))) answered_.insert(other);
      }
      ++answers_;
    }
  }

  void await_answers(int number) const {
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (answers_ < number && std::chrono::steady_clock::now() < latest)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  // The cases that are decided, each once.
  std::set<std::int32_t> kept() {
    std::set<std::int32_t> cases;
    for (const Decision& d : store()->decisions(campaign()))
      EXPECT_TRUE(cases.insert(d.case_no).second) << "case " << d.case_no << " is decided twice";
    return cases;
  }

  ScratchDir dir_;
  std::unique_ptr<PortalProcess> portal_;
  std::unique_ptr<PortalClient> manager_;
  std::string link_;
  std::map<std::int32_t, std::int32_t> card_of_;  // of each case of hers
  std::set<std::int32_t> answered_;
  std::atomic<int> answers_{0};
};

TEST_F(KilledPortal, KeepsWhatItAnsweredAndTheManagerGoesOn) {
  manager_->enter(link_);
  const std::size_t all = card_of_.size();
  ASSERT_GT(all, 30U);
  std::mt19937 random(5);
  int in_the_middle = 0;
  for (int i = 0; i < kKills; ++i) {
    const std::size_t before = answered_.size();
    std::thread hand([this] { decide_on(); });
    await_answers(static_cast<int>(random() % 4));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 100'000));
    portal_->kill();
    hand.join();
    in_the_middle += answered_.size() > before && answered_.size() < all;
    const std::set<std::int32_t> cases = kept();
    EXPECT_TRUE(std::ranges::includes(cases, answered_)) << "an answer was lost";
    EXPECT_LE(cases.size(), answered_.size() + 2) << "at most the two cases of the card without an answer";
    answered_ = cases;
    start_again();
  }
  std::cout << in_the_middle << " of " << kKills << " kills came between two decisions, after "
            << answered_.size() << " of " << all << " cases\n";
  EXPECT_GT(in_the_middle, 0);
  decide_on();
  EXPECT_EQ(kept().size(), all);
  EXPECT_EQ(manager_->submit(manager_->get("/sign-off").body, "Look it over", {{"agree", "yes"}}).status,
            303);
  EXPECT_EQ(store()->sign_offs(campaign()).size(), 1U);
}

}  // namespace
}  // namespace reeve::test
