#include "engine/workflow/case_judgements.h"

#include <algorithm>

#include "engine/model/access_names.h"

namespace reeve {
namespace {

bool concerns(const std::string& entitlement_key, const std::string& of_case) {
  return entitlement_key.empty() || entitlement_key == of_case;
}

}  // namespace

CaseJudgements::CaseJudgements(const AccessGraph& graph, const Evaluation& evaluation,
                               const std::vector<FindingRecord>& records)
    : graph_(graph) {
  for (const Finding& f : evaluation.findings) findings_.emplace(f.subject_key, &f);
  for (const NotEvaluable& n : evaluation.not_evaluable) not_evaluable_.emplace(n.subject_key, &n);
  for (const FindingRecord& r : records) {
    if (r.state == FindingState::waived) waived_.insert(r.finding.fingerprint);
  }
}

CaseJudgement CaseJudgements::of(const Subject& subject, const std::string& entitlement_key) const {
  CaseJudgement judgement;
  std::set<std::string> keys = keys_of(subject);
  for (const std::string& key : keys) add_findings(key, entitlement_key, judgement);
  keys.insert("");
  for (const std::string& key : keys) {
    const auto [first, last] = not_evaluable_.equal_range(key);
    for (auto it = first; it != last; ++it) {
      if (concerns(it->second->entitlement_key, entitlement_key))
        judgement.not_evaluable.push_back(*it->second);
    }
  }
  return judgement;
}

// A verdict on one of her accounts is a verdict on her.
std::set<std::string> CaseJudgements::keys_of(const Subject& subject) const {
  std::set<std::string> keys{subject_key(graph_.snapshot, subject)};
  for (const std::uint32_t account : accounts_of(graph_, subject)) {
    keys.insert(graph_.snapshot.subject_key(PrincipalIx(account)));
  }
  return keys;
}

void CaseJudgements::add_findings(const std::string& key, const std::string& entitlement_key,
                                  CaseJudgement& judgement) const {
  const auto [first, last] = findings_.equal_range(key);
  for (auto it = first; it != last; ++it) {
    const Finding& f = *it->second;
    if (!concerns(f.entitlement_key, entitlement_key)) continue;
    const bool waived = waived_.contains(f.fingerprint);
    judgement.findings.push_back({f.fingerprint, f.rule, f.sentence, f.severity, waived});
    judgement.risk = std::max(judgement.risk, f.severity);
    judgement.flagged = judgement.flagged || !waived;
  }
}

}  // namespace reeve
