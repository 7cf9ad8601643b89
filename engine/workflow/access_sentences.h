// Accesses, paths and cuts in plain English: the same words on the command line, in the portal and in
// tickets.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/model/path.h"

namespace reeve {

// Category id -> what people call it: "customers' e-mail addresses".
using CategoryWords = std::map<std::string, std::string>;
// From the policy data (policies/data/categories.json).
CategoryWords category_words(const Json& policy_data);

// One access with what is known about it. `path` is the one that the sentence names: the first of its
// explanation; null where none is at hand.
struct AccessFacts {
  Subject subject;
  Entitlement entitlement;
  AccessFlags flags;
  AccessUsage usage;
  const AccessPath* path = nullptr;
};

// "Ana Lopes can read customers' e-mail addresses in shop.public.customers because account ana is in
// support_emea, which is in crm_read; last used 143 days ago". No full stop.
std::string access_sentence(const Snapshot& snapshot, const CategoryWords& words, const AccessFacts& facts);

// "last used 143 days ago", "not used since 2026-01-04, when its log begins", "use is not known".
std::string usage_words(const AccessUsage& usage, UtcMillis as_of);

// One edge and the source that says so ("" for what follows from no single source):
// "ana is a member of support_emea", "crm_read has SELECT on public.customers".
struct EdgeWords {
  std::string text;
  std::string source;
};
EdgeWords edge_words(const Snapshot& snapshot, const Edge& edge);

// "remove ana from support_emea and take SELECT on public.customers from ana".
std::string cut_words(const Snapshot& snapshot, const Cut& cut);
// "Ana Lopes also loses 2 other accesses, 1 of them used; nobody else is affected".
std::string cost_words(const Snapshot& snapshot, const Subject& subject, EntitlementIx entitlement,
                       const Cut& cut);

}  // namespace reeve
