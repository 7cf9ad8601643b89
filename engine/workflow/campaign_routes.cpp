#include "engine/workflow/campaign_routes.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/campaign/states.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/case_router.h"
#include "engine/workflow/lookup.h"

namespace reeve {
namespace {

constexpr const char* kLookAgain = "the case changed meanwhile; look at it again";

// What is asked for one case: the item as it shall be, or why not.
struct Route {
  const WorkItem* from = nullptr;
  std::optional<WorkItem> to;
  std::string why_not;
};

class Routes {
 public:
  Routes(Store& store, const Clock& clock, const std::string& campaign_id, const RouteActor& actor)
      : content(store.campaign(campaign_id)), store_(store), now_(clock.now()), actor_(actor) {
    for (const Case& c : content.cases) case_of[c.no] = &c;
    for (const WorkItem& item : content.work_items) item_of[item.case_no] = &item;
  }
  Routes(const Routes&) = delete;
  Routes& operator=(const Routes&) = delete;

  // Why the case cannot leave its desk at all; empty where it can.
  std::string stuck(std::int32_t case_no) const {
    const auto item = item_of.find(case_no);
    if (item == item_of.end()) return "there is no such case; `reeve campaign cases` lists them";
    if (content.campaign.state != CampaignState::open) return "the campaign is closed";
    if (now_ > content.campaign.deadline) return "the deadline has passed";
    if (!has_work_left(item->second->state))
      return "it is " + std::string(to_string(item->second->state)) + "; nobody has to decide it";
    return "";
  }

  CampaignEvent event(CampaignEventKind kind, std::int32_t case_no, const std::string& text) const {
    return {.id = uuid_v7(now_),
            .case_no = case_no,
            .kind = kind,
            .at = now_,
            .by = actor_.name,
            .signed_in = actor_.signed_in,
            .text = text};
  }

  // Each move is a change of its own: one that is overtaken does not stop the others.
  RouteAnswer move(std::int32_t case_no, const WorkItem& to, CampaignEventKind kind,
                   const std::string& text) {
    const WorkItem& from = *item_of.at(case_no);
    CampaignEvent e = event(kind, case_no, text);
    e.from_key = from.reviewer_key;
    e.from_name = from.reviewer_name;
    e.to_key = to.reviewer_key;
    e.to_name = to.reviewer_name;
    const bool done = store_.change_campaign(content.campaign.id, {.events = {e}, .items = {to}});
    return {case_no, done, to.reviewer_name, done ? "" : kLookAgain};
  }

  CampaignContent content;
  std::map<std::int32_t, const Case*> case_of;
  std::map<std::int32_t, const WorkItem*> item_of;

