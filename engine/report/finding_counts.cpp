#include "engine/report/finding_counts.h"

#include <algorithm>

#include "engine/report/svg_chart.h"

namespace reeve {
namespace {

std::string css_of(Severity severity) { return "c-" + std::string(to_string(severity)); }

}  // namespace

std::size_t RuleCount::all_open() const {
  std::size_t n = 0;
  for (const auto& [of, count] : open) n += count;
  return n;
}

bool counts_as_open(const FindingRecord& record) {
  return record.state == FindingState::fresh || record.state == FindingState::open ||
         record.state == FindingState::no_longer_read;
}

std::vector<std::pair<std::string, RuleCount>> counts_by_rule(std::span<const FindingRecord> findings) {
  std::map<std::string, RuleCount> rules;
  for (const FindingRecord& record : findings) {
    RuleCount& rule = rules[record.finding.rule];
    rule.severity = std::max(rule.severity, record.finding.severity);
    if (counts_as_open(record)) ++rule.open[record.finding.severity];
    rule.waived += record.state == FindingState::waived ? 1 : 0;
    rule.resolved += record.state == FindingState::resolved ? 1 : 0;
  }
  std::vector<std::pair<std::string, RuleCount>> ordered(rules.begin(), rules.end());
  std::ranges::stable_sort(ordered, [](const auto& a, const auto& b) {
    if (a.second.severity != b.second.severity) return a.second.severity > b.second.severity;
    return a.second.all_open() > b.second.all_open();
  });
  return ordered;
}

std::map<std::string, std::map<Severity, std::size_t>> open_by_category(
    std::span<const FindingRecord> findings) {
  std::map<std::string, std::map<Severity, std::size_t>> counts;
  for (const FindingRecord& record : findings) {
    if (!counts_as_open(record)) continue;
    const Finding& f = record.finding;
    for (const std::string& category : f.categories) ++counts[category][f.severity];
    if (f.categories.empty()) ++counts[""][f.severity];
  }
  return counts;
}

std::string chart_of_rules(const std::vector<std::pair<std::string, RuleCount>>& rules) {
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

}  // namespace reeve
