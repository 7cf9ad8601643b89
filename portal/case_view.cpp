#include "portal/case_view.h"

#include <algorithm>
#include <set>

#include "engine/campaign/completion.h"
#include "engine/campaign/event_words.h"
#include "engine/core/text.h"
#include "engine/net/url.h"
#include "portal/evidence_view.h"
#include "portal/links.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

std::string case_page(const std::string& campaign_id, std::int32_t no) {
  return "/case?campaign=" + percent_encode(campaign_id) + "&no=" + std::to_string(no);
}

std::map<std::int32_t, std::vector<const WorkItem*>> items_by_case(const CampaignContent& content) {
  std::map<std::int32_t, std::vector<const WorkItem*>> items;
  for (const WorkItem& item : content.work_items) items[item.case_no].push_back(&item);
  return items;
}

bool fits(const Case& c, const WorkItem& item, const Decision* decision, const CaseFilter& filter) {
  const auto holds = [&](const std::string& text) {
    return lower_ascii(text).find(lower_ascii(filter.text)) != std::string::npos;
  };
  return (filter.reviewer.empty() || item.reviewer_key == filter.reviewer) &&
         (filter.state.empty() || to_string(item.state) == filter.state) &&
         (filter.decision.empty() || (decision != nullptr && to_string(decision->kind) == filter.decision)) &&
         (filter.text.empty() || holds(c.subject_name) || holds(c.entitlement_name));
}

Json choices(const std::map<std::string, std::string>& labels, const std::string& chosen) {
  Json out = Json::array();
  for (const auto& [value, label] : labels)
    out.push_back({{"value", value}, {"label", label}, {"chosen", value == chosen}});
  return out;
}

Json filters_of(const CampaignContent& content, const CaseFilter& filter) {
  std::map<std::string, std::string> reviewers;
  for (const WorkItem& item : content.work_items) reviewers[item.reviewer_key] = item.reviewer_name;
  std::map<std::string, std::string> states;
  for (const auto name : EnumNames<WorkItemState>::names) states[std::string(name)] = name;
  std::map<std::string, std::string> kinds;
  for (const auto name : EnumNames<DecisionKind>::names)
    kinds[std::string(name)] = decision_label(*enum_value<DecisionKind>(name));
  return Json::array(
      {{{"name", "reviewer"}, {"label", "Reviewer"}, {"options", choices(reviewers, filter.reviewer)}},
       {{"name", "state"}, {"label", "State"}, {"options", choices(states, filter.state)}},
       {{"name", "decision"}, {"label", "Decision"}, {"options", choices(kinds, filter.decision)}}});
}

std::string address_of(const std::string& campaign, const CaseFilter& filter, std::size_t page) {
  std::string address = "/cases?campaign=" + percent_encode(campaign) + "&page=" + std::to_string(page);
  for (const auto& [name, value] : {std::pair{"reviewer", filter.reviewer},
                                    {"state", filter.state},
                                    {"decision", filter.decision},
                                    {"q", filter.text}}) {
    if (!value.empty()) address += "&" + std::string(name) + "=" + percent_encode(value);
  }
  return address;
}

// One thing that happened.
struct Event {
  UtcMillis at = 0;
  Json view;
};

Json event(UtcMillis at, const std::string& what, const std::string& who, const std::string& detail,
           const std::string& css = "") {
  return {{"at", minute_of(at)}, {"iso", format_time(at)},           {"what", what},
          {"who", who},          {"detail", printable_utf8(detail)}, {"css", css}};
}

void add_decisions(std::vector<Event>& events, const Case& c, const std::vector<Decision>& decisions) {
  for (const Decision& d : decisions) {
    if (d.case_no != c.no) continue;
    std::string what = "Decided: " + decision_label(d.kind) + (d.until ? " " + format_date(*d.until) : "");
    if (d.bulk) what += ", in bulk";
    std::string detail = d.reason.empty() ? "" : "\xE2\x80\x9C" + d.reason + "\xE2\x80\x9D ";
    detail += "signed in by " + d.signed_in + "; shown: " + to_hex(d.evidence_digest);
    if (d.evidence_digest != c.evidence_digest) detail += ", which is not what stands here now";
    events.push_back({d.at, event(d.at, what, d.by_name, detail, decision_class(d.kind))});
    const auto undone = parse_time(d.undone_at);
    if (undone)
      events.push_back({*undone, event(*undone, "Taken back: " + decision_label(d.kind), d.by_name, "")});
  }
}

// Of the case, and of the whole campaign. That it was closed stands in the campaign itself.
void add_moves(std::vector<Event>& events, std::int32_t case_no, const std::vector<CampaignEvent>& moves) {
  for (const CampaignEvent& m : moves) {
    const bool whole = m.case_no == 0 && m.kind != CampaignEventKind::closed;
    if (m.case_no != case_no && !whole) continue;
    std::string detail = event_detail(m);
    if (!m.signed_in.empty()) detail += (detail.empty() ? "" : "; ") + ("signed in by " + m.signed_in);
    events.push_back({m.at, event(m.at, capitalised(std::string(to_string(m.kind))), m.by, detail)});
  }
}

void add_sign_offs(std::vector<Event>& events, const std::vector<const WorkItem*>& items,
                   const std::vector<SignOff>& sign_offs) {
  for (const SignOff& s : sign_offs) {
    const bool hers = std::ranges::any_of(items, [&](const WorkItem* i) {
      return i->reviewer_key == s.reviewer_key && i->state == WorkItemState::signed_off;
    });
    if (hers)
      events.push_back(
          {s.at, event(s.at, "Signed off", s.reviewer_name, "\xE2\x80\x9C" + s.statement + "\xE2\x80\x9D")});
  }
}

