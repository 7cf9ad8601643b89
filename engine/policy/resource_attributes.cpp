// Grain resource: everything that can be reached.
#include <algorithm>
#include <memory>

#include "engine/policy/attribute_values.h"
#include "engine/policy/data_owners.h"
#include "engine/policy/definer_views.h"
#include "engine/policy/resource_totals.h"

namespace reeve {
namespace {

// Rounded up, so that a share above a whole limit is never taken for the limit itself.
AttributeValue share(std::size_t people, std::size_t population) {
  if (population == 0) return {.value = nullptr};
  return {.value = static_cast<std::int64_t>((people * 100 + population - 1) / population)};
}

bool has_steward(const Snapshot& snapshot, ResourceIx resource) {
  for (std::size_t steps = 0; resource.valid() && steps <= snapshot.resources.size(); ++steps) {
    if (snapshot[resource].steward.valid()) return true;
    resource = snapshot[resource].parent;
  }
  return false;
}

}  // namespace

GrainRows rows_of_resource(const AttributeSources& sources) {
  const Snapshot& snapshot = sources.snapshot;
  const auto totals = std::make_shared<ResourceTotals>(total_resources(snapshot, sources.access));
  const auto gaps = lazily([&snapshot, totals] { return owner_gaps(snapshot, *totals); });
  const auto leaks = lazily([&sources] { return definer_leaks(sources.snapshot, sources.access); });
  GrainRows rows;
  for (std::size_t i = 0; i < snapshot.resources.size(); ++i) {
    rows.row_index.push_back(static_cast<std::uint32_t>(i));
  }
  const auto produce = [&](std::string name, std::function<AttributeValue(std::uint32_t)> value) {
    return Producer{std::move(name), snapshot.resources.size(),
                    [](std::size_t row) { return static_cast<std::uint32_t>(row); }, std::move(value)};
  };
  const auto inherited = [&snapshot](StringRef Resource::*field) {
    return [&snapshot, field](std::uint32_t i) {
      return text_value(snapshot, inherited_text(snapshot, ResourceIx(i), field));
    };
  };
  rows.producers = {
      produce("resource.categories",
              [&snapshot, totals](std::uint32_t i) {
                return categories_value(snapshot, totals->categories[i], totals->undecided[i]);
              }),
      produce("resource.kind",
              [&snapshot](std::uint32_t i) {
                return AttributeValue{.value = std::string(to_string(snapshot.resources[i].kind))};
              }),
      produce("resource.region", inherited(&Resource::region)),
      produce("resource.environment", inherited(&Resource::environment)),
      produce("resource.has_steward",
              [&snapshot](std::uint32_t i) {
                return AttributeValue{.value = has_steward(snapshot, ResourceIx(i))};
              }),
      produce("resource.owner_gap",
              [gaps](std::uint32_t i) { return AttributeValue{.value = std::string(to_string(gaps()[i]))}; }),
      produce("resource.definer_leaks",
              [&snapshot, leaks](std::uint32_t i) { return categories_value(snapshot, leaks()[i], false); }),
      produce("resource.public_actions",
              [totals](std::uint32_t i) { return set_value(totals->public_actions[i]); }),
      produce("resource.holder_share", [totals, population = sources.access.population](
                                           std::uint32_t i) { return share(totals->people[i], population); }),
  };
  return rows;
}

}  // namespace reeve
