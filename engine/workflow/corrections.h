// Use case: what people decided about accounts and resources, and where it stands.
#pragma once

#include <string>
#include <vector>

#include "engine/model/correction.h"
#include "engine/workflow/context.h"

namespace reeve {

// Where a correction stands: "counts", "withdrawn", "ended", "replaced", or why it cannot count any more.
struct ListedCorrection {
  Correction correction;
  std::string state;
};
// Those about accounts, or those about resources, by time.
std::vector<ListedCorrection> list_corrections(const Context& context, bool about_principals);

// From the next sync on it does not count. `id` may be a unique beginning. Throws Error{not_found},
// Error{conflict} where it was withdrawn before, Error{refused} where `by` is no person of
// the newest snapshot.
void withdraw_correction(const Context& context, const std::string& id, const std::string& by);

}  // namespace reeve
