#include "engine/campaign/decision_rules.h"

#include <set>

#include "engine/core/text.h"
#include "engine/core/time.h"

namespace reeve {
namespace {

constexpr std::size_t kLongestReason = 2000;

bool keeps(DecisionKind kind) { return kind == DecisionKind::certify || kind == DecisionKind::certify_until; }

// The last day that an end includes: an end at midnight is the day before to its end.
std::string last_day(UtcMillis until) { return format_date(until - 1); }

std::string problem_with_until(const DecisionRules& rules, const Decision& decision) {
  if (decision.kind != DecisionKind::certify_until) {
    return decision.until ? "an end date goes with certify-until only" : "";
  }
  if (!decision.until) return "certify-until needs a date";
  if (*decision.until <= decision.at)
    return "the date " + last_day(*decision.until) + " has passed; give a later one";
  if (*decision.until > decision.at + rules.longest_until_days * kDay) {
    return "the date " + last_day(*decision.until) + " is more than " +
           count_of(static_cast<std::size_t>(rules.longest_until_days), "day", "days") +
           " away; give an earlier one";
  }
  return "";
}

std::string problem_with_reason(const DecisionRules& rules, const Case& subject_case,
                                const Decision& decision) {
  if (decision.reason.size() > kLongestReason) return "the reason is longer than 2000 bytes; shorten it";
  if (!is_valid_utf8(decision.reason) || decision.reason.find('\0') != std::string::npos) {
    return "the reason is not plain text; type it again";
  }
  if (!trim(decision.reason).empty() || !reason_required(rules, subject_case, decision.kind)) return "";
  if (keeps(decision.kind) && subject_case.flagged) return "this access is flagged; say why it has to stay";
  if (keeps(decision.kind))
    return "not every rule could judge this access (" + join(unjudged_by(subject_case), ", ") +
           "); say why it has to stay";
  if (decision.kind == DecisionKind::revoke) return "nothing flags this access; say why it has to go";
  return "say who could judge this, or what is missing to judge it";
}

}  // namespace

std::vector<std::string> unjudged_by(const Case& subject_case) {
  std::set<std::string> rules;
  const auto list = subject_case.evidence.find("not_evaluable");
  if (list == subject_case.evidence.end()) return {};
  for (const Json& entry : *list) rules.insert(entry.at("rule").get<std::string>());
  return {rules.begin(), rules.end()};
}

bool needs_own_look(const DecisionRules& rules, const Case& subject_case) {
  return subject_case.flagged || (rules.reason_to_keep_not_evaluable && !unjudged_by(subject_case).empty());
}

bool reason_required(const DecisionRules& rules, const Case& subject_case, DecisionKind kind) {
  if (keeps(kind))
    return (subject_case.flagged && rules.reason_to_keep_flagged) ||
           (rules.reason_to_keep_not_evaluable && !unjudged_by(subject_case).empty());
  if (kind == DecisionKind::revoke) return !subject_case.flagged && rules.reason_to_revoke_unflagged;
  return rules.reason_not_to_judge;
}

std::string problem_with(const DecisionRules& rules, const Case& subject_case, const Decision& decision) {
  if (decision.by_key == subject_case.subject_key) return "nobody decides about her own access";
  if (decision.bulk && !rules.bulk) return "this campaign takes decisions one at a time";
  if (decision.bulk && subject_case.flagged) return "flagged access is decided one at a time; open the case";
  if (decision.bulk && needs_own_look(rules, subject_case))
    return "what not every rule could judge is decided one at a time; open the case";
  if (const std::string problem = problem_with_until(rules, decision); !problem.empty()) return problem;
  return problem_with_reason(rules, subject_case, decision);
}

bool same_decision(const Decision& a, const Decision& b) {
  return a.case_no == b.case_no && a.stage == b.stage && a.kind == b.kind && a.until == b.until &&
         a.reason == b.reason && a.by_key == b.by_key;
}

}  // namespace reeve
