#include "engine/workflow/desk.h"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "engine/campaign/states.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/ticket_drafts.h"

namespace reeve {
namespace {

// One campaign as it stands now.
struct View {
  CampaignContent content;
  std::vector<Decision> decisions;
  std::vector<SignOff> sign_offs;
  std::vector<CampaignEvent> events;
  StandingDecisions standing;
  DecisionRules rules;
  std::map<std::int32_t, const Case*> case_of;
  std::map<std::int32_t, const WorkItem*> item_of;

  View(Store& store, const std::string& campaign_id)
      : content(store.campaign(campaign_id)),
        decisions(store.decisions(campaign_id)),
        sign_offs(store.sign_offs(campaign_id)),
        events(store.campaign_events(campaign_id)),
        standing(standing_decisions(content.work_items, decisions)),
        rules(definition_from_json(content.campaign.definition).decisions) {
    for (const Case& c : content.cases) case_of[c.no] = &c;
    for (const WorkItem& item : content.work_items) item_of[item.case_no] = &item;
    for (const Case& c : content.cases) reviews_.emplace(item_of.at(c.no)->reviewer_key, c.subject_key);
  }
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  bool takes_decisions(UtcMillis now) const {
    return content.campaign.state == CampaignState::open && now <= content.campaign.deadline;
  }
  bool reviews(const std::string& reviewer_key, const std::string& subject_key) const {
    return reviews_.contains({reviewer_key, subject_key});
  }

