// The panels of templates/overview.html, each from what it is about. Pure. Null where there is nothing to
// show.
#pragma once

#include <span>
#include <vector>

#include "engine/core/json.h"
#include "portal/site.h"

namespace reeve::portal {

// How far a campaign is: by unit as a chart, by reviewer as a table, those who have not started first.
Json progress_view(const Campaign& campaign, const std::vector<ReviewCount>& counts,
                   const SnapshotView* snapshot, UtcMillis now);

// Open findings by rule (chart and table) and by category.
Json findings_overview(std::span<const FindingRecord> findings, const CategoryWords& words);

// What the rules found in each evaluated snapshot; two at least.
Json trend_view(const std::vector<EvaluationFigures>& figures);

// People by category and department.
Json exposure_view(const Exposure& exposure);

// What could not be judged, by reason.
Json not_evaluable_view(std::span<const NotEvaluable> not_evaluable);

}  // namespace reeve::portal
