#include "engine/policy/policy_settings.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

// nullptr where there is no such place.
const Json* part(const Json& data, std::initializer_list<const char*> path) {
  const Json* at = &data;
  for (const char* const name : path) {
    if (!at->is_object() || !at->contains(name)) return nullptr;
    at = &at->at(name);
  }
  return at;
}

std::vector<std::int64_t> edges_of(const Json& edges) {
  std::vector<std::int64_t> all;
  for (const Json& edge : edges) {
    if (!edge.is_number_integer()) {
      throw Error(ErrorCode::policy, "thresholds.json: `bands.percent` has to be a list of whole numbers");
    }
    all.push_back(edge.get<std::int64_t>());
  }
  return all;
}

}  // namespace

PolicySettings PolicySettings::of(const Json& data) {
  PolicySettings settings;
  if (const Json* edges = part(data, {"reeve", "thresholds", "bands", "percent"})) {
    settings.percent = Bands(edges_of(*edges));
  }
  if (const Json* days = part(data, {"reeve", "thresholds", "drift_days"})) {
    if (!days->is_number_integer() || days->get<std::int64_t>() < 1) {
      throw Error(ErrorCode::policy, "thresholds.json: `drift_days` has to be a number of days above 0");
    }
    settings.drift_days = days->get<std::int64_t>();
  }
  if (const Json* names = part(data, {"reeve", "exports", "privileges"})) {
    for (const Json& name : *names) {
      if (name.is_string()) settings.export_privileges.insert(lower_ascii(name.get<std::string>()));
    }
  }
  return settings;
}

}  // namespace reeve
