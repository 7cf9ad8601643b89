#include <algorithm>

#include "engine/core/number.h"
#include "engine/core/text.h"
#include "engine/workflow/desk.h"
#include "portal/desk_view.h"
#include "portal/pages.h"
#include "portal/responses.h"

namespace reeve::portal {
namespace {

Actor actor_of(const PortalSession& session) {
  return {.key = session.reviewer_key, .name = session.reviewer_name, .signed_in = session.signed_in};
}

Desk desk_of(const Request& request) {
  return load_desk(request.store, *request.context.clock, request.session->campaign_id,
                   request.session->reviewer_key);
}

ServerResponse show(const Request& request, const Desk& desk, const DeskState& state, int status = 200) {
  Json view = desk_view(desk, state, request.session->csrf_token, request.now, request.say);
  if (desk.signed_off)
    view["outcomes"] = outcomes_view(desk, request.store.removals(), request.store.tickets(), request.say);
  return page(request, status, "desk", std::move(view));
}

std::int32_t number_in(const std::map<std::string, std::string>& fields, const std::string& name) {
  const auto it = fields.find(name);
  return it == fields.end() ? 0 : parse_number<std::int32_t>(it->second).value_or(0);
}

std::string text_in(const std::map<std::string, std::string>& fields, const std::string& name) {
  const auto it = fields.find(name);
  return it == fields.end() ? std::string() : it->second;
}

// What a form is about: a whole card, or one case of it. Only what lies on this desk can be found.
struct Target {
  const DeskCard* card = nullptr;
  std::int32_t only_case = 0;

