// What the files say that the configuration names for sync.
#pragma once

#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/sync/bindings.h"
#include "engine/sync/classification.h"
#include "engine/sync/register.h"
#include "engine/workflow/config.h"

namespace reeve {

struct SyncInputs {
  Json policy_data;
  std::vector<std::string> categories;
  std::vector<BindingRow> bindings;
  std::vector<LabelRow> labels;
  std::vector<LabelRow> imports;  // of all catalogues, in the order of reeve.toml
  std::vector<RegisteredSystem> systems;
};

// Throws Error{config} or Error{policy} with the file and what is wrong in it.
SyncInputs read_sync_inputs(const Config& config);

}  // namespace reeve
