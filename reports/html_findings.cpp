#include "engine/core/text.h"
#include "engine/report/finding_counts.h"
#include "reports/html_view.h"

namespace reeve {
namespace {

Json rule_row(const std::string& name, const RuleCount& rule) {
  return {{"rule", name},
          {"severity", to_string(rule.severity)},
          {"open", std::to_string(rule.all_open())},
          {"waived", std::to_string(rule.waived)},
          {"resolved", std::to_string(rule.resolved)}};
}

Json finding_row(const FindingRecord& record) {
  const Finding& f = record.finding;
  return {{"severity", to_string(f.severity)},
          {"sentence", f.sentence.empty() ? f.subject_name + ": " + f.rule : f.sentence},
          {"rule", f.rule},
          {"source", f.source},
          {"manager", f.manager_name.empty() ? "none" : f.manager_name},
          {"state", to_string(record.state)},
          {"fingerprint", first_hex(f.fingerprint)}};
}

Json waiver_row(const Waiver& waiver) {
  return {{"rule", waiver.rule},
          {"scope", (waiver.subject_key.empty() ? "anybody" : printable_key(waiver.subject_key)) +
                        (waiver.entitlement_key.empty() ? "" : ", " + printable_key(waiver.entitlement_key))},
          {"reason", waiver.reason},
          {"control", waiver.compensating_control},
          {"approved_by", waiver.approved_by},
          {"until", format_date(waiver.until)},
          {"revoked_by", waiver.revoked_by}};
}

}  // namespace

Json findings_view(const Report& report) {
  if (report.engine.empty()) return nullptr;
  const auto rules = counts_by_rule(report.findings);
  Json rule_rows = Json::array();
  for (const auto& [name, rule] : rules) rule_rows.push_back(rule_row(name, rule));
  std::vector<Json> open;
  for (const FindingRecord& record : report.findings) {
    if (counts_as_open(record)) open.push_back(finding_row(record));
  }
  Json waivers = Json::array();
  for (const Waiver& waiver : report.waivers) waivers.push_back(waiver_row(waiver));
  return {{"chart", chart_of_rules(rules)},  {"none_open", open.empty()},
          {"has_rules", !rules.empty()},     {"by_rule", std::move(rule_rows)},
          {"has_open", !open.empty()},       {"open", limited(std::move(open), "open findings")},
          {"has_waivers", !waivers.empty()}, {"waivers", std::move(waivers)}};
}

}  // namespace reeve
