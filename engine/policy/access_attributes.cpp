// Grain access: one person and one entitlement.
#include <algorithm>

#include "engine/policy/attribute_values.h"

namespace reeve {
namespace {

// Days for which it is proven that the access was not used: only inside the log's coverage, and only inside
// the access's own life. The unknown band where the log or the life says nothing.
std::uint32_t unused_key(const AttributeSources& sources, std::size_t row) {
  const AccessUsage& usage = sources.access.usage[row];
  const MaybeTime since = sources.access.since[row];
  if (usage.last_used.is_unknown() || !usage.observed_from.is_time() || !usage.observed_to.is_time()) {
    return unknown_band(sources.bands);
  }
  UtcMillis start = usage.observed_from.value();
  if (usage.last_used.is_time()) {
    start = std::max(start, usage.last_used.value());
  } else if (!since.is_time()) {
    return unknown_band(sources.bands);
  }
  if (since.is_time()) start = std::max(start, since.value());
  const UtcMillis end = std::min(usage.observed_to.value(), sources.snapshot.info.as_of);
  return sources.bands.place(days_between(start, end));
}

std::uint32_t age_key(const AttributeSources& sources, std::size_t row) {
  const MaybeTime since = sources.access.since[row];
  if (!since.is_time()) return unknown_band(sources.bands);
  return sources.bands.place(days_between(since.value(), sources.snapshot.info.as_of));
}

AttributeValue start_state(MaybeTime start, UtcMillis as_of) {
  if (!start.is_time()) return {.value = nullptr};
  return {.value = start.value() > as_of ? "ahead" : "passed"};
}

constexpr std::uint32_t kUsabilities = 3;

std::uint32_t usability_key(const AccessFlags& flags) {
  return flags.usability_unknown ? kUsabilities : static_cast<std::uint32_t>(flags.usability);
}

AttributeValue usability_value(std::uint32_t key) {
  if (key == kUsabilities) return {.value = nullptr};
  return {.value = std::string(to_string(static_cast<Usability>(key)))};
}

}  // namespace

GrainRows rows_of_access(const AttributeSources& sources) {
  GrainRows rows;
  const AccessTable& access = sources.access;
  const Snapshot& snapshot = sources.snapshot;
  for (std::size_t i = 0; i < access.size(); ++i) {
    if (access.subject[i].identity.valid()) rows.row_index.push_back(static_cast<std::uint32_t>(i));
  }
  // The producers live no longer than the sources; the list of rows may move, so they share one of their own.
  const auto place = [index = std::make_shared<const std::vector<std::uint32_t>>(rows.row_index)](
                         std::size_t row) { return (*index)[row]; };
  const auto person = [&access, place](std::size_t row) { return access.subject[place(row)].identity.value; };
  const auto by_person = [&](std::string name, auto value) {
    return Producer{std::move(name), snapshot.identities.size(), person,
                    [&snapshot, value](std::uint32_t key) { return value(snapshot.identities[key]); }};
  };
  const auto by_entitlement = [&](std::string name, auto value) {
    return Producer{std::move(name), access.entitlements.size(),
                    [&access, place](std::size_t row) { return access.entitlement[place(row)].value; },
                    [&access, value](std::uint32_t key) { return value(access.entitlements[key]); }};
  };
  const auto by_flag = [&](std::string name, bool AccessFlags::*flag) {
    return Producer{
        std::move(name), 2,
        [&access, place, flag](std::size_t row) { return access.flags[place(row)].*flag ? 1U : 0U; },
        [](std::uint32_t key) { return AttributeValue{.value = key == 1}; }};
  };
  const auto by_band = [&](std::string name, auto key) {
    return Producer{std::move(name), sources.bands.names().size() + 1,
                    [&sources, place, key](std::size_t row) { return key(sources, place(row)); },
                    [&sources](std::uint32_t k) { return band_value(sources.bands, k); }};
  };
  const auto inherited = [&snapshot](StringRef Resource::*field) {
    return [&snapshot, field](const Entitlement& e) {
      return text_value(snapshot, inherited_text(snapshot, e.resource, field));
    };
  };

  rows.producers = person_producers(sources, person);
  rows.producers.push_back(by_person("identity.end_state", [as_of = snapshot.info.as_of](const Identity& i) {
    return end_state(i.end, as_of);
  }));
  rows.producers.push_back(
      by_person("identity.start_state",
                [as_of = snapshot.info.as_of](const Identity& i) { return start_state(i.start, as_of); }));
  rows.producers.push_back(by_entitlement("access.action", [](const Entitlement& e) {
    return AttributeValue{.value = std::string(to_string(e.action))};
  }));
  rows.producers.push_back(
      {"access.usability", kUsabilities + 1,
       [&access, place](std::size_t row) { return usability_key(access.flags[place(row)]); },
       usability_value});
  rows.producers.push_back(by_flag("access.grant_option", &AccessFlags::grant_option));
  rows.producers.push_back(by_flag("access.option_only", &AccessFlags::option_only));
  rows.producers.push_back(by_flag("access.direct", &AccessFlags::direct));
  rows.producers.push_back(by_flag("access.direct_only", &AccessFlags::direct_only));
  rows.producers.push_back(by_flag("access.public_only", &AccessFlags::public_only));
  rows.producers.push_back(by_band("access.unused_band", unused_key));
  rows.producers.push_back(by_band("access.age_band", age_key));
  rows.producers.push_back(by_entitlement("resource.categories", [&snapshot](const Entitlement& e) {
    return categories_value(snapshot, e.categories, e.undecided);
  }));
  rows.producers.push_back(by_entitlement("resource.kind", [&snapshot](const Entitlement& e) {
    return AttributeValue{.value = std::string(to_string(snapshot[e.resource].kind))};
  }));
  rows.producers.push_back(by_entitlement("resource.region", inherited(&Resource::region)));
  rows.producers.push_back(by_entitlement("resource.environment", inherited(&Resource::environment)));
  add_standing_of_access(sources, rows);
  return rows;
}

}  // namespace reeve
