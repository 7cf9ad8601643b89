// An invented company taken through the real pipeline: csv files, sync into SQLite, evaluation in OPA.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "cli/demo/company_files.h"
#include "engine/workflow/evaluate.h"
#include "engine/workflow/sync.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {

// A finding as it is compared: rule, code, subject, entitlement, waived or not. Keys are printable.
using ReportedFinding = std::tuple<std::string, std::string, std::string, std::string, bool>;
// rule, subject, entitlement.
using Unjudged = std::tuple<std::string, std::string, std::string>;

class CompanyPipeline {
 public:
  explicit CompanyPipeline(const demo::Company& company);

  void write(const std::vector<demo::CompanyFile>& files);
  SyncOutcome sync();
  EvaluateOutcome evaluate();
  std::unique_ptr<Store> store() { return context().open_store(); }

  const demo::Company& company() const { return company_; }

 private:
  Context& context();

  const demo::Company& company_;
  ScratchDir scratch_;
  FixedClock clock_;
  SilentProgress progress_;
  Context context_;
  bool ready_ = false;
};

// What the answer key asks for, and what was found.
std::set<ReportedFinding> expected_findings(const demo::Company& company);
std::set<ReportedFinding> standing_findings(const EvaluateOutcome& outcome);
std::set<Unjudged> expected_unjudged(const demo::Company& company);
std::set<Unjudged> unjudged(const EvaluateOutcome& outcome);

}  // namespace reeve::test
