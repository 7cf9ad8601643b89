// Use case: whose accounts are they, where the sources do not say enough; and what people decide about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/correction.h"
#include "engine/sync/candidates.h"
#include "engine/workflow/context.h"

namespace reeve {

struct CandidatePerson {
  std::string source, key, name, why;
  int confidence = 0;  // percent
};

struct AccountMatch {
  std::string source, key, name;
  PrincipalKind principal_kind = PrincipalKind::account;
  AccountKind kind = AccountKind::unknown;
  TriState enabled = TriState::unknown;
  OwnerState state = OwnerState::uncorrelated;
  std::string owner, rule;  // of the person whom it belongs to; empty = nobody
  int confidence = 0;
  std::string named_owner;                  // what the source says, where that is nobody
  std::vector<CandidatePerson> candidates;  // best first; not asked for what belongs to somebody
};

struct CorrelateRequest {
  std::string account;  // key or name; empty = all that are open
  std::string source;   // empty = any
  bool all = false;     // also what belongs to somebody
};

struct CorrelateAnswer : Outcome {
  SnapshotNo snapshot = 0;
  std::vector<AccountMatch> accounts;  // ambiguous, then unmatched, then blocked, then the others; by source
  std::vector<std::string> gaps;       // what the answer may lack
};

// The accounts of the newest snapshot that match several people or nobody, and groups and roles whose named
// owner is nobody, with everybody who may be meant. `findings` where any is open, that nobody decided about.
// Throws Error{not_found} where there is no snapshot, or no account of that name.
CorrelateAnswer correlate(const Context& context, const CorrelateRequest& request);

struct OwnerDecision {
  std::string account;
  std::string source;  // where the name alone is not enough
  CorrectionKind kind = CorrectionKind::nobody;
  std::string person;  // for belongs_to and owned_by
  std::string by;
  std::string reason;
};

// Keeps the decision; every later sync applies it, before any rule. A later one about the same account takes
// its place. Throws Error{not_found} and Error{conflict} as find_person (lookup.h) and where several accounts
// are called so; Error{refused} where `by` is the person to whom the account belongs now and the decision
// takes it from her, or there is no reason, or the account of a group is to belong to somebody.
Correction decide_owner(const Context& context, const OwnerDecision& decision);

// Several at once, each for itself, in their order: what is kept, or why it is refused.
struct OwnerAnswer {
  std::optional<Correction> kept;
  std::string refusal;
};
std::vector<OwnerAnswer> decide_owners(const Context& context, const std::vector<OwnerDecision>& decisions);

// A file of them with the columns account, decision (person, owner or nobody), name, reason and, if wanted,
// source. Throws Error{config} with file and line.
std::vector<OwnerDecision> read_owner_decisions(const std::string& path, const std::string& by);

}  // namespace reeve
