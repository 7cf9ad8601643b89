#include "portal/desk_view.h"

#include <algorithm>
#include <map>

#include "engine/core/digest.h"
#include "engine/core/text.h"
#include "portal/evidence_view.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

constexpr int kSecondsPerCard = 25;  // what a card takes on average: reading, judging, a reason now and then

std::string reason_hint(const DecisionRules& rules, const std::vector<const DeskCase*>& cases,
                        const Language& say) {
  const auto needed = [&](DecisionKind kind) {
    return std::ranges::any_of(cases,
                               [&](const DeskCase* c) { return reason_required(rules, c->content, kind); });
  };
  const bool keep = needed(DecisionKind::certify);
  const bool remove = needed(DecisionKind::revoke);
  if (keep && remove) return say("needed for every answer");
  if (keep) return say("needed if you keep it");
  return remove ? say("needed if you remove it") : say("optional");
}

bool waits_for_her(const DeskCase& c) { return c.item.state == WorkItemState::open; }

// What the form of a card or of a single case needs.
void add_form(Json& view, const Desk& desk, const std::vector<const DeskCase*>& cases,
              const std::string& shown, const Language& say) {
  view["open"] = true;
  view["shown"] = shown;
  view["reason_hint"] = reason_hint(desk.rules, cases, say);
  const bool keep_needs = std::ranges::any_of(cases, [&](const DeskCase* c) {
    return reason_required(desk.rules, c->content, DecisionKind::certify);
  });
  const bool remove_needs = std::ranges::any_of(cases, [&](const DeskCase* c) {
    return reason_required(desk.rules, c->content, DecisionKind::revoke);
  });
  view["keep_needs_reason"] = keep_needs ? "yes" : "no";
  view["remove_needs_reason"] = remove_needs ? "yes" : "no";
}

void add_outcome(Json& view, const Desk& desk, const DeskCase& c, const Language& say) {
  const Decision& d = *c.standing;
  view["decided"] = true;
  view["decision_label"] = decision_label(d.kind, say);
  view["decision_class"] = decision_class(d.kind);
  view["reason"] = d.reason;
  if (d.until) {
    view["until"] = say.date(*d.until);
    view["until_iso"] = format_date(*d.until);
  }
  view["can_undo"] = desk.may_decide && c.item.state == WorkItemState::decided;
}

Json case_view(const Desk& desk, const DeskCard& card, const DeskCase& c, bool split, const std::string& csrf,
               const Language& say) {
  Json view = evidence_view(c.content, say);
  view.update({{"no", c.content.no},
               {"target", "case"},
               {"field", "case-" + std::to_string(c.content.no)},
               {"split", split},
               {"csrf", csrf}});
  if (!c.contradictions.empty()) {
    view["conflict"] =
        say("Another reviewer decided the other way about the same change. The data owner settles it.");
  }
  if (!split) return view;
  if (c.standing) {
    add_outcome(view, desk, c, say);
  } else if (desk.may_decide && waits_for_her(c)) {
    add_form(view, desk, {&c}, shown_token(card, c.content.no), say);
  }
  return view;
}

// All cases of a card are decided alike: one outcome is shown for the card.
bool decided_alike(const DeskCard& card) {
  return std::ranges::all_of(card.cases, [&](const DeskCase& c) {
    const auto& first = card.cases.front().standing;
    return c.standing && first && c.standing->kind == first->kind && c.standing->reason == first->reason &&
           c.standing->until == first->until;
  });
}

bool none_decided(const DeskCard& card) {
  return std::ranges::none_of(card.cases, [](const DeskCase& c) { return c.standing.has_value(); });
}

