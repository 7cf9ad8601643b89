#include "tests/support/company_pipeline.h"

#include "connectors/registry.h"
#include "engine/core/digest.h"
#include "engine/core/text.h"
#include "engine/opa/opa_evaluator.h"
#include "engine/sql/sql_store.h"
#include "tests/support/paths.h"
#include "tickets/registry.h"

namespace reeve::test {
namespace {

constexpr UtcMillis kNineInTheMorning = 9 * 60 * 60 * 1000;

}  // namespace

CompanyPipeline::CompanyPipeline(const demo::Company& company)
    : company_(company), clock_(company.spec.as_of + kNineInTheMorning) {}

void CompanyPipeline::write(const std::vector<demo::CompanyFile>& files) {
  demo::write_files(files, scratch_.path());
}

Context& CompanyPipeline::context() {
  if (ready_) return context_;
  context_.config = load_config((scratch_.path() / "reeve.toml").string());
  context_.config.opa_binary = opa_binary().string();
  context_.clock = &clock_;
  context_.progress = &progress_;
  context_.connectors = connector_kinds();
  context_.sinks = ticket_sinks();
  context_.acting_user = "a test";
  context_.open_store = [this] { return open_store(context_.config.store); };
  context_.create_store = [this] { return create_store(context_.config.store); };
  context_.start_evaluator = [this] { return start_opa({.binary = context_.config.opa_binary}); };
  const auto store = context_.create_store();
  for (const demo::PlannedWaiver& planned : company_.waivers) {
    Waiver waiver;
    waiver.id = uuid_v7(clock_.now());
    waiver.rule = planned.rule;
    waiver.subject_key = planned.subject_key;
    waiver.entitlement_key = planned.entitlement_key;
    waiver.reason = planned.reason;
    waiver.requested_by = planned.requested_by;
    waiver.approved_by = planned.approved_by;
    waiver.from = planned.from;
    waiver.until = planned.until;
    waiver.recorded_at = clock_.now();
    store->add_waiver(waiver);
  }
  ready_ = true;
  return context_;
}

SyncOutcome CompanyPipeline::sync() { return reeve::sync(context(), {}); }
EvaluateOutcome CompanyPipeline::evaluate() { return reeve::evaluate(context()); }

std::set<ReportedFinding> expected_findings(const demo::Company& company) {
  std::set<ReportedFinding> expected;
  for (const demo::PlantedFinding& planted : company.key.planted) {
    expected.emplace(planted.rule, planted.code, printable_key(planted.subject_key),
                     printable_key(planted.entitlement_key), planted.waived);
  }
  return expected;
}

std::set<ReportedFinding> standing_findings(const EvaluateOutcome& outcome) {
  std::set<ReportedFinding> found;
  for (const FindingRecord& record : outcome.records) {
    if (record.state == FindingState::resolved) continue;
    const Finding& f = record.finding;
    found.emplace(f.rule, f.code, printable_key(f.subject_key), printable_key(f.entitlement_key),
                  record.state == FindingState::waived);
  }
  return found;
}

std::set<Unjudged> expected_unjudged(const demo::Company& company) {
  std::set<Unjudged> expected;
  for (const demo::Unjudged& item : company.key.unjudged) {
    expected.emplace(item.rule, printable_key(item.subject_key), printable_key(item.entitlement_key));
  }
  return expected;
}

std::set<Unjudged> unjudged(const EvaluateOutcome& outcome) {
  std::set<Unjudged> found;
  for (const NotEvaluable& item : outcome.evaluation.not_evaluable) {
    found.emplace(item.rule, printable_key(item.subject_key), printable_key(item.entitlement_key));
  }
  return found;
}

}  // namespace reeve::test