 private:
  Store& store_;
  const UtcMillis now_;
  const RouteActor& actor_;
};

RouteAnswer refused(std::int32_t case_no, const std::string& message) {
  return {case_no, false, "", message};
}

void check_reason(const std::string& reason, const std::string& what) {
  constexpr std::size_t kLongest = 2000;
  if (trim(reason).empty()) throw Error(ErrorCode::usage, "say " + what);
  if (reason.size() > kLongest || !is_valid_utf8(reason) || reason.find('\0') != std::string::npos)
    throw Error(ErrorCode::usage, "the text is longer than 2000 bytes, or no plain text; type it again");
}

std::vector<RouteAnswer> give(Context& context, Store& store, Routes& routes,
                              const std::vector<std::int32_t>& cases, const std::string& to,
                              CampaignEventKind kind, const std::string& reason) {
  CaseRouter router(context, store, routes.content, {cases.begin(), cases.end()});
  const IdentityIx person = find_person(router.snapshot(), to);
  const std::string name = display_name(router.snapshot(), person);
  std::vector<RouteAnswer> answers;
  for (const std::int32_t no : cases) {
    std::string why_not = routes.stuck(no);
    if (why_not.empty()) why_not = router.why_not(person, *routes.case_of.at(no), *routes.item_of.at(no));
    if (why_not.empty()) {
      const WorkItem& item = *routes.item_of.at(no);
      const WorkItem moved = router.given_to(
          person, std::string(to_string(kind)) + " by " + item.reviewer_name, *routes.case_of.at(no), item);
      if (moved.reviewer_key == item.reviewer_key) {
        answers.push_back(refused(no, "it is on this desk already"));
      } else {
        answers.push_back(routes.move(no, moved, kind, reason));
      }
    } else {
      answers.push_back(refused(no, routes.stuck(no).empty() ? name + " " + why_not : why_not));
    }
  }
  return answers;
}

RouteAnswer to_next_in_line(CaseRouter& router, Routes& routes, std::int32_t no, CampaignEventKind kind,
                            const std::string& text) {
  const auto moved = router.next_in_line(*routes.case_of.at(no), *routes.item_of.at(no));
  if (!moved)
    return refused(no, "nobody else is permitted to review it; the campaign owner has to say who is");
  return routes.move(no, *moved, kind, text);
}

}  // namespace

std::vector<RouteAnswer> reassign_cases(Context& context, Store& store, const std::string& campaign_id,
                                        const std::vector<std::int32_t>& cases, const std::string& to,
                                        const std::string& reason, const RouteActor& actor) {
  check_reason(reason, "why the cases go to somebody else, with --reason");
  Routes routes(store, *context.clock, campaign_id, actor);
  return give(context, store, routes, cases, to, CampaignEventKind::reassigned, reason);
}

std::vector<RouteAnswer> delegate_desk(Context& context, Store& store, const std::string& campaign_id,
                                       const std::string& reviewer_key, const std::string& to,
                                       const std::string& reason, const RouteActor& actor) {
  check_reason(reason, "why the desk goes to somebody else, with --reason");
  Routes routes(store, *context.clock, campaign_id, actor);
  std::vector<std::int32_t> cases;
  for (const WorkItem& item : routes.content.work_items) {
    if (item.reviewer_key == reviewer_key && has_work_left(item.state)) cases.push_back(item.case_no);
  }
  return give(context, store, routes, cases, to, CampaignEventKind::delegated, reason);
}

std::vector<RouteAnswer> pass_cases(Context& context, Store& store, const std::string& campaign_id,
                                    const std::vector<std::int32_t>& cases, const std::string& reason,
                                    const RouteActor& actor) {
  check_reason(reason, "why it is not yours, with --reason");
  Routes routes(store, *context.clock, campaign_id, actor);
  CaseRouter router(context, store, routes.content, {cases.begin(), cases.end()});
  std::vector<RouteAnswer> answers;
  for (const std::int32_t no : cases) {
    const auto item = routes.item_of.find(no);
    if (item == routes.item_of.end() || item->second->reviewer_key != actor.key) {
      answers.push_back(refused(no, "this case lies on another desk"));
    } else if (const std::string stuck = routes.stuck(no); !stuck.empty()) {
      answers.push_back(refused(no, stuck));
    } else {
      answers.push_back(to_next_in_line(router, routes, no, CampaignEventKind::not_mine, reason));
    }
  }
  return answers;
}

RouteAnswer ask_about_case(Context& context, Store& store, const std::string& campaign_id,
                           std::int32_t case_no, const std::string& question, const RouteActor& actor) {
  check_reason(question, "what you want to know");
  Routes routes(store, *context.clock, campaign_id, actor);
  const auto item = routes.item_of.find(case_no);
  if (item == routes.item_of.end() || item->second->reviewer_key != actor.key)
    return refused(case_no, "this case lies on another desk");
  if (const std::string stuck = routes.stuck(case_no); !stuck.empty()) return refused(case_no, stuck);
  if (item->second->state == WorkItemState::asked)
    return refused(case_no, "a question about it is open already");
  CaseRouter router(context, store, routes.content, {});
  const auto owner = router.who_explains(*routes.case_of.at(case_no), *item->second);
  if (!owner) return refused(case_no, "nobody answers for this right; name a campaign owner in reeve.toml");
  WorkItem paused = *item->second;
  paused.state = WorkItemState::asked;
  CampaignEvent e = routes.event(CampaignEventKind::asked, case_no, question);
  e.to_key = owner->key;
  e.to_name = owner->name;
  const bool done = store.change_campaign(campaign_id, {.events = {e}, .items = {paused}});
  return {case_no, done, owner->name, done ? "" : kLookAgain};
}

RouteAnswer answer_question(Store& store, const Clock& clock, const std::string& campaign_id,
                            std::int32_t case_no, const std::string& text, const RouteActor& actor) {
  check_reason(text, "what the answer is");
  Routes routes(store, clock, campaign_id, actor);
  const auto item = routes.item_of.find(case_no);
  if (item == routes.item_of.end() || item->second->state != WorkItemState::asked)
    return refused(case_no, "no question about this case is open");
  if (const std::string stuck = routes.stuck(case_no); !stuck.empty()) return refused(case_no, stuck);
  const CampaignEvent* question = nullptr;
  const std::vector<CampaignEvent> events = store.campaign_events(campaign_id);
  for (const CampaignEvent& e : events) {
    if (e.case_no == case_no && e.kind == CampaignEventKind::asked) question = &e;
  }
  if (question == nullptr || question->to_key != actor.key)
    return refused(case_no,
                   "somebody else was asked: " + (question == nullptr ? "nobody" : question->to_name));
  WorkItem open = *item->second;
  open.state = WorkItemState::open;
  CampaignEvent e = routes.event(CampaignEventKind::answered, case_no, text);
  e.to_key = open.reviewer_key;
  e.to_name = open.reviewer_name;
  const bool done = store.change_campaign(campaign_id, {.events = {e}, .items = {open}});
  return {case_no, done, open.reviewer_name, done ? "" : kLookAgain};
}

std::vector<RouteAnswer> replace_absent_reviewers(Context& context, Store& store,
                                                  const std::string& campaign_id) {
  const RouteActor system{.key = {}, .name = "system", .signed_in = {}};
  Routes routes(store, *context.clock, campaign_id, system);
  const CaseRouter look(context, store, routes.content, {});
  std::set<std::int32_t> moving;
  for (const WorkItem& item : routes.content.work_items) {
    if (has_work_left(item.state) && !look.is_at_work(item.reviewer_key)) moving.insert(item.case_no);
  }
  if (moving.empty()) return {};
  CaseRouter router(context, store, routes.content, moving);
  std::vector<RouteAnswer> answers;
  for (const std::int32_t no : moving) {
    const std::string& name = routes.item_of.at(no)->reviewer_name;
    answers.push_back(to_next_in_line(router, routes, no, CampaignEventKind::reassigned,
                                      name + " is not at work any more"));
  }
  return answers;
}

}  // namespace reeve