Json card_view(const Desk& desk, const DeskCard& card, const DeskState& state, const std::string& csrf,
               const Language& say) {
  const bool alike = decided_alike(card);
  const bool split =
      card.cases.size() > 1 && !alike && (state.split_card == card.card.no || !none_decided(card));
  Json view{{"no", card.card.no},
            {"card_no", card.card.no},
            {"target", "card"},
            {"field", std::to_string(card.card.no)},
            {"risk", std::string(to_string(card.risk))},
            {"risk_label", risk_label(card.risk, say)},
            {"title", card.card.title},
            {"consequence", card.card.consequence},
            {"why_no_cut", card.card.why_no_cut},
            {"csrf", csrf},
            {"cases", Json::array()}};
  std::vector<const DeskCase*> cases;
  for (const DeskCase& c : card.cases) {
    cases.push_back(&c);
    view["cases"].push_back(case_view(desk, card, c, split, csrf, say));
  }
  if (alike) {
    add_outcome(view, desk, card.cases.front(), say);
  } else if (!split && desk.may_decide && std::ranges::all_of(card.cases, waits_for_her)) {
    add_form(view, desk, cases, shown_token(card), say);
    view["can_split"] = card.cases.size() > 1;
  }
  if (state.problem_card == card.card.no) {
    view["problem"] = state.problem;
    view["draft_reason"] = state.draft_reason;
    for (auto& c : view["cases"]) c["draft_reason"] = state.draft_reason;
  }
  return view;
}

bool long_unused(const Case& c) {
  const std::string last = text_in(c.evidence.value("use", Json::object()), "last_used");
  if (last == "never") return true;
  const auto used = parse_time(last);
  const auto as_of = parse_time(text_in(c.evidence.value("snapshot", Json::object()), "as_of"));
  return used && as_of && *as_of - *used >= 90 * kDay;
}

bool is_shown(const DeskCard& card, DeskFilter filter) {
  const auto any = [&](auto holds) { return std::ranges::any_of(card.cases, holds); };
  switch (filter) {
    case DeskFilter::all: return true;
    case DeskFilter::open: return any(waits_for_her);
    case DeskFilter::flagged: return card.flagged;
    case DeskFilter::unused: return any([](const DeskCase& c) { return long_unused(c.content); });
  }
  return true;
}

// What the desk can be narrowed to, with the number of cards; empty where there is nothing to choose.
Json filters_of(const Desk& desk, DeskFilter shown, const Language& say) {
  const std::pair<DeskFilter, std::string> choices[] = {{DeskFilter::all, say("All")},
                                                        {DeskFilter::open, say("To decide")},
                                                        {DeskFilter::flagged, say("Flagged")},
                                                        {DeskFilter::unused, say("Not used for 90 days")}};
  Json filters = Json::array();
  for (const auto& [filter, label] : choices) {
    const auto count =
        std::ranges::count_if(desk.cards, [f = filter](const DeskCard& card) { return is_shown(card, f); });
    if (count == 0 && filter != shown) continue;
    const std::string href = filter == DeskFilter::all ? "/" : "/?show=" + std::string(to_string(filter));
    filters.push_back({{"href", href}, {"label", label}, {"count", count}, {"here", filter == shown}});
  }
  return filters;
}

std::string subtitle_of(const Case& c, const Language& say) {
  if (c.kind == CaseKind::everyone) return say("What every account of the source can reach");
  const Json subject = c.evidence.value("subject", Json::object());
  std::vector<std::string> parts;
  for (const char* key : {"job", "department", "region"}) {
    if (const auto text = text_in(subject, key); !text.empty() && text != "unknown") parts.push_back(text);
  }
  if (c.kind == CaseKind::account) parts.insert(parts.begin(), say("account without a person of its own"));
  const std::string employment = text_in(subject, "employment");
  if (!employment.empty() && employment != "employee" && employment != "unknown")
    parts.push_back(say(employment));
  const std::string status = text_in(subject, "status");
  if (!status.empty() && status != "active" && status != "unknown")
    parts.push_back(say("status: {status}", {{"status", say(status)}}));
  return join(parts, " · ");
}

