#include "engine/workflow/case_router.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/campaign_survey.h"
#include "engine/workflow/newest_snapshot.h"

namespace reeve {
namespace {

// Whom one asks about a right.
CampaignDefinition explaining(CampaignDefinition definition) {
  definition.stages = {
      {.reviewers = {ReviewerRole::data_owner, ReviewerRole::source_owner, ReviewerRole::campaign_owner},
       .group = {},
       .categories = {}}};
  return definition;
}

// source, "resource", native key, privilege -> the key of the resource
std::string resource_of(const std::string& entitlement_key) {
  std::vector<std::string> parts = split_key(entitlement_key);
  if (!parts.empty()) parts.pop_back();
  return join_key(parts);
}

}  // namespace

CaseRouter::CaseRouter(Context& context, Store& store, const CampaignContent& content,
                       const std::set<std::int32_t>& moving)
    : snapshot_(newest_snapshot(store)),
      finder_(snapshot_,
              reviewer_rules(context.config, definition_from_json(content.campaign.definition), snapshot_)),
      explainers_(snapshot_,
                  reviewer_rules(context.config,
                                 explaining(definition_from_json(content.campaign.definition)), snapshot_)) {
  for (std::uint32_t i = 0; i < snapshot_.identities.size(); ++i)
    people_.emplace(snapshot_.subject_key(IdentityIx(i)), IdentityIx(i));
  for (std::uint32_t i = 0; i < snapshot_.principals.size(); ++i)
    accounts_.emplace(snapshot_.subject_key(PrincipalIx(i)), PrincipalIx(i));
  for (std::uint32_t i = 0; i < snapshot_.resources.size(); ++i)
    resources_.emplace(snapshot_.resource_key(ResourceIx(i)), ResourceIx(i));
  for (const CampaignEvent& e : store.campaign_events(content.campaign.id)) {
    if (!e.from_key.empty()) had_.emplace(e.case_no, e.from_key);
  }
  std::map<std::int32_t, const Case*> case_of;
  for (const Case& c : content.cases) case_of[c.no] = &c;
  for (const WorkItem& item : content.work_items) {
    if (moving.contains(item.case_no)) continue;
    const IdentityIx reviewer = person(item.reviewer_key);
    if (reviewer.valid()) finder_.remember(reviewer, need_of(*case_of.at(item.case_no)));
  }
}

IdentityIx CaseRouter::person(const std::string& key) const {
  const auto it = people_.find(key);
  return it == people_.end() ? IdentityIx() : it->second;
}

bool CaseRouter::is_at_work(const std::string& reviewer_key) const {
  const IdentityIx reviewer = person(reviewer_key);
  return reviewer.valid() && reeve::is_at_work(snapshot_[reviewer], snapshot_.info.as_of);
}

// Where the newest snapshot knows neither subject nor resource any more, only being oneself is refused.
ReviewNeed CaseRouter::need_of(const Case& c) const {
  ReviewNeed need{.kind = CaseKind::everyone};
  const IdentityIx subject = person(c.subject_key);
  const auto account = accounts_.find(c.subject_key);
  const auto resource = resources_.find(resource_of(c.entitlement_key));
  if (resource != resources_.end()) need.resource = resource->second;
  if (c.kind == CaseKind::person && subject.valid()) {
    need.kind = CaseKind::person;
    need.subject.identity = subject;
  } else if (c.kind == CaseKind::account && account != accounts_.end()) {
    need.kind = CaseKind::account;
    need.subject.principal = account->second;
  }
  return need;
}

std::vector<IdentityIx> CaseRouter::had(const Case& c, const WorkItem& item) const {
  std::vector<IdentityIx> people{person(item.reviewer_key)};
  for (const StageReviewer& r : item.later) people.push_back(person(r.key));
  const auto [first, last] = had_.equal_range(c.no);
  for (auto it = first; it != last; ++it) people.push_back(person(it->second));
  std::erase_if(people, [](IdentityIx p) { return !p.valid(); });
  return people;
}

std::string CaseRouter::why_not(IdentityIx person, const Case& c, const WorkItem& item) const {
  if (snapshot_.subject_key(person) == c.subject_key) return "would decide about her own access";
  const std::string key = snapshot_.subject_key(person);
  for (const StageReviewer& r : item.later) {
    if (r.key == key) return "looks at this case in a later stage";
  }
  return finder_.why_not(person, need_of(c));
}

WorkItem CaseRouter::given_to(IdentityIx person, const std::string& why, const Case& c,
                              const WorkItem& item) {
  finder_.remember(person, need_of(c));
  WorkItem moved = item;
  moved.reviewer_key = snapshot_.subject_key(person);
  moved.reviewer_name = printable_utf8(display_name(snapshot_, person));
  moved.why_reviewer = why;
  moved.state = WorkItemState::open;
  return moved;
}

std::optional<WorkItem> CaseRouter::next_in_line(const Case& c, const WorkItem& item) {
  const Reviewer next =
      finder_.next_in_line(need_of(c), static_cast<std::size_t>(item.stage - 1), had(c, item));
  if (!next.identity.valid()) return std::nullopt;
  return given_to(next.identity, next.why, c, item);
}

std::optional<StageReviewer> CaseRouter::who_explains(const Case& c, const WorkItem& item) {
  std::vector<IdentityIx> passed{person(item.reviewer_key)};
  std::erase_if(passed, [](IdentityIx p) { return !p.valid(); });
  const Reviewer owner = explainers_.next_in_line(need_of(c), 0, passed);
  if (!owner.identity.valid()) return std::nullopt;
  return StageReviewer{snapshot_.subject_key(owner.identity),
                       printable_utf8(display_name(snapshot_, owner.identity)), owner.why};
}

}  // namespace reeve
