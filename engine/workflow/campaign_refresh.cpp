#include "engine/workflow/campaign_refresh.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/campaign/completion.h"
#include "engine/campaign/evidence_diff.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/campaign_survey.h"

namespace reeve {
namespace {

using AccessKey = std::pair<std::string, std::string>;  // subject key, entitlement key

class Refresher {
 public:
  Refresher(Context& context, Store& store, const std::string& campaign_id)
      : context_(context),
        store_(store),
        now_(context.clock->now()),
        content_(store.campaign(campaign_id)),
        standing_(standing_decisions(content_.work_items, store.decisions(campaign_id))),
        present_(context, store) {}

  RefreshResult run() {
    result_.snapshot = present_.snapshot.info.no;
    find_present();
    std::map<std::int32_t, const WorkItem*> item_of;
    for (const WorkItem& item : content_.work_items) item_of[item.case_no] = &item;
    for (const Case& c : content_.cases) {
      number_of_[{c.subject_key, c.entitlement_key}] = c.no;
      next_card_ = std::max(next_card_, c.card + 1);
    }
    for (const Case& c : content_.cases) {
      if (is_compared(*item_of.at(c.no))) compare(c, *item_of.at(c.no));
    }
    for (const auto& [key, draft] : drafts_) result_.appeared += number_of_.contains(key) ? 0 : 1;
    if (!change_.events.empty() && !store_.change_campaign(content_.campaign.id, change_)) {
      throw Error(ErrorCode::conflict, "somebody decided in campaign `" + content_.campaign.name +
                                           "` at the same moment; run the command again");
    }
    return std::move(result_);
  }

 private:
  // What the definition takes in now, and everything that is reached at all.
  void find_present() {
    const CampaignSurvey survey =
        survey_campaign(context_, store_, present_, definition_from_json(content_.campaign.definition));
    for (CaseDraft& draft : draft_cases(context_, store_, present_, survey)) {
      const AccessKey key{draft.content.subject_key, draft.content.entitlement_key};
      drafts_.emplace(key, std::move(draft));
    }
    for (std::size_t row = 0; row < present_.table.size(); ++row) {
      const Entitlement& e = present_.table.entitlements[present_.table.entitlement[row].value];
      reached_.insert({subject_key(present_.snapshot, present_.table.subject[row]),
                       entitlement_key(present_.snapshot, e)});
    }
  }

  bool is_compared(const WorkItem& item) const {
    if (item.state == WorkItemState::gone) return false;
    const auto decision = standing_.find(item.case_no);
    const bool revoked = decision != standing_.end() && decision->second.kind == DecisionKind::revoke;
    return item.state != WorkItemState::signed_off || !revoked;
  }

  void compare(const Case& c, const WorkItem& item) {
    const AccessKey key{c.subject_key, c.entitlement_key};
    if (!reached_.contains(key)) {
      if (!was_read_whole(c)) {
        ++result_.not_seen;
      } else {
        change(item, WorkItemState::gone, CampaignEventKind::gone,
               "not there any more in snapshot " + std::to_string(result_.snapshot));
      }
      return;
    }
    const auto draft = drafts_.find(key);
    if (draft == drafts_.end()) return;  // the definition does not take it in any more; it stays a case
    const Json fresh = to_json(draft->second.evidence);
    const auto differences = differences_in_meaning(c.evidence, fresh);
    if (differences.empty()) return;
    reopen(c, draft->second, fresh, differences);
    change(item, WorkItemState::open, CampaignEventKind::reopened, join(differences, "; "));
  }

  // Every source of the snapshot at opening has a complete run in the newest one: nothing is hidden.
  bool was_read_whole(const Case& c) const {
    const std::string source = c.evidence.at("entitlement").value("source", "");
    const auto run = std::ranges::find(present_.snapshot.runs, source, &SyncRun::source);
    return run != present_.snapshot.runs.end() && present_.snapshot.info.missing_sources.empty() &&
           present_.snapshot.rejects.empty() &&
           std::ranges::all_of(present_.snapshot.runs, [](const SyncRun& r) { return r.complete(); });
  }

  void change(WorkItem item, WorkItemState state, CampaignEventKind kind, const std::string& text) {
    item.state = state;
    change_.items.push_back(std::move(item));
    const std::int32_t no = change_.items.back().case_no;
    change_.events.push_back({.id = uuid_v7(now_),
                              .case_no = no,
                              .kind = kind,
                              .at = now_,
                              .by = "system",
                              .signed_in = context_.acting_user,
                              .text = text});
    result_.cases.push_back({no, kind, text});
  }

  // The case with the facts of today, on a card of its own: its removal may be another one now.
  void reopen(const Case& old, const CaseDraft& draft, const Json& fresh,
              const std::vector<std::string>& differences) {
    Case c = draft.content;
    c.no = old.no;
    c.card = next_card_++;
    c.evidence = fresh;
    c.evidence["reviewer"] = old.evidence.value("reviewer", Json::object());
    c.evidence["changed"] = differences;
    c.evidence_digest = evidence_digest(c.evidence);
    Card card{
        .no = c.card,
        .title = (draft.cut_name.empty() ? c.entitlement_name : draft.cut_name) + " for " + c.subject_name,
        .edges = draft.evidence.revoke.edges,
        .ends = {c.no},
        .why_no_cut = draft.evidence.revoke.why_no_cut,
        .consequence = draft.evidence.revoke.consequence};
    for (const AccessKey& lost : draft.ends) {
      if (const auto it = number_of_.find(lost); it != number_of_.end()) card.ends.push_back(it->second);
    }
    std::ranges::sort(card.ends);
    card.ends.erase(std::unique(card.ends.begin(), card.ends.end()), card.ends.end());
    change_.cases.push_back(std::move(c));
    change_.cards.push_back(std::move(card));
  }

  Context& context_;
  Store& store_;
  const UtcMillis now_;
  const CampaignContent content_;
  const StandingDecisions standing_;
  const PresentAccess present_;
  std::map<AccessKey, CaseDraft> drafts_;
  std::set<AccessKey> reached_;
  std::map<AccessKey, std::int32_t> number_of_;
  std::int32_t next_card_ = 1;
  CampaignChange change_;
  RefreshResult result_;
};

}  // namespace

RefreshResult refresh_campaign(Context& context, Store& store, const std::string& campaign_id) {
  const Campaign campaign = store.campaign(campaign_id).campaign;
  if (campaign.state != CampaignState::open)
    throw Error(ErrorCode::conflict, "campaign `" + campaign.name + "` is closed; what is decided stays");
  RefreshResult result = Refresher(context, store, campaign_id).run();
  result.replaced = replace_absent_reviewers(context, store, campaign_id);
  return result;
}

}  // namespace reeve