// Sections in the order in which the desk names their subjects, so the riskiest person comes first.
Json people_view(const Desk& desk, const DeskState& state, const std::string& csrf, const Language& say) {
  Json people = Json::array();
  std::map<std::string, std::size_t> places;
  std::vector<std::size_t> open;
  for (const DeskCard& card : desk.cards) {
    if (!is_shown(card, state.show)) continue;
    const Case& first = card.cases.front().content;
    const bool shared = std::ranges::any_of(
        card.cases, [&](const DeskCase& c) { return c.content.subject_key != first.subject_key; });
    const std::string key = shared ? std::string("several") : first.subject_key;
    const auto [place, fresh] = places.emplace(key, people.size());
    if (fresh) {
      const std::string name = shared ? say("Several people at once") : first.subject_name;
      people.push_back(
          {{"name", name},
           {"initials", shared ? "…" : initials_of(name)},
           {"subtitle", shared ? say("One change concerns all of them") : subtitle_of(first, say)},
           {"anchor", "person-" + std::to_string(people.size() + 1)},
           {"cards", Json::array()}});
      open.push_back(0);
    }
    people[place->second]["cards"].push_back(card_view(desk, card, state, csrf, say));
    open[place->second] += static_cast<std::size_t>(std::ranges::count_if(card.cases, waits_for_her));
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    people[i]["count"] =
        open[i] == 0 ? say("all decided") : say.count(open[i], "{n} to decide", "{n} to decide");
  }
  return people;
}

std::string time_left(const Desk& desk, const Language& say) {
  const auto cards = std::ranges::count_if(
      desk.cards, [](const DeskCard& card) { return std::ranges::any_of(card.cases, waits_for_her); });
  const auto minutes = (cards * kSecondsPerCard + 59) / 60;
  return cards == 0 ? ""
                    : say.count(static_cast<std::size_t>(minutes), "about {n} minute left",
                                "about {n} minutes left");
}

}  // namespace

std::string shown_token(const DeskCard& card, std::int32_t only_case) {
  Sha256 sha;
  for (const DeskCase& c : card.cases) {
    if (only_case != 0 && c.content.no != only_case) continue;
    sha.update_sized(std::to_string(c.content.no));
    sha.update_sized(std::to_string(c.item.version));
    sha.update_sized(to_hex(c.content.evidence_digest));
  }
  return to_hex(sha.finish()).substr(0, 32);
}

Json desk_view(const Desk& desk, const DeskState& state, const std::string& csrf, UtcMillis now,
               const Language& say) {
  const ReviewFigures& f = desk.figures;
  const std::size_t decided = f.cases - f.open;
  Json view{{"title", desk.campaign.name},
            {"script", true},
            {"campaign",
             {{"name", desk.campaign.name},
              {"deadline", say.minute(desk.campaign.deadline)},
              {"deadline_iso", format_time(desk.campaign.deadline)},
              {"days_left", days_left(now, desk.campaign.deadline, say)}}},
            {"progress",
             {{"decided", decided},
              {"total", f.cases},
              {"percent", f.cases == 0 ? 100 : decided * 100 / f.cases},
              {"time_left", time_left(desk, say)}}},
            {"show", state.show == DeskFilter::all ? "" : std::string(to_string(state.show))},
            {"filters", filters_of(desk, state.show, say)},
            {"people", people_view(desk, state, csrf, say)}};
  view["has_filters"] = view["filters"].size() > 1;
  view["nothing_shown"] = view["people"].empty() && !desk.cards.empty();
  const bool all_signed = f.cases > 0 && f.signed_off == f.cases;
  const bool can_sign = desk.may_decide && f.open == 0 && f.decided > 0;
  view["can_sign_off"] = can_sign;
  if (all_signed && desk.signed_off) {
    view["signed_off"] = {{"iso", format_time(desk.signed_off->at)}, {"at", say.minute(desk.signed_off->at)}};
  }
  if (!desk.may_decide && !all_signed) {
    view["over"] = say("This review is over: it takes no more decisions. What you decided is kept.");
  }
  if (desk.may_decide && f.open > 0) {
    view["still_open"] = say.count(f.open, "{n} case is still open. You can sign off when all are decided.",
                                   "{n} cases are still open. You can sign off when all are decided.");
  }
  return view;
}

