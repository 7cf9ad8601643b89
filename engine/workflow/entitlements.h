// Use case: the entitlements that reach customer data, and what the entitlement catalogue says of them.
#pragma once

#include <string>
#include <vector>

#include "engine/model/access_table.h"
#include "engine/sync/entitlement_catalogue.h"
#include "engine/workflow/context.h"

namespace reeve {

struct ListedEntitlement {
  std::string source, resource, key, privilege;
  std::vector<std::string> categories;
  bool undecided = false;
  std::size_t people = 0;         // who hold it, now or after assuming a role
  std::string name, does, owner;  // empty: nobody described it
};

struct EntitlementsAnswer : Outcome {
  SnapshotNo snapshot = 0;
  std::vector<ListedEntitlement> entitlements;  // undescribed ones first, by people
  std::size_t undescribed = 0;
  bool has_catalogue = false;
  std::vector<std::string> gaps;  // what the answer may lack
};

// `findings` where there is a catalogue and an entitlement is not described in `language`.
EntitlementsAnswer list_entitlements(const Context& context, const std::string& language);

// What the book says of it in English; nullptr where nothing.
const EntitlementText* text_of(const EntitlementBook& book, const Snapshot& snapshot,
                               const Entitlement& entitlement);

// The catalogue that the configuration names, empty where it names none. Throws Error{config} with the file.
EntitlementBook entitlement_book(const Config& config);

}  // namespace reeve
