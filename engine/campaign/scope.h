// Which accesses become cases of a campaign, and what is named instead of being a case. Nothing is left out:
// every access of the table is counted exactly once, and what cannot be reviewed stays in the completion
// figure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/campaign/definition.h"
#include "engine/model/access_table.h"
#include "engine/model/campaign.h"

namespace reeve {

struct ScopedAccess {
  CaseKind kind = CaseKind::person;
  AccessIx access;
  bool operator==(const ScopedAccess&) const = default;
};

// An entitlement that nobody can be asked about, because it has no classification decision.
struct UnclassifiedEntitlement {
  std::string name;
  std::string source;
  std::size_t people = 0;
  std::size_t others = 0;  // accounts without a person, PUBLIC
  bool operator==(const UnclassifiedEntitlement&) const = default;
};

// accesses == cases + not_evaluable + out_of_scope + covered_by_public, always.
struct ScopeFigures {
  std::size_t accesses = 0;
  std::size_t cases = 0;
  std::size_t not_evaluable = 0;  // accesses to `unclassified` entitlements
  std::size_t out_of_scope = 0;   // of other categories, sources, people or rules than the definition names
  std::size_t covered_by_public = 0;  // people who have it only because everybody has: one case for all
  std::size_t unconfirmed = 0;        // cases with a stage that nobody else is permitted to review
  std::vector<std::string> categories;
  std::vector<UnclassifiedEntitlement> unclassified;  // ordered by source and name
  std::vector<std::string> rejected_rows;             // "hr: identity `p17` (identities.csv:18): ...", not of
                                                      // uses and approvals: they hide no access
  std::vector<std::string> gaps;                      // what a named person accepted at opening
  bool operator==(const ScopeFigures&) const = default;
};

struct Scope {
  std::vector<ScopedAccess> cases;  // in the order of the table
  ScopeFigures figures;             // without `gaps`
};

// All of ScopeRules but what asks for findings. Throws Error{config} where the definition names a category,
// source, person or department that the snapshot does not know.
Scope scope_of(const Snapshot& snapshot, const AccessTable& table, const CampaignDefinition& definition);

CaseKind case_kind(const Snapshot& snapshot, const Subject& subject);

// What Campaign::scope holds.
Json to_json(const ScopeFigures& figures);
ScopeFigures scope_from_json(const Json& json);

}  // namespace reeve
