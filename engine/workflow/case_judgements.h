// What the evaluation of a snapshot says about single cases.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/access/effective.h"
#include "engine/campaign/evidence.h"
#include "engine/model/finding.h"

namespace reeve {

struct CaseJudgement {
  std::vector<FindingEvidence> findings;
  std::vector<NotEvaluable> not_evaluable;
  Severity risk = Severity::low;  // highest of its findings
  bool flagged = false;           // some finding is not waived
};

// Graph and evaluation must outlive it. Thread rule: any number of readers.
class CaseJudgements {
 public:
  CaseJudgements(const AccessGraph& graph, const Evaluation& evaluation,
                 const std::vector<FindingRecord>& records);
  CaseJudgement of(const Subject& subject, const std::string& entitlement_key) const;

 private:
  std::set<std::string> keys_of(const Subject& subject) const;
  void add_findings(const std::string& key, const std::string& entitlement_key,
                    CaseJudgement& judgement) const;

  const AccessGraph& graph_;
  std::multimap<std::string, const Finding*> findings_;  // by the key of whom it concerns
  std::multimap<std::string, const NotEvaluable*> not_evaluable_;
  std::set<Digest> waived_;
};

}  // namespace reeve
