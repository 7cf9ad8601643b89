// Grain waiver: accepted findings.
#include <algorithm>

#include "engine/policy/attribute_values.h"
#include "engine/policy/waivers.h"

namespace reeve {
namespace {

// A waiver that was renewed has nothing open left.
bool is_covered_by_another(const Waiver& w, const std::vector<Waiver>& waivers, const Finding& finding,
                           UtcMillis as_of) {
  const Waiver* in_force = waiver_in_force(waivers, finding, as_of);
  return in_force != nullptr && in_force != &w;
}

}  // namespace

GrainRows rows_of_waiver(const AttributeSources& sources) {
  GrainRows rows;
  const std::vector<Waiver>& waivers = sources.waivers;
  const UtcMillis as_of = sources.now == 0 ? sources.snapshot.info.as_of : sources.now;
  for (std::size_t i = 0; i < waivers.size(); ++i) rows.row_index.push_back(static_cast<std::uint32_t>(i));
  const auto produce = [&](std::string name, std::function<AttributeValue(const Waiver&)> value) {
    return Producer{std::move(name), waivers.size(),
                    [](std::size_t row) { return static_cast<std::uint32_t>(row); },
                    [&waivers, value](std::uint32_t i) { return value(waivers[i]); }};
  };
  rows.producers = {
      produce("waiver.state",
              [as_of](const Waiver& w) {
                return AttributeValue{.value = std::string(to_string(state_of(w, as_of)))};
              }),
      produce("waiver.covers_open_finding",
              [&sources, as_of](const Waiver& w) {
                const bool any = std::ranges::any_of(sources.findings, [&](const Finding& finding) {
                  return covers(w, finding) && !is_covered_by_another(w, sources.waivers, finding, as_of);
                });
                return AttributeValue{.value = any};
              }),
      produce("waiver.days_left_band",
              [&sources, as_of](const Waiver& w) {
                const WaiverState state = state_of(w, as_of);
                if (state == WaiverState::expired || state == WaiverState::revoked) {
                  return AttributeValue{.value = nullptr};
                }
                return AttributeValue{.value = sources.bands.name(days_between(as_of, w.until))};
              }),
  };
  return rows;
}

}  // namespace reeve
