// Accesses, paths and cuts in plain English: the same words on the command line, in the portal and in
// tickets.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/model/path.h"
#include "engine/sync/entitlement_catalogue.h"

namespace reeve {

// Category id -> what people call it: "customers' e-mail addresses".
using CategoryWords = std::map<std::string, std::string>;
// From the policy data (policies/data/categories.json).
CategoryWords category_words(const Json& policy_data);
std::vector<std::string> category_names(const Snapshot& snapshot, const CategoryWords& words,
                                        CategorySet set);

// One access with what is known about it. `path` is the one that the sentence names: the first of its
// explanation; null where none is at hand. Without `usage` the sentence says nothing about use.
struct AccessFacts {
  Subject subject;
  Entitlement entitlement;
  AccessFlags flags;
  std::optional<AccessUsage> usage;
  const AccessPath* path = nullptr;
  const EntitlementText* text = nullptr;  // what the entitlement catalogue says of it
};

// "Ana Lopes can read customers' e-mail addresses in table customers of shop because account ana is in
// support_emea, which is in crm_read; last used 143 days ago". No full stop, and "account crm_batch" or
// "everybody in shop" begins small.
std::string access_sentence(const Snapshot& snapshot, const CategoryWords& words, const AccessFacts& facts);

// "last used 143 days ago", "not used since 2026-01-04, when its log begins", "use is not known".
std::string usage_words(const AccessUsage& usage, UtcMillis as_of);

EdgeWords edge_words(const Snapshot& snapshot, const Edge& edge);

// Of a membership or a grant: "remove ana from support_emea", "take SELECT on public.customers from ana".
std::string removal_words(const Snapshot& snapshot, const Edge& edge);
// What undoes it: "add ana to support_emea", "give SELECT on public.customers to ana".
std::string return_words(const Snapshot& snapshot, const Edge& edge);
// "remove ana from support_emea and take SELECT on public.customers from ana".
std::string cut_words(const Snapshot& snapshot, const Cut& cut);
// "Ana Lopes also loses 2 other accesses, 1 of them used in the last 90 days; nobody else is affected".
std::string cost_words(const Snapshot& snapshot, const Subject& subject, EntitlementIx entitlement,
                       const Cut& cut);

}  // namespace reeve
