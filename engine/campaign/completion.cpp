#include "engine/campaign/completion.h"

#include <algorithm>
#include <tuple>

namespace reeve {
namespace {

void count_state(const Case& c, WorkItemState state, ReviewFigures& figures) {
  ++figures.cases;
  switch (state) {
    case WorkItemState::asked: ++figures.asked; [[fallthrough]];
    case WorkItemState::open:
      ++figures.open;
      figures.flagged_open += c.flagged ? 1 : 0;
      break;
    case WorkItemState::decided: ++figures.decided; break;
    case WorkItemState::signed_off: ++figures.signed_off; break;
    case WorkItemState::carried: ++figures.carried; break;
    case WorkItemState::gone:
      ++figures.gone;
      ++figures.completed;
      break;
  }
}

void count_decision(const Decision& decision, bool signed_off, ReviewFigures& figures) {
  switch (decision.kind) {
    case DecisionKind::certify: ++figures.certified; break;
    case DecisionKind::certify_until: ++figures.certified_until; break;
    case DecisionKind::revoke: ++figures.revoked; break;
    case DecisionKind::cannot_judge: ++figures.not_judged; break;
  }
  figures.in_bulk += decision.bulk ? 1 : 0;
  figures.completed += signed_off && decision.kind != DecisionKind::cannot_judge ? 1 : 0;
}

int percent_of(std::size_t part, std::size_t whole) {
  return whole == 0 ? 100 : static_cast<int>(part * 100 / whole);
}

}  // namespace

bool is_answered(WorkItemState state) {
  return state == WorkItemState::decided || state == WorkItemState::signed_off;
}

StandingDecisions standing_decisions(const std::vector<WorkItem>& items,
                                     const std::vector<Decision>& decisions) {
  std::map<std::int32_t, const WorkItem*> item_of;
  for (const WorkItem& item : items) item_of[item.case_no] = &item;
  StandingDecisions standing;
  for (const Decision& decision : decisions) {
    const auto item = item_of.find(decision.case_no);
    if (item == item_of.end() || !is_answered(item->second->state)) continue;
    const bool hers = decision.by_key == item->second->reviewer_key || decision.by_key.empty();
    if (hers && decision.undone_at.empty() && decision.stage == item->second->stage) {
      standing[decision.case_no] = decision;
    }
  }
  return standing;
}

Completion completion_of(const std::vector<Case>& cases, const std::vector<WorkItem>& items,
                         const StandingDecisions& standing, const ScopeFigures& scope) {
  std::map<std::int32_t, const Case*> case_of;
  for (const Case& c : cases) case_of[c.no] = &c;
  std::map<std::pair<std::string, std::string>, ReviewFigures> by_reviewer;  // name, key
  Completion completion;
  for (const WorkItem& item : items) {
    ReviewFigures& figures = by_reviewer[{item.reviewer_name, item.reviewer_key}];
    const auto decision = standing.find(item.case_no);
    for (ReviewFigures* f : {&figures, &completion.all}) {
      count_state(*case_of.at(item.case_no), item.state, *f);
      if (decision != standing.end())
        count_decision(decision->second, item.state == WorkItemState::signed_off, *f);
    }
  }
  for (const auto& [who, figures] : by_reviewer) {
    completion.reviewers.push_back(
        {.reviewer_key = who.second, .reviewer_name = who.first, .figures = figures});
  }
  completion.not_evaluable = scope.not_evaluable + scope.rejected_rows.size();
  completion.percent = percent_of(completion.all.completed,
                                  completion.all.cases - completion.all.carried + completion.not_evaluable);
  return completion;
}

}  // namespace reeve
