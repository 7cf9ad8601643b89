// Who reviews which case, at opening and on every later route.
//
// A stage names kinds of reviewers in the order in which they are asked (StageRule). Of a person's managers
// the nearest comes first; of a group, who has fewest cases. Never: the subject herself, under whichever
// identity; a person who reports to the subject directly; two people who would review each other, in any
// stage; a person who is not at work (left, suspended, on leave, not yet here); anybody of a department that
// a conflict takes out; twice the same person in two stages. A person further below the subject comes last,
// and the reason says so.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/campaign/definition.h"
#include "engine/model/access_table.h"
#include "engine/model/campaign.h"
#include "engine/model/snapshot.h"

namespace reeve {

struct ReviewNeed {
  CaseKind kind = CaseKind::person;
  Subject subject;
  ResourceIx resource;
  CategorySet categories = 0;
};

struct Reviewer {
  IdentityIx identity;  // invalid: nobody is permitted
  std::string why;      // "manager", "manager's manager", "account owner", "data owner", "source owner",
                        // "group", "campaign owner"
  bool operator==(const Reviewer&) const = default;
};

// The stages of a definition, with people of the snapshot in the place of names.
struct ReviewerRules {
  struct Stage {
    std::vector<ReviewerRole> roles;
    std::vector<IdentityIx> group;
    CategorySet categories = ~CategorySet{0};  // of a later stage: what it looks at
  };
  std::vector<Stage> stages;
  std::map<std::string, IdentityIx> source_owners;
  std::vector<IdentityIx> campaign_owners;
  std::set<std::string> departments_out;  // lower case
};

// Thread rule: one thread. The snapshot must outlive it.
class ReviewerFinder {
 public:
  ReviewerFinder(const Snapshot& snapshot, ReviewerRules rules);

  // One reviewer for each stage that looks at the case, and remembers them. Empty where nobody is permitted
  // in the first one. A later stage in which nobody else is permitted is left out.
  std::vector<Reviewer> assign(const ReviewNeed& need);
  // How many stages would look at the case if there were people enough.
  std::size_t stages_of(const ReviewNeed& need) const;

  // What was assigned before counts for what follows.
  void remember(IdentityIx reviewer, const ReviewNeed& need);
  // Who is next in line in the stage (from 0) if those in `passed` are not asked; invalid where nobody is.
  Reviewer next_in_line(const ReviewNeed& need, std::size_t stage, const std::vector<IdentityIx>& passed);
  // Why the person may not review this; empty where she may.
  std::string why_not(IdentityIx reviewer, const ReviewNeed& need) const;

 private:
  using People = std::set<std::uint32_t>;  // representatives

  Reviewer first_permitted(const ReviewNeed& need, const ReviewerRules::Stage& stage, const People& passed);
  std::vector<Reviewer> candidates(const ReviewNeed& need, const ReviewerRules::Stage& stage) const;
  void add_managers(const ReviewNeed& need, bool first, std::vector<Reviewer>& candidates) const;
  bool may_answer_for(IdentityIx reviewer, PrincipalIx account) const;
  bool is_above(IdentityIx boss, IdentityIx person) const;
  std::uint32_t person(IdentityIx identity) const { return person_of_[identity.value]; }

  const Snapshot& snapshot_;
  const ReviewerRules rules_;
  std::vector<std::uint32_t> person_of_;  // by identity: the first identity of the same person
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs_;  // reviewer, subject
  std::map<std::uint32_t, std::size_t> load_;
};

// Whether the person can be asked at `as_of`: HR does not say that she left, is suspended, on leave or not
// yet here. Unknown is not a no.
bool is_at_work(const Identity& identity, UtcMillis as_of);

// The steward of the resource or of the nearest one above it that has one.
IdentityIx data_owner(const Snapshot& snapshot, ResourceIx resource);

}  // namespace reeve