  std::vector<const DeskCase*> cases() const {
    std::vector<const DeskCase*> out;
    for (const DeskCase& c : card->cases) {
      if (only_case == 0 || c.content.no == only_case) out.push_back(&c);
    }
    return out;
  }
};

Target find_target(const Desk& desk, const std::map<std::string, std::string>& form) {
  const std::int32_t case_no = number_in(form, "case");
  const std::int32_t card_no = number_in(form, "card");
  for (const DeskCard& card : desk.cards) {
    const bool has_case =
        std::ranges::any_of(card.cases, [&](const DeskCase& c) { return c.content.no == case_no; });
    if (case_no != 0 ? has_case : card.card.no == card_no) return {&card, case_no};
  }
  return {};
}

DeskFilter filter_in(const std::map<std::string, std::string>& fields) {
  return enum_value<DeskFilter>(text_in(fields, "show")).value_or(DeskFilter::all);
}

std::string place_of(const Target& target, DeskFilter show) {
  const std::string card = std::to_string(target.card->card.no);
  std::string query = show == DeskFilter::all ? "" : "?show=" + std::string(to_string(show));
  if (target.only_case != 0) query += (query.empty() ? "?split=" : "&split=") + card;
  return "/" + query + "#card-" + card;
}

DeskState problem_on(const Target& target, const Request& request, const std::string& problem) {
  return {.show = filter_in(request.http.form),
          .split_card = target.only_case == 0 ? 0 : target.card->card.no,
          .problem_card = target.card->card.no,
          .problem = capitalised(request.say(problem)) + ".",
          .draft_reason = text_in(request.http.form, "reason")};
}

ServerResponse not_here(const Request& request) {
  return message(request, 404, "This case is not on your desk",
                 "It does not exist, or it lies on another desk. Nothing was changed.",
                 "Go back to your review.");
}

// A date means the end of that day, so that "until 31 March" includes 31 March.
std::optional<UtcMillis> end_of_day(const std::string& text) {
  const auto day = parse_time(text);
  return day && text.size() == 10 ? std::optional(*day + kDay - 1) : std::nullopt;
}

std::string fill_choice(const Request& request, Choice& choice) {
  const auto kind = enum_value<DecisionKind>(text_in(request.http.form, "decision"));
  if (!kind) return "choose one of the answers";
  choice.kind = *kind;
  choice.reason = text_in(request.http.form, "reason");
  if (choice.kind != DecisionKind::certify_until) return "";
  choice.until = end_of_day(text_in(request.http.form, "until"));
  return choice.until ? "" : "choose a date for `keep until`";
}

// One answer for a whole card counts for all its cases or for none: what one of them would refuse stops all.
// (Where this process ends in between, the card is shown case by case, some decided and others open.)
std::string problem_with_any(const Desk& desk, const Target& target, const Choice& choice, UtcMillis now) {
  for (const DeskCase* c : target.cases()) {
    const Decision decision{.case_no = c->content.no,
                            .stage = c->item.stage,
                            .kind = choice.kind,
                            .until = choice.until,
                            .reason = choice.reason,
                            .by_key = desk.reviewer_key,
                            .at = now};
    if (std::string problem = problem_with(desk.rules, c->content, decision); !problem.empty())
      return problem;
  }
  return "";
}

}  // namespace

ServerResponse home(const Request& request) {
  if (!request.roles.has(PortalRole::reviewer)) return see_other("/overview");
  return show(request, desk_of(request),
              {.show = filter_in(request.http.query), .split_card = number_in(request.http.query, "split")});
}

ServerResponse decide(const Request& request) {
  const Desk desk = desk_of(request);
  const Target target = find_target(desk, request.http.form);
  if (target.card == nullptr) return not_here(request);
  Choice choice;
  std::string problem = fill_choice(request, choice);
  if (problem.empty() && text_in(request.http.form, "shown") != shown_token(*target.card, target.only_case)) {
    problem = "this changed while you looked at it; read it again and decide once more";
  }
  if (problem.empty()) problem = problem_with_any(desk, target, choice, request.now);
  std::vector<Choice> choices;
  for (const DeskCase* c : target.cases()) {
    choice.case_no = c->content.no;
    choice.version = c->item.version;
    choice.shown = c->content.evidence_digest;
    choices.push_back(choice);
  }
  if (problem.empty()) {
    const auto answers = reeve::decide(request.store, *request.context.clock, request.session->campaign_id,
                                       actor_of(*request.session), choices);
    const auto refused = std::ranges::find_if(answers, [](const Answer& a) { return !a.counts(); });
    if (refused == answers.end()) return see_other(place_of(target, filter_in(request.http.form)));
    problem = refused->message;
  }
  return show(request, desk_of(request), problem_on(target, request, problem), 422);
}

ServerResponse undo(const Request& request) {
  const Desk desk = desk_of(request);
  const Target target = find_target(desk, request.http.form);
  if (target.card == nullptr) return not_here(request);
  for (const DeskCase* c : target.cases()) {
    const Answer answer = reeve::undo(request.store, *request.context.clock, request.session->campaign_id,
                                      actor_of(*request.session), c->content.no);
    if (!answer.counts())
      return show(request, desk_of(request), problem_on(target, request, answer.message), 422);
  }
  return see_other(place_of(target, filter_in(request.http.form)));
}

ServerResponse sign_off_page(const Request& request) {
  const Desk desk = desk_of(request);
  if (!desk.may_decide || desk.figures.open > 0 || desk.figures.decided == 0) return see_other("/");
  const SignOffResult preview = preview_sign_off(request.context, request.store, request.session->campaign_id,
                                                 actor_of(*request.session));
  return page(request, 200, "sign_off", sign_off_view(desk, preview, request.say));
}

ServerResponse sign_off(const Request& request) {
  if (text_in(request.http.form, "agree") != "yes") return see_other("/sign-off");
  const SignOffResult result = reeve::sign_off(request.context, request.store, request.session->campaign_id,
                                               actor_of(*request.session), std::string(kSignOffStatement));
  if (result.signed_off || result.signed_before) return see_other("/");
  return message(request, 409, "Not signed off yet", request.say(result.message) + ".",
                 "Go back to your review.");
}

}  // namespace reeve::portal