namespace {

struct OutcomeWords {
  std::string text, css;
};

OutcomeWords words_for(const Removal& removal, const Language& say) {
  if (is_held(removal))
    return {say("waits: {why}", {{"why", removal.state_detail.substr(std::string_view("held: ").size())}}),
            "warn"};
  switch (removal.state) {
    case RemovalState::planned: return {say("not asked for yet"), "warn"};
    case RemovalState::ticketed: return {say("asked for"), "warn"};
    case RemovalState::claimed_done: return {say("said to be done, not proven yet"), "warn"};
    case RemovalState::rejected: return {say("refused by those who were asked"), "bad"};
    case RemovalState::verified_removed: return {say("gone, proven by a later read"), "good"};
    case RemovalState::still_present: return {say("still there"), "bad"};
    case RemovalState::came_back: return {say("came back"), "bad"};
  }
  return {};
}

std::string reference_of(const Removal& removal, const std::vector<Ticket>& tickets) {
  std::vector<std::string> references;
  for (const Ticket& t : tickets) {
    if (t.removal_id == removal.id && !t.external_ref.empty())
      references.push_back(t.sink + " " + t.external_ref);
  }
  return join(references, ", ");
}

}  // namespace

Json outcomes_view(const Desk& desk, const std::vector<Removal>& removals, const std::vector<Ticket>& tickets,
                   const Language& say) {
  Json rows = Json::array();
  for (const Removal& removal : removals) {
    if (removal.campaign_id != desk.campaign.id) continue;
    const bool hers = std::ranges::any_of(desk.cards, [&](const DeskCard& card) {
      return std::ranges::any_of(card.cases, [&](const DeskCase& c) {
        return c.item.state == WorkItemState::signed_off && c.standing &&
               c.standing->kind == DecisionKind::revoke &&
               std::ranges::find(removal.cases, c.content.no) != removal.cases.end();
      });
    });
    if (!hers) continue;
    const OutcomeWords words = words_for(removal, say);
    rows.push_back({{"what", capitalised(removal.what)},
                    {"state", words.text},
                    {"css", words.css},
                    {"at", say.date(std::max(removal.state_at, removal.decided_at))},
                    {"reference", reference_of(removal, tickets)},
                    {"detail", is_held(removal) ? "" : printable_utf8(removal.state_detail)}});
  }
  return rows.empty() ? Json(nullptr) : Json{{"rows", std::move(rows)}};
}

Json sign_off_view(const Desk& desk, const SignOffResult& preview, const Language& say) {
  Json view{{"title", say("Sign off")}, {"statement", say(std::string(kSignOffStatement))}};
  Json lists{{"removed", Json::array()}, {"kept", Json::array()}, {"unjudged", Json::array()}};
  for (const DeskCard& card : desk.cards) {
    for (const DeskCase& c : card.cases) {
      if (!c.standing || c.item.state == WorkItemState::signed_off) continue;
      const std::string kind = decision_class(c.standing->kind);
      lists[kind == "remove" ? "removed"
            : kind == "keep" ? "kept"
                             : "unjudged"]
          .push_back(
              {{"who", c.content.subject_name},
               {"what",
                c.content.entitlement_name +
                    (c.standing->until ? say(" until {day}", {{"day", say.date(*c.standing->until)}}) : "")},
               {"reason", c.standing->reason}});
    }
  }
  for (const char* name : {"removed", "kept", "unjudged"})
    view[std::string("has_") + name] = !lists[name].empty();
  view["summary"] = say("You keep {kept}, remove {removed} and could not judge {unjudged}.",
                        {{"kept", std::to_string(lists["kept"].size())},
                         {"removed", std::to_string(lists["removed"].size())},
                         {"unjudged", std::to_string(lists["unjudged"].size())}});
  if (!preview.contradictions.empty()) {
    view["conflicts"] = say.count(preview.contradictions.size(),
                                  "{n} decision contradicts another reviewer's about the same change. "
                                  "Nothing is removed there until the data owner settles it.",
                                  "{n} decisions contradict another reviewer's about the same change. "
                                  "Nothing is removed there until the data owner settles it.");
  }
  if (!preview.plan.without_cut.empty()) {
    view["without_cut"] = say.count(
        preview.plan.without_cut.size(),
        "For {n} removal no single change is known; the person who runs the review gets it as it is.",
        "For {n} removals no single change is known; the person who runs the review gets them as they are.");
  }
  view.update(lists);
  return view;
}

}  // namespace reeve::portal
