// What the HTML report shows, section by section, as a view for reports/templates/report.html. Pure.
#pragma once

#include "engine/core/json.h"
#include "engine/report/writer.h"

namespace reeve {

// Long lists stop here in HTML and say how many there are and where the rest is.
inline constexpr std::size_t kMostRows = 400;

Json report_view(const Report& report);

// The sections. Null where there is nothing to show.
Json limits_view(const Report& report);     // html_limits.cpp
Json findings_view(const Report& report);   // html_findings.cpp
Json review_view(const Report& report);     // html_review.cpp
Json decisions_view(const Report& report);  // html_decisions.cpp
Json removals_view(const Report& report);   // html_removals.cpp
Json sources_view(const Report& report);    // html_sources.cpp

// {"rows": [...], "more": "..."}: the first kMostRows, and what to say about the others.
Json limited(std::vector<Json> rows, const std::string& what);

// Still to be proven gone.
bool counts_as_open(const Removal& removal);
// "2026-01-31 14:05 UTC"
std::string shown_time(UtcMillis t);
std::string first_hex(const Digest& digest);  // 12 digits, as people see it elsewhere

}  // namespace reeve