void add_removals(std::vector<Event>& events, std::int32_t case_no, const std::vector<Removal>& removals,
                  const std::vector<Ticket>& tickets) {
  for (const Removal& r : removals) {
    if (std::ranges::find(r.cases, case_no) == r.cases.end()) continue;
    events.push_back(
        {r.decided_at, event(r.decided_at, "To remove: " + r.what, r.decided_by, r.consequence)});
    for (const Ticket& t : tickets) {
      if (t.removal_id != r.id) continue;
      const std::string ref = t.external_ref.empty() ? "" : ": " + t.external_ref;
      events.push_back(
          {r.decided_at,
           event(r.decided_at, "Ticket " + std::string(to_string(t.state)) + " at " + t.sink + ref, "system",
                 t.last_error)});
    }
    if (r.state == RemovalState::planned && r.state_detail.empty()) continue;
    const UtcMillis at = std::max(r.state_at, r.decided_at);
    const std::string run = r.state_run == 0 ? "" : " in run " + std::to_string(r.state_run);
    events.push_back({at, event(at, "Removal " + std::string(to_string(r.state)) + run, "system",
                                r.state_detail, r.state == RemovalState::verified_removed ? "keep" : "")});
  }
}

}  // namespace

Json cases_view(const CampaignContent& content, const std::vector<Decision>& decisions,
                const CaseFilter& filter) {
  const StandingDecisions standing = standing_decisions(content.work_items, decisions);
  const auto items = items_by_case(content);
  std::vector<Json> rows;
  for (const Case& c : content.cases) {
    const auto of = items.find(c.no);
    if (of == items.end()) continue;
    for (const WorkItem* item : of->second) {
      const auto decision = standing.find(c.no);
      const Decision* d = decision == standing.end() ? nullptr : &decision->second;
      if (!fits(c, *item, d, filter)) continue;
      rows.push_back({{"no", c.no},
                      {"href", case_page(content.campaign.id, c.no)},
                      {"who", c.subject_name},
                      {"what", c.entitlement_name},
                      {"risk", to_string(c.risk)},
                      {"risk_label", risk_label(c.risk)},
                      {"reviewer", item->reviewer_name},
                      {"state", to_string(item->state)},
                      {"decision", d == nullptr ? "" : decision_label(d->kind)},
                      {"css", d == nullptr ? "" : decision_class(d->kind)}});
    }
  }
  const std::size_t pages = std::max<std::size_t>(1, (rows.size() + kCasesOnAPage - 1) / kCasesOnAPage);
  const std::size_t page = std::clamp<std::size_t>(filter.page, 1, pages);
  Json shown = Json::array();
  for (std::size_t i = (page - 1) * kCasesOnAPage; i < std::min(rows.size(), page * kCasesOnAPage); ++i)
    shown.push_back(std::move(rows[i]));
  const std::string& id = content.campaign.id;
  return {{"title", "Cases"},
          {"campaign", content.campaign.name},
          {"campaign_id", id},
          {"count", count_of(rows.size(), "case", "cases")},
          {"q", filter.text},
          {"filters", filters_of(content, filter)},
          {"none", rows.empty()},
          {"rows", std::move(shown)},
          {"page", "Page " + std::to_string(page) + " of " + std::to_string(pages)},
          {"many", pages > 1},
          {"before", page > 1 ? address_of(id, filter, page - 1) : ""},
          {"after", page < pages ? address_of(id, filter, page + 1) : ""}};
}

Json case_view(const CampaignContent& content, std::int32_t case_no, const std::vector<Decision>& decisions,
               const std::vector<CampaignEvent>& moves, const std::vector<SignOff>& sign_offs,
               const std::vector<Removal>& removals, const std::vector<Ticket>& tickets) {
  const auto c = std::ranges::find(content.cases, case_no, &Case::no);
  if (c == content.cases.end()) return nullptr;
  const auto items = items_by_case(content)[case_no];
  const Campaign& campaign = content.campaign;
  std::vector<Event> events{
      {campaign.opened_at,
       event(campaign.opened_at, "Opened on snapshot " + std::to_string(campaign.snapshot),
             campaign.opened_by, campaign.accepted_gap)}};
  add_decisions(events, *c, decisions);
  add_moves(events, case_no, moves);
  if (campaign.state == CampaignState::closed)
    events.push_back(
        {campaign.closed_at, event(campaign.closed_at, "Campaign closed", campaign.closed_by, "")});
  add_sign_offs(events, items, sign_offs);
  add_removals(events, case_no, removals, tickets);
  std::ranges::stable_sort(events, {}, &Event::at);
  Json history = Json::array();
  for (Event& e : events) history.push_back(std::move(e.view));
  Json desks = Json::array();
  for (const WorkItem* item : items)
    desks.push_back({{"stage", item->stage},
                     {"name", item->reviewer_name},
                     {"why", item->why_reviewer},
                     {"state", to_string(item->state)}});
  const auto card = std::ranges::find(content.cards, c->card, &Card::no);
  Json view = evidence_view(*c);
  view.update({{"title", "Case " + std::to_string(case_no)},
               {"no", case_no},
               {"campaign", campaign.name},
               {"cases_href", "/cases?campaign=" + percent_encode(campaign.id)},
               {"who", c->subject_name},
               {"who_href", access_of_page(c->subject_key)},
               {"what", c->entitlement_name},
               {"risk", to_string(c->risk)},
               {"risk_label", risk_label(c->risk)},
               {"desks", std::move(desks)},
               {"consequence", card == content.cards.end() ? "" : card->consequence},
               {"history", std::move(history)},
               {"raw", pretty_json(c->evidence)}});
  return view;
}

}  // namespace reeve::portal
