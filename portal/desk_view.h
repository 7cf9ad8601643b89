// From a Desk to the view of templates/desk.html and sign_off.html. Pure: what a page shows about a case is
// its frozen evidence (engine/campaign/evidence.h) and the present decision, nothing else.
#pragma once

#include <cstdint>
#include <string>

#include "engine/core/json.h"
#include "engine/workflow/desk.h"

namespace reeve::portal {

// What the reader was doing: the card that she wants to decide case by case, and an answer that was refused.
struct DeskState {
  std::int32_t split_card = 0;    // 0 = none
  std::int32_t problem_card = 0;  // 0 = none
  std::string problem;
  std::string draft_reason;
};

Json desk_view(const Desk& desk, const DeskState& state, const std::string& csrf, UtcMillis now);
Json sign_off_view(const Desk& desk, const SignOffResult& preview, const std::string& csrf);

// Stands for the facts and versions that a card (or a single case) showed. A form carries it back, so that a
// decision on something that changed meanwhile is refused.
std::string shown_token(const DeskCard& card, std::int32_t only_case = 0);

}  // namespace reeve::portal
