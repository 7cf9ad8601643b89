// Grain holder: one person with everything that she reaches.
#include <memory>

#include "engine/policy/attribute_values.h"

namespace reeve {
namespace {

// What each holder reaches, by the place of her row.
struct Holdings {
  std::vector<std::set<std::string>> codes;
  std::vector<bool> undecided;
};

void add_access(const AttributeSources& sources, std::size_t row, Holdings& holdings, std::size_t place) {
  const AccessFlags& flags = sources.access.flags[row];
  if (!may_work(flags) || flags.option_only) return;
  const Entitlement& entitlement = sources.access.entitlements[sources.access.entitlement[row].value];
  const std::string action(to_string(entitlement.action));
  for (std::size_t c = 0; c < sources.snapshot.categories.size(); ++c) {
    if (entitlement.categories & category_bit(CategoryIx(c))) {
      holdings.codes[place].insert(sources.snapshot.categories[c] + "/" + action);
    }
  }
  if (entitlement.undecided) holdings.undecided[place] = true;
}

}  // namespace

GrainRows rows_of_holder(const AttributeSources& sources) {
  GrainRows rows;
  const auto holdings = std::make_shared<Holdings>();
  std::vector<std::uint32_t> place_of(sources.snapshot.identities.size(), IdentityIx::kNone);
  for (std::size_t row = 0; row < sources.access.size(); ++row) {
    const IdentityIx person = sources.access.subject[row].identity;
    if (!person.valid()) continue;
    if (place_of[person.value] == IdentityIx::kNone) {
      place_of[person.value] = static_cast<std::uint32_t>(rows.row_index.size());
      rows.row_index.push_back(person.value);
      holdings->codes.emplace_back();
      holdings->undecided.push_back(false);
    }
    add_access(sources, row, *holdings, place_of[person.value]);
  }
  rows.producers =
      person_producers(sources, [index = rows.row_index](std::size_t row) { return index[row]; });
  const auto itself = [](std::size_t row) { return static_cast<std::uint32_t>(row); };
  rows.producers.push_back({"holder.codes", rows.row_index.size(), itself,
                            [holdings](std::uint32_t row) { return set_value(holdings->codes[row]); }});
  rows.producers.push_back(
      {"holder.reaches_undecided", rows.row_index.size(), itself, [holdings](std::uint32_t row) {
         return AttributeValue{.value = static_cast<bool>(holdings->undecided[row])};
       }});
  return rows;
}

}  // namespace reeve
