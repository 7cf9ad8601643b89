#include "engine/workflow/campaign_close.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/campaign/removal_plan.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/case_router.h"
#include "engine/workflow/ticket_drafts.h"

namespace reeve {
namespace {

constexpr const char* kSystem = "system";
constexpr const char* kSilent = "nobody answered until the deadline";

Error overtaken(const Campaign& campaign) {
  return {ErrorCode::conflict,
          "somebody changed campaign `" + campaign.name + "` at the same moment; run the command again"};
}

class Closer {
 public:
  Closer(Context& context, Store& store, const std::string& campaign_id)
      : context_(context), store_(store), now_(context.clock->now()), content_(store.campaign(campaign_id)) {
    for (const WorkItem& item : content_.work_items) item_of_[item.case_no] = &item;
    for (const Case& c : content_.cases) case_of_[c.no] = &c;
  }

  CloseResult run() {
    if (content_.campaign.state != CampaignState::open)
      throw Error(ErrorCode::conflict, "campaign `" + content_.campaign.name + "` was closed before");
    const bool late = now_ > content_.campaign.deadline;
    if (late) keep_silence();
    const bool more_time = result_.extended > 0 || !result_.escalated.empty();
    Campaign head = content_.campaign;
    if (more_time) {
      head.deadline = now_ + definition().silence.extension_days * kDay;
      add_event(0, CampaignEventKind::extended, "until " + format_time(head.deadline));
    } else {
      head.state = CampaignState::closed;
      head.closed_by = late ? kSystem : context_.acting_user;
      head.closed_at = now_;
      add_event(0, CampaignEventKind::closed, late ? "the deadline has passed" : "before the deadline");
    }
    change_.campaign = head;
    if (!store_.change_campaign(content_.campaign.id, change_)) throw overtaken(content_.campaign);
    result_.closed = !more_time;
    result_.campaign = store_.campaign(content_.campaign.id).campaign;
    return std::move(result_);
  }

 private:
  CampaignDefinition definition() const { return definition_from_json(content_.campaign.definition); }

  void keep_silence() {
    const StandingDecisions standing =
        standing_decisions(content_.work_items, store_.decisions(content_.campaign.id));
    const SilencePlan plan = plan_silence(definition().silence, content_.cases, content_.cards,
                                          content_.work_items, standing, !had_more_time());
    result_.extended = plan.extend.size();
    result_.kept = plan.keep;
    escalate(plan.escalate);
    revoke(plan.revoke, standing);
  }

  // More time is given once after each opening.
  bool had_more_time() const {
    bool had = false;
    for (const CampaignEvent& e : store_.campaign_events(content_.campaign.id)) {
      if (e.kind == CampaignEventKind::extended) had = true;
      if (e.kind == CampaignEventKind::campaign_reopened) had = false;
    }
    return had;
  }

  void escalate(const std::vector<std::int32_t>& cases) {
    if (cases.empty()) return;
    CaseRouter router(context_, store_, content_, {cases.begin(), cases.end()});
    for (const std::int32_t no : cases) {
      const WorkItem& from = *item_of_.at(no);
      const auto to = router.next_in_line(*case_of_.at(no), from);
      if (!to) {
        result_.kept.push_back({no, "nobody is next in line"});
        continue;
      }
      change_.items.push_back(*to);
      CampaignEvent& e = add_event(no, CampaignEventKind::escalated, kSilent);
      e.from_key = from.reviewer_key;
      e.from_name = from.reviewer_name;
      e.to_key = to->reviewer_key;
      e.to_name = to->reviewer_name;
      result_.escalated.push_back({no, true, to->reviewer_name, ""});
    }
  }

  void revoke(const std::vector<std::int32_t>& cases, StandingDecisions standing) {
    for (const std::int32_t no : cases) {
      WorkItem item = *item_of_.at(no);
      item.state = WorkItemState::signed_off;
      const Decision decision{.id = uuid_v7(now_),
                              .case_no = no,
                              .stage = item.stage,
                              .kind = DecisionKind::revoke,
                              .reason = kSilent,
                              .by_key = {},
                              .by_name = kSystem,
                              .signed_in = kSystem,
                              .at = now_,
                              .evidence_digest = case_of_.at(no)->evidence_digest};
      add_event(no, CampaignEventKind::silence, "revoked, because " + std::string(kSilent));
      standing[no] = decision;
      change_.decisions.push_back(decision);
      change_.items.push_back(std::move(item));
    }
    result_.revoked = cases;
    const std::set<std::int32_t> by_silence(cases.begin(), cases.end());
    std::erase_if(standing, [&](const auto& entry) {
      return entry.second.kind == DecisionKind::revoke && !by_silence.contains(entry.first);
    });
    RemovalPlan plan = plan_removals(content_.campaign, content_.cases, content_.cards, standing, "",
                                     store_.removals(), now_);
    for (Removal& removal : plan.removals) {
      removal.id = uuid_v7(now_);
      std::ranges::copy(draft_tickets(removal, context_.config.ticket_sinks, now_),
                        std::back_inserter(change_.tickets));
      change_.removals.push_back(std::move(removal));
    }
    result_.removals = change_.removals;
    result_.tickets = change_.tickets;
  }

  CampaignEvent& add_event(std::int32_t case_no, CampaignEventKind kind, const std::string& text) {
    change_.events.push_back({.id = uuid_v7(now_),
                              .case_no = case_no,
                              .kind = kind,
                              .at = now_,
                              .by = kSystem,
                              .signed_in = context_.acting_user,
                              .text = text});
    return change_.events.back();
  }

  Context& context_;
  Store& store_;
  const UtcMillis now_;
  const CampaignContent content_;
  std::map<std::int32_t, const WorkItem*> item_of_;
  std::map<std::int32_t, const Case*> case_of_;
  CampaignChange change_;
  CloseResult result_;
};

}  // namespace

CloseResult close_campaign(Context& context, Store& store, const std::string& campaign_id) {
  return Closer(context, store, campaign_id).run();
}

Campaign reopen_campaign(Context& context, Store& store, const std::string& campaign_id, UtcMillis deadline,
                         const std::string& reason) {
  const UtcMillis now = context.clock->now();
  Campaign head = store.campaign(campaign_id).campaign;
  if (head.state == CampaignState::open)
    throw Error(ErrorCode::conflict, "campaign `" + head.name + "` is open");
  if (trim(reason).empty()) throw Error(ErrorCode::usage, "say why the campaign is reopened, with --reason");
  if (deadline <= now) throw Error(ErrorCode::usage, "the new deadline has passed; give a later day");
  head.state = CampaignState::open;
  head.deadline = deadline;
  head.closed_by.clear();
  head.closed_at = 0;
  const CampaignEvent event{.id = uuid_v7(now),
                            .kind = CampaignEventKind::campaign_reopened,
                            .at = now,
                            .by = context.acting_user,
                            .signed_in = context.acting_user,
                            .text = reason};
  if (!store.change_campaign(campaign_id, {.events = {event}, .campaign = head})) throw overtaken(head);
  return store.campaign(campaign_id).campaign;
}

}  // namespace reeve
