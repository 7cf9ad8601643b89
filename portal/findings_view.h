// What the list of findings and the page of one finding show. Pure.
#pragma once

#include <map>
#include <span>
#include <string>

#include "engine/core/json.h"
#include "engine/model/finding.h"
#include "engine/policy/rule_metadata.h"
#include "portal/routes.h"

namespace reeve::portal {

inline constexpr std::size_t kFindingsOnAPage = 50;

// What the list is narrowed to; empty fields narrow nothing. `state` is "open" (new, open, no longer read),
// the name of a state, or "all".
struct FindingFilter {
  std::string severity, rule, category, source, state = "open", text;
  std::size_t page = 1;
};

FindingFilter filter_of(const Request& request);
// Worst first; the filter's choices with what there is.
Json findings_view(std::span<const FindingRecord> findings, const FindingFilter& filter,
                   const std::map<std::string, std::string>& category_words);

// `rule` may be missing where the rule is there no more.
Json finding_view(const FindingRecord& record, const RuleMetadata* rule, std::span<const Waiver> waivers,
                  UtcMillis now);

}  // namespace reeve::portal
