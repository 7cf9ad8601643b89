// Use case: everything that is known about a campaign and the findings, as one value for a writer.
#pragma once

#include <string>

#include "engine/report/writer.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// With `campaign_id` empty, a report on the findings alone. Findings are those of the newest evaluated
// snapshot; cases, decisions and removals are those of the campaign. Error{not_found} where there is nothing
// to report on: no snapshot, or no such campaign.
Report make_report(const Context& context, Store& store, const std::string& campaign_id);

// Writes it in a format of the registry; Error{usage} names the formats where there is no such one.
void write_report(const Context& context, const Report& report, const std::string& format, std::ostream& out);

}  // namespace reeve
