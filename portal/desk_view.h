// From a Desk to the view of templates/desk.html and sign_off.html. Pure: what a page shows about a case is
// its frozen evidence (engine/campaign/evidence.h) and the present decision, nothing else.
#pragma once

#include <cstdint>
#include <string>

#include "engine/core/json.h"
#include "engine/workflow/desk.h"
#include "portal/language.h"

namespace reeve::portal {

// Which cards a desk shows. unused: of some case it is known that it was not used in the last 90 days.
enum class DeskFilter : unsigned char { all, open, flagged, unused };

}  // namespace reeve::portal

namespace reeve {
REEVE_ENUM_NAMES(portal::DeskFilter, "all", "open", "flagged", "unused")
}  // namespace reeve

namespace reeve::portal {

// What the reader was doing: what she narrowed the desk to, the card that she wants to decide case by case,
// and an answer that was refused.
struct DeskState {
  DeskFilter show = DeskFilter::all;
  std::int32_t split_card = 0;    // 0 = none
  std::int32_t problem_card = 0;  // 0 = none
  std::string problem;
  std::string draft_reason;
};

Json desk_view(const Desk& desk, const DeskState& state, const std::string& csrf, UtcMillis now,
               const Language& say);
// What became of each removal that her decisions asked for; null where there is none.
Json outcomes_view(const Desk& desk, const std::vector<Removal>& removals, const std::vector<Ticket>& tickets,
                   const Language& say);
Json sign_off_view(const Desk& desk, const SignOffResult& preview, const Language& say);

// Stands for the facts and versions that a card (or a single case) showed. A form carries it back, so that a
// decision on something that changed meanwhile is refused.
std::string shown_token(const DeskCard& card, std::int32_t only_case = 0);

}  // namespace reeve::portal
