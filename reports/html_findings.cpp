#include <algorithm>
#include <map>

#include "engine/core/text.h"
#include "reports/html_view.h"
#include "reports/svg_chart.h"

namespace reeve {
namespace {

struct RuleCount {
  Severity severity = Severity::low;
  std::map<Severity, std::size_t> open;
  std::size_t waived = 0;
  std::size_t resolved = 0;

  std::size_t all_open() const {
    std::size_t n = 0;
    for (const auto& [of, count] : open) n += count;
    return n;
  }
};

std::string css_of(Severity severity) { return "c-" + std::string(to_string(severity)); }

std::map<std::string, RuleCount> counts_by_rule(const Report& report) {
  std::map<std::string, RuleCount> rules;
  for (const FindingRecord& record : report.findings) {
    RuleCount& rule = rules[record.finding.rule];
    rule.severity = std::max(rule.severity, record.finding.severity);
    if (counts_as_open(record)) ++rule.open[record.finding.severity];
    rule.waived += record.state == FindingState::waived ? 1 : 0;
    rule.resolved += record.state == FindingState::resolved ? 1 : 0;
  }
  return rules;
}

std::vector<std::pair<std::string, RuleCount>> worst_first(const std::map<std::string, RuleCount>& rules) {
  std::vector<std::pair<std::string, RuleCount>> ordered(rules.begin(), rules.end());
  std::ranges::stable_sort(ordered, [](const auto& a, const auto& b) {
    if (a.second.severity != b.second.severity) return a.second.severity > b.second.severity;
    return a.second.all_open() > b.second.all_open();
  });
  return ordered;
}

constexpr std::array kWorstFirst{Severity::critical, Severity::high, Severity::medium, Severity::low};

std::string chart_of(const std::vector<std::pair<std::string, RuleCount>>& rules) {
  BarChart chart{.id = "chart-findings",
                 .title = "Open findings by rule and severity",
                 .description = "One bar per rule; the table beside it holds the same figures."};
  for (const Severity s : kWorstFirst) chart.legend.push_back({css_of(s), std::string(to_string(s))});
  for (const auto& [name, rule] : rules) {
    if (rule.all_open() == 0) continue;
    BarRow row{.label = name, .note = std::to_string(rule.all_open())};
    for (const Severity s : kWorstFirst) {
      const auto count = rule.open.find(s);
      if (count != rule.open.end()) row.segments.push_back({css_of(s), count->second});
    }
    chart.rows.push_back(std::move(row));
  }
  return chart.rows.empty() ? "" : bar_chart(chart);
}

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
  const auto rules = worst_first(counts_by_rule(report));
  Json rule_rows = Json::array();
  for (const auto& [name, rule] : rules) rule_rows.push_back(rule_row(name, rule));
  std::vector<Json> open;
  for (const FindingRecord& record : report.findings) {
    if (counts_as_open(record)) open.push_back(finding_row(record));
  }
  Json waivers = Json::array();
  for (const Waiver& waiver : report.waivers) waivers.push_back(waiver_row(waiver));
  return {{"chart", chart_of(rules)},        {"none_open", open.empty()},
          {"has_rules", !rules.empty()},     {"by_rule", std::move(rule_rows)},
          {"has_open", !open.empty()},       {"open", limited(std::move(open), "open findings")},
          {"has_waivers", !waivers.empty()}, {"waivers", std::move(waivers)}};
}

}  // namespace reeve
