#include "portal/desk_view.h"

#include <algorithm>
#include <map>

#include "engine/core/digest.h"
#include "engine/core/text.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

constexpr int kSecondsPerCard = 25;  // what a card takes on average: reading, judging, a reason now and then

std::string text_of(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Json fact_words(const Json& evidence) {
  Json facts = Json::array();
  facts.push_back(text_of(evidence.value("use", Json::object()), "words"));
  const Json how = evidence.value("how", Json::object());
  const std::string usability = text_of(how, "usability");
  if (usability == "assumable") facts.push_back("only after switching roles");
  if (usability == "latent") facts.push_back("does not work at the moment");
  if (how.value("grant_option", false)) facts.push_back("may pass it on to others");
  const Json peers = evidence.value("peers", Json::object());
  if (peers.value("population", 0) > 0) {
    facts.push_back(std::to_string(peers.value("holders", 0)) + " of " +
                    std::to_string(peers.value("population", 0)) + " people have it");
  }
  if (const auto since = parse_time(text_of(how, "since"))) facts.push_back("since " + format_date(*since));
  if (evidence.value("entitlement", Json::object()).value("unclassified_part", false)) {
    facts.push_back("part of it is not classified yet");
  }
  return facts;
}

Json finding_words(const Json& evidence) {
  Json list = Json::array();
  for (const Json& f : evidence.value("findings", Json::array())) {
    const std::string severity = text_of(f, "severity");
    const bool waived = f.value("waived", false);
    list.push_back({{"severity", severity},
                    {"label", capitalised(severity) + (waived ? ", accepted for now" : "")},
                    {"sentence", text_of(f, "sentence")}});
  }
  for (const Json& n : evidence.value("not_evaluable", Json::array())) {
    list.push_back(
        {{"severity", "medium"}, {"label", "Could not be checked"}, {"sentence", text_of(n, "detail")}});
  }
  return list;
}

Json path_words(const Json& how) {
  Json path = Json::array();
  for (const Json& step : how.value("path", Json::array())) {
    path.push_back({{"label", text_of(step, "text")}, {"source", text_of(step, "source")}});
  }
  return path;
}

std::string more_paths(const Json& how) {
  const auto paths = how.value("independent_paths", 0);
  if (paths > 1) return "There are " + std::to_string(paths) + " separate ways; this is the shortest.";
  return paths == 1 ? "There is no other way." : "";
}

std::string reason_hint(const DecisionRules& rules, const std::vector<const DeskCase*>& cases) {
  const auto needed = [&](DecisionKind kind) {
    return std::ranges::any_of(cases,
                               [&](const DeskCase* c) { return reason_required(rules, c->content, kind); });
  };
  const bool keep = needed(DecisionKind::certify);
  const bool remove = needed(DecisionKind::revoke);
  if (keep && remove) return "needed for every answer";
  if (keep) return "needed if you keep it";
  return remove ? "needed if you remove it" : "optional";
}

// What the form of a card or of a single case needs.
void add_form(Json& view, const Desk& desk, const std::vector<const DeskCase*>& cases,
              const std::string& shown) {
  view["open"] = true;
  view["shown"] = shown;
  view["reason_hint"] = reason_hint(desk.rules, cases);
  const bool keep_needs = std::ranges::any_of(cases, [&](const DeskCase* c) {
    return reason_required(desk.rules, c->content, DecisionKind::certify);
  });
  const bool remove_needs = std::ranges::any_of(cases, [&](const DeskCase* c) {
    return reason_required(desk.rules, c->content, DecisionKind::revoke);
  });
  view["keep_needs_reason"] = keep_needs ? "yes" : "no";
  view["remove_needs_reason"] = remove_needs ? "yes" : "no";
}

void add_outcome(Json& view, const Desk& desk, const DeskCase& c) {
  const Decision& d = *c.standing;
  view["decided"] = true;
  view["decision_label"] = decision_label(d.kind);
  view["decision_class"] = decision_class(d.kind);
  view["reason"] = d.reason;
  if (d.until) view["until"] = format_date(*d.until);
  view["can_undo"] = desk.may_decide && c.item.state == WorkItemState::decided;
}

Json case_view(const Desk& desk, const DeskCard& card, const DeskCase& c, bool split,
               const std::string& csrf) {
  const Json& evidence = c.content.evidence;
  const Json how = evidence.value("how", Json::object());
  Json path = path_words(how);
  Json view{
      {"no", c.content.no},
      {"target", "case"},
      {"field", "case-" + std::to_string(c.content.no)},
      {"sentence", text_of(evidence, "sentence")},
      {"categories", evidence.value("entitlement", Json::object()).value("category_names", Json::array())},
      {"facts", fact_words(evidence)},
      {"findings", finding_words(evidence)},
      {"has_path", !path.empty()},
      {"path", std::move(path)},
      {"missing", how.value("missing", Json::array())},
      {"paths_more", more_paths(how)},
      {"digest", to_hex(c.content.evidence_digest)},
      {"split", split},
      {"csrf", csrf}};
  if (!c.contradictions.empty()) {
    view["conflict"] =
        "Another reviewer decided the other way about the same change. The data owner settles it.";
  }
  if (!split) return view;
  if (c.standing) {
    add_outcome(view, desk, c);
  } else if (desk.may_decide) {
    add_form(view, desk, {&c}, shown_token(card, c.content.no));
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

Json card_view(const Desk& desk, const DeskCard& card, const DeskState& state, const std::string& csrf) {
  const bool alike = decided_alike(card);
  const bool split =
      card.cases.size() > 1 && !alike && (state.split_card == card.card.no || !none_decided(card));
  Json view{{"no", card.card.no},
            {"card_no", card.card.no},
            {"target", "card"},
            {"field", std::to_string(card.card.no)},
            {"risk", std::string(to_string(card.risk))},
            {"risk_label", risk_label(card.risk)},
            {"title", card.card.title},
            {"consequence", card.card.consequence},
            {"why_no_cut", card.card.why_no_cut},
            {"csrf", csrf},
            {"cases", Json::array()}};
  std::vector<const DeskCase*> cases;
  for (const DeskCase& c : card.cases) {
    cases.push_back(&c);
    view["cases"].push_back(case_view(desk, card, c, split, csrf));
  }
  if (alike) {
    add_outcome(view, desk, card.cases.front());
  } else if (!split && desk.may_decide) {
    add_form(view, desk, cases, shown_token(card));
    view["can_split"] = card.cases.size() > 1;
  }
  if (state.problem_card == card.card.no) {
    view["problem"] = state.problem;
    view["draft_reason"] = state.draft_reason;
    for (auto& c : view["cases"]) c["draft_reason"] = state.draft_reason;
  }
  return view;
}

std::string subtitle_of(const Case& c) {
  if (c.kind == CaseKind::everyone) return "What every account of the source can reach";
  const Json subject = c.evidence.value("subject", Json::object());
  std::vector<std::string> parts;
  for (const char* key : {"job", "department", "region"}) {
    if (const auto text = text_of(subject, key); !text.empty() && text != "unknown") parts.push_back(text);
  }
  if (c.kind == CaseKind::account) parts.insert(parts.begin(), "account without a person of its own");
  const std::string employment = text_of(subject, "employment");
  if (!employment.empty() && employment != "employee" && employment != "unknown") parts.push_back(employment);
  const std::string status = text_of(subject, "status");
  if (!status.empty() && status != "active" && status != "unknown") parts.push_back("status: " + status);
  return join(parts, " · ");
}

// Sections in the order in which the desk names their subjects, so the riskiest person comes first.
Json people_view(const Desk& desk, const DeskState& state, const std::string& csrf) {
  Json people = Json::array();
  std::map<std::string, std::size_t> places;
  std::vector<std::size_t> open;
  for (const DeskCard& card : desk.cards) {
    const Case& first = card.cases.front().content;
    const bool shared = std::ranges::any_of(
        card.cases, [&](const DeskCase& c) { return c.content.subject_key != first.subject_key; });
    const std::string key = shared ? std::string("several") : first.subject_key;
    const auto [place, fresh] = places.emplace(key, people.size());
    if (fresh) {
      const std::string name = shared ? "Several people at once" : first.subject_name;
      people.push_back({{"name", name},
                        {"initials", shared ? "…" : initials_of(name)},
                        {"subtitle", shared ? "One change concerns all of them" : subtitle_of(first)},
                        {"anchor", "person-" + std::to_string(people.size() + 1)},
                        {"cards", Json::array()}});
      open.push_back(0);
    }
    people[place->second]["cards"].push_back(card_view(desk, card, state, csrf));
    open[place->second] += static_cast<std::size_t>(
        std::ranges::count_if(card.cases, [](const DeskCase& c) { return !c.standing; }));
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    people[i]["count"] = open[i] == 0 ? "all decided" : std::to_string(open[i]) + " to decide";
  }
  return people;
}

std::string time_left(const Desk& desk) {
  const auto cards = std::ranges::count_if(desk.cards, [](const DeskCard& card) {
    return std::ranges::any_of(card.cases, [](const DeskCase& c) { return !c.standing; });
  });
  const auto minutes = (cards * kSecondsPerCard + 59) / 60;
  return cards == 0 ? "" : count_of(static_cast<std::size_t>(minutes), "minute", "minutes");
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

Json desk_view(const Desk& desk, const DeskState& state, const std::string& csrf, UtcMillis now) {
  const ReviewFigures& f = desk.figures;
  const std::size_t decided = f.cases - f.open;
  Json view{{"title", desk.campaign.name},
            {"reviewer", desk.reviewer_name},
            {"script", true},
            {"csrf", csrf},
            {"campaign",
             {{"name", desk.campaign.name},
              {"deadline", minute_of(desk.campaign.deadline)},
              {"deadline_iso", format_time(desk.campaign.deadline)},
              {"days_left", days_left(now, desk.campaign.deadline)}}},
            {"progress",
             {{"decided", decided},
              {"total", f.cases},
              {"percent", f.cases == 0 ? 100 : decided * 100 / f.cases},
              {"time_left", time_left(desk)}}},
            {"people", people_view(desk, state, csrf)}};
  const bool all_signed = f.cases > 0 && f.signed_off == f.cases;
  const bool can_sign = desk.may_decide && f.open == 0 && f.decided > 0;
  view["can_sign_off"] = can_sign;
  if (all_signed && desk.signed_off) {
    view["signed_off"] = {{"iso", format_time(desk.signed_off->at)}, {"at", minute_of(desk.signed_off->at)}};
  }
  if (!desk.may_decide && !all_signed) {
    view["over"] = "This review is over: it takes no more decisions. What you decided is kept.";
  }
  if (desk.may_decide && f.open > 0) {
    view["still_open"] =
        count_of(f.open, "case is", "cases are") + " still open. You can sign off when all are decided.";
  }
  return view;
}

Json sign_off_view(const Desk& desk, const SignOffResult& preview, const std::string& csrf) {
  Json view{{"title", "Sign off"},
            {"reviewer", desk.reviewer_name},
            {"csrf", csrf},
            {"statement", kSignOffStatement}};
  Json lists{{"removed", Json::array()}, {"kept", Json::array()}, {"unjudged", Json::array()}};
  for (const DeskCard& card : desk.cards) {
    for (const DeskCase& c : card.cases) {
      if (!c.standing || c.item.state == WorkItemState::signed_off) continue;
      const std::string kind = decision_class(c.standing->kind);
      lists[kind == "remove" ? "removed"
            : kind == "keep" ? "kept"
                             : "unjudged"]
          .push_back({{"who", c.content.subject_name},
                      {"what", c.content.entitlement_name +
                                   (c.standing->until ? " until " + format_date(*c.standing->until) : "")},
                      {"reason", c.standing->reason}});
    }
  }
  for (const char* name : {"removed", "kept", "unjudged"})
    view[std::string("has_") + name] = !lists[name].empty();
  view["summary"] = "You keep " + std::to_string(lists["kept"].size()) + ", remove " +
                    std::to_string(lists["removed"].size()) + " and could not judge " +
                    std::to_string(lists["unjudged"].size()) + ".";
  if (!preview.contradictions.empty()) {
    view["conflicts"] =
        count_of(preview.contradictions.size(), "decision contradicts", "decisions contradict") +
        " another reviewer's about the same change. Nothing is removed there until the data owner settles "
        "it.";
  }
  if (!preview.plan.without_cut.empty()) {
    view["without_cut"] = "For " + count_of(preview.plan.without_cut.size(), "removal", "removals") +
                          " no single change is known; the person who runs the review gets them as they are.";
  }
  view.update(lists);
  return view;
}

}  // namespace reeve::portal
