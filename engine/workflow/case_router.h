// Reviewers for cases of a running campaign, in the newest snapshot.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/campaign/reviewers.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// Thread rule: one thread. Store and content must outlive it.
class CaseRouter {
 public:
  // Cases that are `moving` do not count as reviewed by those who have them.
  CaseRouter(Context& context, Store& store, const CampaignContent& content,
             const std::set<std::int32_t>& moving);

  const Snapshot& snapshot() const { return snapshot_; }
  // Invalid where the newest snapshot does not know the person.
  IdentityIx person(const std::string& key) const;
  bool is_at_work(const std::string& reviewer_key) const;

  // Why the person may not have the case; empty where she may.
  std::string why_not(IdentityIx person, const Case& c, const WorkItem& item) const;
  // The case on the desk of this person, or of the next in line who had it in no stage yet; nullopt where
  // nobody is permitted.
  WorkItem given_to(IdentityIx person, const std::string& why, const Case& c, const WorkItem& item);
  std::optional<WorkItem> next_in_line(const Case& c, const WorkItem& item);
  // Who can explain the right: the data owner, the source owner, the campaign owner; not the person herself.
  std::optional<StageReviewer> who_explains(const Case& c, const WorkItem& item);

 private:
  ReviewNeed need_of(const Case& c) const;
  std::vector<IdentityIx> had(const Case& c, const WorkItem& item) const;

  const Snapshot snapshot_;
  std::map<std::string, IdentityIx> people_;
  std::map<std::string, PrincipalIx> accounts_;
  std::map<std::string, ResourceIx> resources_;
  std::multimap<std::int32_t, std::string> had_;  // reviewers by case, of earlier moments
  ReviewerFinder finder_;
  ReviewerFinder explainers_;
};

}  // namespace reeve
