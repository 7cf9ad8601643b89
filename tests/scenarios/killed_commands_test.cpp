// `reeve evaluate`, `campaign open` and `decide` may be killed at any moment: the store opens, holds each
// step whole or not at all, and the same command, given again, leaves what an undisturbed one does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/text.h"
#include "engine/sql/sql_store.h"
#include "tests/support/kill_trial.h"
#include "tests/support/program.h"
#include "tests/support/review_company.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

std::string name_of(const Digest& digest) { return to_hex(digest).substr(0, 12); }

std::string line_of(const FindingRecord& r) {
  return join(std::vector<std::string>{name_of(r.finding.fingerprint), std::string(to_string(r.state)),
                                       std::string(to_string(r.cause)), std::to_string(r.first_seen),
                                       std::to_string(r.last_seen), std::to_string(r.changed_in)},
              " ") +
         "\n";
}

// The findings with the evaluation that they come from, and what is remembered of each of these rules.
StoreParts judged(Store& store, const std::map<std::string, Digest>& rules) {
  StoreParts parts;
  for (const auto& [rule, digest] : rules) {
    if (const auto verdicts = store.cached_verdicts(digest)) parts["verdicts of " + rule] = *verdicts;
  }
  std::string& findings = parts["findings"];
  for (const FindingRecord& record : store.findings()) findings += line_of(record);
  const auto evaluation = store.evaluation(store.latest_snapshot().value().no);
  if (!evaluation) return parts;
  findings += "evaluated:\n";
  for (const Finding& f : evaluation->findings) findings += name_of(f.fingerprint) + "\n";
  findings += std::to_string(evaluation->not_evaluable.size()) + " not evaluable\n";
  for (const auto& [rule, digest] : evaluation->rule_digests) findings += rule + " " + name_of(digest) + "\n";
  return parts;
}

// Everything that was frozen; ids and times are another campaign's own.
StoreParts opened(Store& store) {
  StoreParts parts;
  for (const Campaign& campaign : store.campaigns()) {
    const CampaignContent content = store.campaign(campaign.id);
    std::string& text = parts["campaign " + campaign.name];
    for (const Card& c : content.cards)
      text += "card " + c.title + " " + std::to_string(c.ends.size()) + "\n";
    for (const Case& c : content.cases) text += "case " + name_of(c.evidence_digest) + "\n";
    for (const WorkItem& w : content.work_items) text += "desk " + w.reviewer_name + "\n";
  }
  return parts;
}

// Each case with every decision that was ever recorded on it, and what follows from the signature.
StoreParts decided(Store& store) {
  StoreParts parts;
  const CampaignContent content = store.campaign(store.campaigns().at(0).id);
  std::string& signature = parts["signature"];
  for (const WorkItem& item : content.work_items) {
    parts["case " + std::to_string(item.case_no)] = item.state == WorkItemState::open ? "open" : "decided";
    if (item.state == WorkItemState::signed_off) signature += std::to_string(item.case_no) + " ";
  }
  for (const Decision& d : store.decisions(content.campaign.id)) {
    parts["case " + std::to_string(d.case_no)] +=
        " " + std::string(to_string(d.kind)) + " " + d.reason + " " + d.by_name + d.undone_at;
  }
  for (const SignOff& s : store.sign_offs(content.campaign.id)) signature += "\nsigned " + s.reviewer_name;
  std::multiset<std::string> removals;
  for (const Removal& r : store.removals())
    removals.insert("\n" + r.what + " " + std::string(to_string(r.state)));
  for (const std::string& removal : removals) signature += removal;
  signature += "\n" + std::to_string(store.tickets().size()) + " tickets";
  return parts;
}

class KilledCommands : public testing::Test {
 protected:
  void SetUp() override {
    write_review_company(start_);
    ASSERT_EQ(reeve({"init"}), 0);
    ASSERT_EQ(reeve({"sync"}), 0);
  }
  int reeve(const std::vector<std::string>& words) { return run_reeve(start_.path(), words).exit_code; }

  // Open, with everything of Mara's decided in decisions.csv. Her cases, as the command line names them.
  std::vector<std::string> open_and_write_decisions() {
    EXPECT_EQ(reeve({"evaluate"}), 4);
    EXPECT_EQ(reeve({"campaign", "open", "--name", "autumn"}), 0);
    const auto store = open_store("sqlite:" + (start_.path() / "reeve.db").string());
    std::vector<std::string> cases;
    std::string csv = "case,decision,until,reason\n";
    for (const WorkItem& item : store->campaign(store->campaigns().at(0).id).work_items) {
      if (item.reviewer_name != kReviewer) continue;
      cases.push_back(std::to_string(item.case_no));
      csv += cases.back() + (cases.size() % 3 == 0 ? ",revoke,,moved\n" : ",certify,,needed\n");
    }
    start_.write("decisions.csv", csv);
    return cases;
  }

  void kill_evaluate(int kills) {
    ScratchDir undisturbed;
    std::filesystem::copy(start_.path(), undisturbed.path(), std::filesystem::copy_options::recursive);
    run_reeve(undisturbed.path(), {"evaluate"});
    const auto store = open_store("sqlite:" + (undisturbed.path() / "reeve.db").string());
    const auto rules = store->evaluation(store->latest_snapshot().value().no).value().rule_digests;
    run_kill_trial({.start = start_.path(),
                    .command = {"evaluate"},
                    .kills = kills,
                    .parts = [&](Store& s) { return judged(s, rules); },
                    .complete = {}});
  }

  ScratchDir start_;
};

TEST_F(KilledCommands, TheFirstEvaluationIsThereWholeOrNotAtAll) { kill_evaluate(10); }

TEST_F(KilledCommands, ALaterEvaluationChangesAllFindingsOrNone) {
  ASSERT_EQ(reeve({"evaluate"}), 4);
  change_review_company(start_);
  ASSERT_EQ(reeve({"sync"}), 0);
  kill_evaluate(10);
}

TEST_F(KilledCommands, ACampaignIsOpenWholeOrNotAtAllAndItsLinksCanBeHad) {
  ASSERT_EQ(reeve({"evaluate"}), 4);
  const std::vector<std::string> open{"campaign", "open", "--name", "autumn"};
  run_kill_trial({.start = start_.path(),
                  .command = open,
                  .kills = 10,
                  .parts = opened,
                  .complete = [&](const std::filesystem::path& folder) {
                    const ProgramResult again = run_reeve(folder, open);
                    if (again.exit_code == 0) return 0;
                    EXPECT_THAT(again.messages, HasSubstr("open already; `reeve campaign link`"));
                    const ProgramResult links = run_reeve(folder, {"campaign", "link"});
                    EXPECT_THAT(links.data, HasSubstr(kReviewer));
                    return links.exit_code;
                  }});
}

TEST_F(KilledCommands, EachDecisionOfAFileIsTakenOnceAndTheSignatureIsWhole) {
  open_and_write_decisions();
  run_kill_trial({.start = start_.path(),
                  .command = {"decide", "--by", kReviewer, "--file", "decisions.csv", "--sign-off"},
                  .kills = 20,
                  .parts = decided,
                  .complete = {}});
}

TEST_F(KilledCommands, EachDecisionOnTheCommandLineIsTakenOnce) {
  std::vector<std::string> command{"decide", "--by", kReviewer, "--decision", "revoke", "--reason", "moved"};
  for (const std::string& no : open_and_write_decisions()) command.push_back(no);
  run_kill_trial({.start = start_.path(), .command = command, .kills = 14, .parts = decided, .complete = {}});
}

}  // namespace
}  // namespace reeve::test
