// Small translations from facts to attribute values, used by several grains.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "engine/policy/attribute_builder.h"

namespace reeve {

AttributeValue text_value(const Snapshot& snapshot, StringRef text);  // empty = null
AttributeValue tri_value(TriState state);                             // unknown = null

// The name of an enum whose first value, `unknown`, is null.
template <class Enum>
AttributeValue known_value(Enum value) {
  if (value == Enum::unknown) return {.value = nullptr};
  return {.value = std::string(to_string(value))};
}

// "none", "planned", "passed" or null: whether an end has come at `as_of`.
AttributeValue end_state(MaybeTime end, UtcMillis as_of);

// Categories by id, sorted. Undecided on top of known ones: in part; undecided alone: null.
AttributeValue categories_value(const Snapshot& snapshot, CategorySet known, bool undecided);

AttributeValue set_value(const std::set<std::string>& members);

// The value of the nearest of the resource and those above it that has one.
StringRef inherited_text(const Snapshot& snapshot, ResourceIx resource, StringRef Resource::*field);

// What `make` gives, worked out the first time it is asked for. Thread rule: may be asked by several threads.
template <class Make>
auto lazily(Make make) {
  using Value = decltype(make());
  struct State {
    std::once_flag once;
    std::optional<Value> value;
  };
  return [make, state = std::make_shared<State>()]() -> const Value& {
    std::call_once(state->once, [&] { state->value.emplace(make()); });
    return *state->value;
  };
}

// Works, or may work: not known to be latent.
bool may_work(const AccessFlags& flags);

// Keys for "the band of so many days, or not known": a place in Bands, or bands.names().size() for null.
std::uint32_t unknown_band(const Bands& bands);
AttributeValue band_value(const Bands& bands, std::uint32_t key);

// Attributes of a person, by the key that `person_of` gives each row (an IdentityIx).
std::vector<Producer> person_producers(const AttributeSources& sources,
                                       std::function<std::uint32_t(std::size_t row)> person_of);

}  // namespace reeve
