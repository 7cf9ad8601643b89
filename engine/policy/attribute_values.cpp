#include "engine/policy/attribute_values.h"

#include "engine/model/access_names.h"

namespace reeve {

AttributeValue text_value(const Snapshot& snapshot, StringRef text) {
  if (text.empty()) return {.value = nullptr};
  return {.value = std::string(snapshot.text(text))};
}

AttributeValue tri_value(TriState state) {
  if (is_unknown(state)) return {.value = nullptr};
  return {.value = is_yes(state)};
}

AttributeValue end_state(MaybeTime end, UtcMillis as_of) {
  if (end.is_unknown()) return {.value = nullptr};
  if (end.is_never()) return {.value = "none"};
  return {.value = end.value() <= as_of ? "passed" : "planned"};
}

AttributeValue categories_value(const Snapshot& snapshot, CategorySet known, bool undecided) {
  if (undecided && known == 0) return {.value = nullptr};
  std::set<std::string> ids;
  for (std::string& id : category_ids(snapshot, known)) ids.insert(std::move(id));
  return {.value = set_value(ids).value, .in_part = undecided};
}

AttributeValue set_value(const std::set<std::string>& members) {
  Json value = Json::array();
  for (const std::string& member : members) value.push_back(member);
  return {.value = std::move(value)};
}

StringRef inherited_text(const Snapshot& snapshot, ResourceIx resource, StringRef Resource::*field) {
  for (std::size_t steps = 0; resource.valid() && steps <= snapshot.resources.size(); ++steps) {
    const Resource& at = snapshot[resource];
    if (!(at.*field).empty()) return at.*field;
    resource = at.parent;
  }
  return {};
}

bool may_work(const AccessFlags& flags) {
  return flags.usability != Usability::latent || flags.usability_unknown;
}

std::uint32_t unknown_band(const Bands& bands) { return static_cast<std::uint32_t>(bands.names().size()); }

AttributeValue band_value(const Bands& bands, std::uint32_t key) {
  if (key == unknown_band(bands)) return {.value = nullptr};
  return {.value = bands.names()[key]};
}

std::vector<Producer> person_producers(const AttributeSources& sources,
                                       std::function<std::uint32_t(std::size_t row)> person_of) {
  const Snapshot& snapshot = sources.snapshot;
  const auto by_person = [&, person_of](std::string name, auto value) {
    return Producer{
        std::move(name), snapshot.identities.size(), person_of,
        [&snapshot, value](std::uint32_t key) { return value(snapshot, snapshot.identities[key]); }};
  };
  const auto text = [](StringRef Identity::*field) {
    return [field](const Snapshot& s, const Identity& i) { return text_value(s, i.*field); };
  };
  return {
      by_person("identity.status", [](const Snapshot&, const Identity& i) { return known_value(i.status); }),
      by_person("identity.employment",
                [](const Snapshot&, const Identity& i) { return known_value(i.employment); }),
      by_person("identity.job", text(&Identity::job)),
      by_person("identity.department", text(&Identity::department)),
      by_person("identity.region", text(&Identity::region)),
  };
}

}  // namespace reeve
