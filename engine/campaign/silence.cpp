#include "engine/campaign/silence.h"

#include <algorithm>
#include <map>
#include <set>

namespace reeve {
namespace {

constexpr std::size_t kWhole = 100;

std::string text_at(const Json& evidence, const char* part, const char* key) {
  const auto it = evidence.find(part);
  return it == evidence.end() ? std::string() : it->value(key, std::string());
}

std::string source_of(const Case& c) { return text_at(c.evidence, "entitlement", "source"); }

bool is_break_glass(const Case& c) {
  return text_at(c.evidence, "subject", "kind").find("break-glass") != std::string::npos;
}

class Planner {
 public:
  Planner(const SilenceRules& rules, const std::vector<Case>& cases, const std::vector<Card>& cards,
          const std::vector<WorkItem>& items, const StandingDecisions& standing)
      : rules_(rules), standing_(standing) {
    for (const Case& c : cases) {
      case_of_[c.no] = &c;
      ++cases_of_[source_of(c)];
    }
    for (const Card& card : cards) card_of_[card.no] = &card;
    for (const WorkItem& item : items) item_of_[item.case_no] = &item;
  }

  SilencePlan run(bool more_time) {
    std::vector<const Case*> to_revoke;
    for (const auto& [no, item] : item_of_) {
      if (item->state != WorkItemState::open && item->state != WorkItemState::asked) continue;
      const Case& c = *case_of_.at(no);
      const Silence silence = rules_.for_risk(c.risk);
      if (silence == Silence::revoke) {
        to_revoke.push_back(&c);
      } else if (silence == Silence::keep || !more_time) {
        plan_.keep.push_back({no, ""});
      } else {
        (silence == Silence::extend ? plan_.extend : plan_.escalate).push_back(no);
      }
    }
    std::ranges::stable_sort(to_revoke, [](const Case* a, const Case* b) { return a->risk > b->risk; });
    for (const Case* c : to_revoke) revoke(*c);
    std::ranges::sort(plan_.revoke);
    std::ranges::sort(plan_.keep, {}, &SilentCase::case_no);
    return std::move(plan_);
  }

 private:
  void revoke(const Case& c) {
    const std::string why = why_not(c);
    if (!why.empty()) {
      plan_.keep.push_back({c.no, why});
      return;
    }
    const Card& card = *card_of_.at(c.card);
    ended_[source_of(c)].insert(card.ends.begin(), card.ends.end());
    plan_.revoke.push_back(c.no);
  }

  std::string why_not(const Case& c) const {
    if (item_of_.at(c.no)->state == WorkItemState::asked) return "a question about it is open";
    if (is_break_glass(c)) return "it is for emergencies";
    const Card& card = *card_of_.at(c.card);
    if (card.edges.empty()) return "no permitted removal ends it: " + card.why_no_cut;
    for (const std::int32_t other : card.ends) {
      const auto kept = standing_.find(other);
      if (kept != standing_.end() &&
          (kept->second.kind == DecisionKind::certify || kept->second.kind == DecisionKind::certify_until)) {
        return "its removal would end case " + std::to_string(other) + ", which " + kept->second.by_name +
               " decided to keep";
      }
    }
    const std::string source = source_of(c);
    std::set<std::int32_t> ended;
    if (const auto it = ended_.find(source); it != ended_.end()) ended = it->second;
    ended.insert(card.ends.begin(), card.ends.end());
    const auto most = static_cast<std::size_t>(rules_.most_percent_of_source);
    if (ended.size() * kWhole > cases_of_.at(source) * most) {
      return "silence may take at most " + std::to_string(most) + " percent of " + source;
    }
    return "";
  }

  const SilenceRules& rules_;
  const StandingDecisions& standing_;
  std::map<std::int32_t, const Case*> case_of_;
  std::map<std::int32_t, const Card*> card_of_;
  std::map<std::int32_t, const WorkItem*> item_of_;
  std::map<std::string, std::size_t> cases_of_;          // by source
  std::map<std::string, std::set<std::int32_t>> ended_;  // by source: what the revokes so far end
  SilencePlan plan_;
};

}  // namespace

SilencePlan plan_silence(const SilenceRules& rules, const std::vector<Case>& cases,
                         const std::vector<Card>& cards, const std::vector<WorkItem>& items,
                         const StandingDecisions& standing, bool more_time) {
  return Planner(rules, cases, cards, items, standing).run(more_time);
}

}  // namespace reeve
