// Findings counted by rule, and drawn: the same in reports and in the portal.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/finding.h"

namespace reeve {

struct RuleCount {
  Severity severity = Severity::low;  // the worst of its findings
  std::map<Severity, std::size_t> open;
  std::size_t waived = 0;
  std::size_t resolved = 0;

  std::size_t all_open() const;
};

inline constexpr std::array kWorstFirst{Severity::critical, Severity::high, Severity::medium, Severity::low};

// New, open, and no longer read. Waived and resolved ones are told apart.
bool counts_as_open(const FindingRecord& record);

// Worst severity first, then most open, then by name.
std::vector<std::pair<std::string, RuleCount>> counts_by_rule(std::span<const FindingRecord> findings);

// Open findings by category and severity; one that concerns two categories counts in both. "" holds those
// that concern none.
std::map<std::string, std::map<Severity, std::size_t>> open_by_category(
    std::span<const FindingRecord> findings);

// One bar per rule with open findings; empty where there are none.
std::string chart_of_rules(const std::vector<std::pair<std::string, RuleCount>>& rules);

}  // namespace reeve
