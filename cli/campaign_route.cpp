// `reeve campaign reassign`, `delegate`, `pass`, `ask` and `answer`

#include "cli/case_number.h"
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"
#include "engine/workflow/campaign_routes.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/newest_snapshot.h"

namespace reeve::cli {
namespace {

std::vector<std::int32_t> case_numbers(const Args& args) {
  std::vector<std::int32_t> numbers;
  for (const std::string& text : args.all("CASE")) numbers.push_back(case_number(text));
  return numbers;
}

int tell(const std::vector<RouteAnswer>& answers, const Args& args, Output& out) {
  Table table{.columns = {{.key = "case", .heading = "case", .right = true},
                          {.key = "answer", .heading = "answer"},
                          {.key = "reviewer", .heading = "now with"},
                          {.key = "message", .heading = "message", .wrap = true}},
              .rows = {}};
  bool all_done = true;
  for (const RouteAnswer& a : answers) {
    all_done = all_done && a.done;
    table.rows.push_back({a.case_no, a.done ? "done" : "refused", a.reviewer, a.message});
  }
  print(table, args, out);
  return all_done ? 0 : 1;
}

struct Desk {
  std::unique_ptr<Store> store;
  CampaignContent content;
};

Desk open_desk(Context& context, const Args& args) {
  Desk desk{.store = context.open_store(), .content = {}};
  desk.content = desk.store->campaign(find_campaign(*desk.store, args.get("--campaign")).id);
  return desk;
}

RouteActor reviewer_of(const Context& context, Desk& desk, const std::string& text) {
  const NamedReviewer reviewer = find_reviewer(*desk.store, desk.content, text);
  return {reviewer.key, reviewer.name, context.acting_user};
}

int run_reassign(Context& context, const Args& args, Output& out) {
  Desk desk = open_desk(context, args);
  return tell(reassign_cases(context, *desk.store, desk.content.campaign.id, case_numbers(args),
                             args.get("--to"), args.get("--reason"),
                             {.key = {}, .name = context.acting_user, .signed_in = context.acting_user}),
              args, out);
}

int run_delegate(Context& context, const Args& args, Output& out) {
  Desk desk = open_desk(context, args);
  const RouteActor actor = reviewer_of(context, desk, args.get("--from"));
  const auto answers = delegate_desk(context, *desk.store, desk.content.campaign.id, actor.key,
                                     args.get("--to"), args.get("--reason"), actor);
  if (answers.empty()) out.messages << "nothing on this desk is left to decide\n";
  return tell(answers, args, out);
}

int run_pass(Context& context, const Args& args, Output& out) {
  Desk desk = open_desk(context, args);
  return tell(pass_cases(context, *desk.store, desk.content.campaign.id, case_numbers(args),
                         args.get("--reason"), reviewer_of(context, desk, args.get("--by"))),
              args, out);
}

int run_ask(Context& context, const Args& args, Output& out) {
  Desk desk = open_desk(context, args);
  return tell({ask_about_case(context, *desk.store, desk.content.campaign.id, case_number(args.get("CASE")),
                              args.get("--question"), reviewer_of(context, desk, args.get("--by")))},
              args, out);
}

// Who was asked need not have a desk of her own.
int run_answer(Context& context, const Args& args, Output& out) {
  Desk desk = open_desk(context, args);
  const Snapshot snapshot = newest_snapshot(*desk.store);
  const IdentityIx person = find_person(snapshot, args.get("--by"));
  const RouteActor actor{snapshot.subject_key(person),
                         printable_utf8(std::string(snapshot.text(snapshot[person].name))),
                         context.acting_user};
  return tell({answer_question(*desk.store, *context.clock, desk.content.campaign.id,
                               case_number(args.get("CASE")), args.get("--text"), actor)},
              args, out);
}

const OptionSpec kCampaign{.name = "--campaign",
                           .help = "name or beginning of its id; the open one if left out"};
const OptionSpec kCases{
    .name = "CASE", .help = "case numbers", .kind = OptionSpec::Kind::many, .required = true};
const OptionSpec kCase{.name = "CASE", .help = "the number of the case", .required = true};
const OptionSpec kBy{.name = "--by", .help = "the reviewer, by name or key", .required = true};
const OptionSpec kReason{.name = "--reason", .help = "why", .required = true};

constexpr const char* kRules =
    "Nobody gets a case about herself, about her own manager, or about somebody who reviews her. Each move "
    "is "
    "kept with the case. Exit code 1 where something was refused.";

}  // namespace

Command campaign_reassign_command() {
  return {.name = "campaign reassign",
          .group = "review",
          .summary = "Give cases to another reviewer",
          .details = kRules,
          .examples = {"reeve campaign reassign 4 7 --to \"Ines Duarte\" --reason \"knows the team\""},
          .options = {kCases,
                      {.name = "--to", .help = "the person, by name, e-mail or key", .required = true},
                      kReason,
                      kCampaign},
          .run = run_reassign};
}

Command campaign_delegate_command() {
  return {.name = "campaign delegate",
          .group = "review",
          .summary = "Give everything on a desk that is not signed off to another reviewer",
          .details = kRules,
          .examples =
              {"reeve campaign delegate --from \"Mara Okafor\" --to \"Ines Duarte\" --reason \"on leave\""},
          .options = {{.name = "--from", .help = "the reviewer, by name or key", .required = true},
                      {.name = "--to", .help = "the person, by name, e-mail or key", .required = true},
                      kReason,
                      kCampaign},
          .run = run_delegate};
}

Command campaign_pass_command() {
  return {.name = "campaign pass",
          .group = "review",
          .summary = "Pass cases that are not yours to the next in line",
          .details = std::string("The plan says who is next. ") + kRules,
          .examples = {"reeve campaign pass 4 --by \"Mara Okafor\" --reason \"not my team any more\""},
          .options = {kCases, kBy, kReason, kCampaign},
          .run = run_pass};
}

Command campaign_ask_command() {
  return {
      .name = "campaign ask",
      .group = "review",
      .summary = "Ask the owner of a right what it is for",
      .details =
          "The data owner is asked, else the owner of the source, else the campaign owner. The case pauses "
          "until the answer; the other cases can be signed off meanwhile.",
      .examples = {"reeve campaign ask 4 --by \"Mara Okafor\" --question \"what is crm_lead for?\""},
      .options = {kCase, kBy, {.name = "--question", .help = "what to ask", .required = true}, kCampaign},
      .run = run_ask};
}

Command campaign_answer_command() {
  return {.name = "campaign answer",
          .group = "review",
          .summary = "Answer a reviewer's question about a right",
          .details = "Only who was asked can answer. The case goes on.",
          .examples = {"reeve campaign answer 4 --by \"Dana Roy\" --text \"refunds are booked with it\""},
          .options = {kCase,
                      {.name = "--by", .help = "who was asked, by name, e-mail or key", .required = true},
                      {.name = "--text", .help = "the answer", .required = true},
                      kCampaign},
          .run = run_answer};
}

}  // namespace reeve::cli
