// Accesses that a manager revoked and a later read proved gone.
#pragma once

#include "engine/policy/attribute_builder.h"
#include "engine/store/store.h"

namespace reeve {

// A case counts where it was revoked, every removal that was planned for it was proven, and no later campaign
// decided to keep the same access.
RevokedAccesses revoked_accesses(Store& store);

}  // namespace reeve
