// A report with something of everything, on invented people.
#pragma once

#include "engine/report/writer.h"

namespace reeve::test {

inline constexpr UtcMillis kReportDay = 1'767'225'600'000;  // 2026-01-01

// Only what a report has to have: nothing read, nothing evaluated, no campaign.
Report empty_report();
// A campaign under way: decisions of every kind, removals in every state, gaps, waivers. The same every time.
Report sample_report();

}  // namespace reeve::test