 private:
  std::set<std::pair<std::string, std::string>> reviews_;  // reviewer, subject
};

// --- loading

bool riskier(const Severity a, std::int32_t a_no, const Severity b, std::int32_t b_no) {
  return a != b ? a > b : a_no < b_no;
}

DeskCase desk_case(const View& view, const WorkItem& item, const std::vector<Contradiction>& contradictions) {
  DeskCase c{.content = *view.case_of.at(item.case_no), .item = item};
  if (const auto it = view.standing.find(item.case_no); it != view.standing.end()) c.standing = it->second;
  for (const Contradiction& contradiction : contradictions) {
    if (contradiction.revoked_case == item.case_no || contradiction.kept_case == item.case_no) {
      c.contradictions.push_back(contradiction);
    }
  }
  std::ranges::copy_if(view.events, std::back_inserter(c.events),
                       [&](const CampaignEvent& e) { return e.case_no == item.case_no; });
  return c;
}

std::vector<DeskCard> desk_cards(const View& view, const std::string& reviewer_key) {
  const auto all = contradictions(view.content.cases, view.content.cards, view.standing);
  std::map<std::int32_t, DeskCard> cards;
  for (const WorkItem& item : view.content.work_items) {
    const bool asks = item.state != WorkItemState::gone && item.state != WorkItemState::carried;
    if (item.reviewer_key != reviewer_key || !asks) continue;
    DeskCase c = desk_case(view, item, all);
    DeskCard& card = cards[c.content.card];
    card.risk = std::max(card.risk, c.content.risk);
    card.flagged = card.flagged || needs_own_look(view.rules, c.content);
    card.cases.push_back(std::move(c));
  }
  std::vector<DeskCard> ordered;
  for (const Card& card : view.content.cards) {
    if (const auto it = cards.find(card.no); it != cards.end()) {
      it->second.card = card;
      ordered.push_back(std::move(it->second));
    }
  }
  for (DeskCard& card : ordered) {
    std::ranges::sort(card.cases, [](const DeskCase& a, const DeskCase& b) {
      return riskier(a.content.risk, a.content.no, b.content.risk, b.content.no);
    });
  }
  std::ranges::sort(ordered, [](const DeskCard& a, const DeskCard& b) {
    return riskier(a.risk, a.card.no, b.risk, b.card.no);
  });
  return ordered;
}

ReviewFigures figures_of(const View& view, const std::string& reviewer_key) {
  const Completion all =
      completion_of(view.content.cases, view.content.work_items, view.standing, ScopeFigures{});
  for (const ReviewerProgress& progress : all.reviewers) {
    if (progress.reviewer_key == reviewer_key) return progress.figures;
  }
  return {};
}

std::string reviewer_name(const View& view, const std::string& reviewer_key) {
  for (const WorkItem& item : view.content.work_items) {
    if (item.reviewer_key == reviewer_key) return item.reviewer_name;
  }
  for (const SignOff& sign_off : view.sign_offs) {
    if (sign_off.reviewer_key == reviewer_key) return sign_off.reviewer_name;
  }
  throw Error(ErrorCode::not_found, "`" + printable_key(reviewer_key) + "` has no case in campaign `" +
                                        view.content.campaign.name + "`");
}

// --- deciding

Answer answer(std::int32_t case_no, Answer::Kind kind, std::string message, std::string decision_id = {}) {
  return {
      .case_no = case_no, .kind = kind, .message = std::move(message), .decision_id = std::move(decision_id)};
}

Decision decision_of(const Choice& choice, const Case& c, const WorkItem& item, const Actor& actor,
                     UtcMillis now) {
  return {.id = choice.decision_id.empty() ? uuid_v7(now) : choice.decision_id,
          .case_no = choice.case_no,
          .stage = item.stage,
          .kind = choice.kind,
          .until = choice.until,
          .reason = std::string(trim(choice.reason)),
          .by_key = actor.key,
          .by_name = actor.name,
          .signed_in = actor.signed_in,
          .at = now,
          .bulk = choice.bulk,
          .evidence_digest = c.evidence_digest};
}

Answer words_for(Store::DecideResult result, const Decision& d) {
  using Result = Store::DecideResult;
  switch (result) {
    case Result::recorded: return answer(d.case_no, Answer::Kind::recorded, "", d.id);
    case Result::already: return answer(d.case_no, Answer::Kind::already, "decided so before", d.id);
    case Result::stale:
      return answer(d.case_no, Answer::Kind::stale, "the case changed while you looked at it; load it again");
    case Result::closed:
      return answer(d.case_no, Answer::Kind::closed, "the campaign takes no more decisions");
    case Result::not_yours:
      return answer(d.case_no, Answer::Kind::not_yours, "this case lies on another desk");
    case Result::signed_off:
      return answer(d.case_no, Answer::Kind::signed_off, "this case is signed off; its decision is final");
  }
  throw Error(ErrorCode::internal, "the store answered a decision in an unknown way");
}

// A decision of hers that counts although the case has gone on to its next stage.
const Decision* earlier_decision(const View& view, const Actor& actor, const Choice& choice) {
  for (const Decision& d : view.decisions) {
    const bool same = d.case_no == choice.case_no && d.kind == choice.kind && d.until == choice.until &&
                      d.reason == trim(choice.reason);
    if (same && d.by_key == actor.key && d.undone_at.empty()) return &d;
  }
  return nullptr;
}

// The decision that is to be recorded; or the answer, where there is nothing to record.
using Prepared = std::variant<VersionedDecision, Answer>;
Prepared prepare(const View& view, const Actor& actor, const Choice& choice, UtcMillis now) {
  const auto c = view.case_of.find(choice.case_no);
  // A case that does not exist and one that is not hers are told apart to nobody.
  if (c == view.case_of.end() || view.item_of.at(choice.case_no)->reviewer_key != actor.key) {
    if (const Decision* d = earlier_decision(view, actor, choice))
      return answer(choice.case_no, Answer::Kind::already, "decided so before", d->id);
    return answer(choice.case_no, Answer::Kind::not_yours, "this case lies on another desk");
  }
  const WorkItem& item = *view.item_of.at(choice.case_no);
  const Decision decision = decision_of(choice, *c->second, item, actor, now);
  const auto standing = view.standing.find(choice.case_no);
  if (standing != view.standing.end() && same_decision(standing->second, decision)) {
    return answer(choice.case_no, Answer::Kind::already, "decided so before", standing->second.id);
  }
  if (item.state == WorkItemState::gone)
    return answer(choice.case_no, Answer::Kind::refused, "this access is gone; there is nothing to decide");
  if (view.reviews(c->second->subject_key, actor.key)) {
    return answer(choice.case_no, Answer::Kind::refused,
                  "this person reviews your access, so you cannot review hers; pass the case on");
  }
  if (choice.shown && *choice.shown != c->second->evidence_digest) {
    return answer(choice.case_no, Answer::Kind::stale, "the facts of this case have changed; load it again");
  }
  if (std::string problem = problem_with(view.rules, *c->second, decision); !problem.empty()) {
    return answer(choice.case_no, Answer::Kind::refused, std::move(problem));
  }
  return VersionedDecision{decision, choice.version.value_or(item.version)};
}

// --- signing off

std::vector<Contradiction> concerning(const View& view, const std::string& reviewer_key) {
  std::vector<Contradiction> found = contradictions(view.content.cases, view.content.cards, view.standing);
  std::erase_if(found, [&](const Contradiction& c) {
    return view.item_of.at(c.revoked_case)->reviewer_key != reviewer_key &&
           view.item_of.at(c.kept_case)->reviewer_key != reviewer_key;
  });
  return found;
}

// Only what this sign-off makes final: decisions that are signed off already have their removals.
StandingDecisions not_signed_yet(const View& view) {
  StandingDecisions standing = view.standing;
  std::erase_if(standing, [&](const auto& entry) {
    return entry.second.kind == DecisionKind::revoke &&
           view.item_of.at(entry.first)->state == WorkItemState::signed_off;
  });
  return standing;
}

// The decisions that this sign-off makes final.
std::vector<std::string> decision_ids(const View& view, const std::string& reviewer_key) {
  std::vector<std::string> ids;
  for (const auto& [case_no, decision] : view.standing) {
    const WorkItem& item = *view.item_of.at(case_no);
    if (item.reviewer_key == reviewer_key && item.state == WorkItemState::decided) ids.push_back(decision.id);
  }
  return ids;
}

std::string why_not_signed(const View& view, const SignOffResult& result, UtcMillis now) {
  if (result.signed_before) return "everything on this desk is signed off already";
  if (!view.takes_decisions(now)) return "the campaign takes no more decisions";
  if (result.still_open > 0)
    return count_of(result.still_open, "case is", "cases are") + " still open; decide every case first";
  return "";
}

// What she keeps or cannot judge goes on where another stage follows.
std::vector<WorkItem> handed_on(const View& view, const std::string& reviewer_key) {
  std::vector<WorkItem> next;
  for (const auto& [case_no, decision] : view.standing) {
    const WorkItem& item = *view.item_of.at(case_no);
    if (item.reviewer_key != reviewer_key || item.state != WorkItemState::decided) continue;
    if (decision.kind == DecisionKind::revoke || item.later.empty()) continue;
    next.push_back(at_next_stage(item));
  }
  return next;
}

std::vector<CampaignEvent> events_of(const View& view, const std::vector<WorkItem>& handed_on,
                                     const Actor& actor, UtcMillis now) {
  std::vector<CampaignEvent> events;
  for (const WorkItem& item : handed_on) {
    events.push_back({.id = uuid_v7(now),
                      .case_no = item.case_no,
                      .kind = CampaignEventKind::next_stage,
                      .at = now,
                      .by = actor.name,
                      .signed_in = actor.signed_in,
                      .from_key = actor.key,
                      .from_name = actor.name,
                      .to_key = item.reviewer_key,
                      .to_name = item.reviewer_name,
                      .text = std::string(to_string(view.standing.at(item.case_no).kind)) +
                              " by the reviewer of stage " + std::to_string(item.stage - 1)});
  }
  return events;
}

SignOffResult outcome_of(const Context& context, Store& store, const View& view, const Actor& actor,
                         UtcMillis now) {
  SignOffResult result;
  const ReviewFigures figures = figures_of(view, actor.key);
  result.still_open = figures.open - figures.asked;  // a question about a case holds up that case only
  result.plan = plan_removals(view.content.campaign, view.content.cases, view.content.cards,
                              not_signed_yet(view), actor.key, store.removals(), now);
  result.contradictions = concerning(view, actor.key);
  result.handed_on = handed_on(view, actor.key);
  for (Removal& removal : result.plan.removals) removal.id = uuid_v7(now);
  for (const Removal& removal : result.plan.removals) {
    std::ranges::copy(draft_tickets(removal, context.config.ticket_sinks, now),
                      std::back_inserter(result.tickets));
  }
  result.signed_before = result.still_open == 0 && decision_ids(view, actor.key).empty();
  result.message = why_not_signed(view, result, now);
  return result;
}

}  // namespace

Desk load_desk(Store& store, const Clock& clock, const std::string& campaign_id,
               const std::string& reviewer_key) {
  const View view(store, campaign_id);
  Desk desk{.campaign = view.content.campaign,
            .rules = view.rules,
            .reviewer_key = reviewer_key,
            .reviewer_name = reviewer_name(view, reviewer_key),
            .cards = desk_cards(view, reviewer_key),
            .figures = figures_of(view, reviewer_key),
            .may_decide = view.takes_decisions(clock.now())};
  for (const SignOff& sign_off : view.sign_offs) {
    if (sign_off.reviewer_key == reviewer_key) desk.signed_off = sign_off;
  }
  return desk;
}

std::vector<Answer> decide(Store& store, const Clock& clock, const std::string& campaign_id,
                           const Actor& actor, const std::vector<Choice>& choices) {
  const View view(store, campaign_id);
  std::vector<Prepared> prepared;
  std::vector<VersionedDecision> decisions;
  for (const Choice& choice : choices) {
    prepared.push_back(prepare(view, actor, choice, clock.now()));
    if (const auto* d = std::get_if<VersionedDecision>(&prepared.back())) decisions.push_back(*d);
  }
  const auto results = store.record_decisions(campaign_id, decisions);
  std::vector<Answer> answers;
  for (std::size_t next = 0; const Prepared& p : prepared) {
    const auto* d = std::get_if<VersionedDecision>(&p);
    answers.push_back(d == nullptr ? std::get<Answer>(p) : words_for(results[next++], d->decision));
  }
  return answers;
}

Answer undo(Store& store, const Clock& clock, const std::string& campaign_id, const Actor& actor,
            std::int32_t case_no) {
  const View view(store, campaign_id);
  const auto item = view.item_of.find(case_no);
  if (item == view.item_of.end() || item->second->reviewer_key != actor.key) {
    return answer(case_no, Answer::Kind::not_yours, "this case lies on another desk");
  }
  if (item->second->state == WorkItemState::signed_off) {
    return answer(case_no, Answer::Kind::signed_off, "this case is signed off; its decision is final");
  }
  if (!view.takes_decisions(clock.now())) {
    return answer(case_no, Answer::Kind::closed, "the campaign takes no more decisions");
  }
  const auto standing = view.standing.find(case_no);
  if (standing == view.standing.end())
    return answer(case_no, Answer::Kind::already, "nothing is decided here");
  if (!store.undo_decision(campaign_id, standing->second.id, clock.now())) {
    return answer(case_no, Answer::Kind::stale, "the case changed while you looked at it; load it again");
  }
  return answer(case_no, Answer::Kind::recorded, "");
}

SignOffResult preview_sign_off(Context& context, Store& store, const std::string& campaign_id,
                               const Actor& actor) {
  const View view(store, campaign_id);
  reviewer_name(view, actor.key);
  return outcome_of(context, store, view, actor, context.clock->now());
}

SignOffResult sign_off(Context& context, Store& store, const std::string& campaign_id, const Actor& actor,
                       const std::string& statement) {
  const View view(store, campaign_id);
  const std::string name = reviewer_name(view, actor.key);
  const UtcMillis now = context.clock->now();
  SignOffResult result = outcome_of(context, store, view, actor, now);
  if (!result.message.empty()) return result;
  const SignOff record{.reviewer_key = actor.key, .reviewer_name = name, .statement = statement, .at = now};
  result.signed_off = store.sign_off(campaign_id, {.sign_off = record,
                                                   .decision_ids = decision_ids(view, actor.key),
                                                   .handed_on = result.handed_on,
                                                   .events = events_of(view, result.handed_on, actor, now),
                                                   .removals = result.plan.removals,
                                                   .tickets = result.tickets});
  if (result.signed_off) return result;
  // Somebody was first: where she signed the same desk off, nothing is left to sign.
  result = outcome_of(context, store, View(store, campaign_id), actor, now);
  if (!result.signed_before)
    result.message = "the desk changed meanwhile; look at it again and sign once more";
  return result;
}

}  // namespace reeve
