#include "cli/demo/review.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/desk.h"

namespace reeve::demo {
namespace {

bool goes(const DeskCard& card) { return card.flagged && !card.card.edges.empty(); }

// The rows that do not begin with the edge's keys.
std::size_t drop_rows(const std::filesystem::path& file, const std::string& start) {
  std::ifstream in(file, std::ios::binary);
  std::string kept;
  std::size_t dropped = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(start)) {
      ++dropped;
    } else {
      kept += line + "\n";
    }
  }
  in.close();
  std::ofstream(file, std::ios::binary | std::ios::trunc) << kept;
  return dropped;
}

}  // namespace

ChosenDesk choose_desk(const OpenedCampaign& opened) {
  std::map<std::int32_t, const Case*> cases;
  std::map<std::int32_t, const Card*> cards;
  for (const Case& c : opened.content.cases) cases[c.no] = &c;
  for (const Card& card : opened.content.cards) cards[card.no] = &card;
  std::map<std::string, ChosenDesk> desks;
  std::map<std::string, bool> telling;
  for (const WorkItem& item : opened.content.work_items) {
    ChosenDesk& desk = desks[item.reviewer_key];
    desk.reviewer_key = item.reviewer_key;
    desk.reviewer_name = item.reviewer_name;
    ++desk.cases;
    const Case& c = *cases[item.case_no];
    telling[item.reviewer_key] |= c.risk == Severity::critical && c.flagged && !cards[c.card]->edges.empty();
  }
  ChosenDesk best;
  for (const auto& [key, desk] : desks) {
    if (telling[key] && (best.cases == 0 || desk.cases < best.cases)) best = desk;
  }
  if (best.cases == 0) throw Error(ErrorCode::internal, "the invented company has no critical case to show");
  return best;
}

std::vector<Removal> review_desk(Context& context, Store& store, const std::string& campaign_id,
                                 const ChosenDesk& chosen) {
  const Desk desk = load_desk(store, *context.clock, campaign_id, chosen.reviewer_key);
  std::vector<Choice> choices;
  for (const DeskCard& card : desk.cards) {
    for (const DeskCase& c : card.cases) {
      choices.push_back({.case_no = c.content.no,
                         .kind = goes(card) ? DecisionKind::revoke : DecisionKind::certify,
                         .reason = goes(card) ? "not needed for the job" : "needed for the daily work"});
    }
  }
  const Actor actor{.key = chosen.reviewer_key, .name = chosen.reviewer_name, .signed_in = "demo"};
  for (const Answer& answer : decide(store, *context.clock, campaign_id, actor, choices)) {
    if (!answer.counts())
      throw Error(ErrorCode::internal, "the demo's decision was refused: " + answer.message);
  }
  const SignOffResult result = sign_off(context, store, campaign_id, actor, std::string(kSignOffStatement));
  if (!result.signed_off) throw Error(ErrorCode::internal, "the demo could not sign off: " + result.message);
  return result.plan.removals;
}

std::size_t remove_by_hand(const std::vector<Removal>& removals, const std::filesystem::path& folder) {
  std::size_t dropped = 0;
  for (const Removal& removal : removals) {
    const std::string file = removal.edge.section == Section::membership ? "memberships.csv" : "grants.csv";
    dropped +=
        drop_rows(folder / removal.edge.source / file, join(split_key(removal.edge.edge_key), ",") + ",");
  }
  return dropped;
}

}  // namespace reeve::demo
