// `reeve decide`
#include <algorithm>
#include <set>

#include "cli/case_number.h"
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/csv_table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_lookup.h"
#include "engine/workflow/desk.h"

namespace reeve::cli {
namespace {

std::vector<std::string> decision_words() {
  std::vector<std::string> words;
  for (const DecisionKind kind : {DecisionKind::certify, DecisionKind::certify_until, DecisionKind::revoke,
                                  DecisionKind::cannot_judge}) {
    words.emplace_back(to_string(kind));
  }
  return words;
}

struct Words {
  std::string case_no, decision, until, reason;
};

Choice choice_of(const Words& words) {
  Choice choice{.reason = words.reason};
  choice.case_no = case_number(words.case_no);
  const std::vector<std::string> known = decision_words();
  const auto it = std::ranges::find(known, words.decision);
  if (it == known.end())
    throw Error(ErrorCode::usage,
                "`" + words.decision + "` is no decision; it is one of " + join(known, ", "));
  choice.kind = static_cast<DecisionKind>(it - known.begin());
  if (words.until.empty()) return choice;
  const auto until = parse_time(words.until);
  if (!until) throw Error(ErrorCode::usage, "`" + words.until + "` is no date; write it as 2027-03-31");
  constexpr std::size_t kDateLength = 10;
  choice.until = words.until.size() == kDateLength ? *until + kDay : *until;  // a day counts to its end
  return choice;
}

std::vector<Choice> choices_from_file(const std::string& path) {
  std::vector<Choice> choices;
  for (const CsvRecord& record : read_csv_table(path, {"case", "decision"}, {"until", "reason"})) {
    try {
      choices.push_back(choice_of({record["case"], record["decision"], record["until"], record["reason"]}));
    } catch (Error& error) {
      throw error.add_context(path + ": line " + std::to_string(record.line));
    }
  }
  return choices;
}

std::vector<Choice> choices_of(const Args& args) {
  if (args.has("--file")) {
    if (args.has("CASE") || args.has("--decision") || args.has("--until") || args.has("--reason"))
      throw Error(ErrorCode::usage, "`--file` holds the decisions; leave out the others");
    return choices_from_file(args.get("--file"));
  }
  if (!args.has("CASE")) return {};
  if (!args.has("--decision"))
    throw Error(ErrorCode::usage, "`--decision` is missing: " + join(decision_words(), ", "));
  std::vector<Choice> choices;
  for (const std::string& no : args.all("CASE")) {
    choices.push_back(choice_of({no, args.get("--decision"), args.get("--until"), args.get("--reason")}));
  }
  for (Choice& choice : choices) choice.bulk = choices.size() > 1;
  return choices;
}

void check_once_each(const std::vector<Choice>& choices) {
  std::set<std::int32_t> seen;
  for (const Choice& choice : choices) {
    if (!seen.insert(choice.case_no).second)
      throw Error(ErrorCode::usage, "case " + std::to_string(choice.case_no) + " is named twice");
  }
}

bool print_answers(const std::vector<Answer>& answers, const Args& args, Output& out) {
  Table table{.columns = {{.key = "case", .heading = "case", .right = true},
                          {.key = "answer", .heading = "answer"},
                          {.key = "message", .heading = "message", .wrap = true}},
              .rows = {}};
  bool all_count = true;
  for (const Answer& answer : answers) {
    all_count = all_count && answer.counts();
    table.rows.push_back({answer.case_no, std::string(to_string(answer.kind)), answer.message});
  }
  print(table, args, out);
  return all_count;
}

int sign(Context& context, Store& store, const std::string& campaign_id, const Actor& actor, Output& out) {
  const SignOffResult result = sign_off(context, store, campaign_id, actor, std::string(kSignOffStatement));
  if (result.signed_before) {
    out.messages << "signed off before by " << actor.name << "; nothing changed\n";
    return 0;
  }
  if (!result.signed_off) {
    out.messages << "not signed off: " << result.message << "\n";
    return 1;
  }
  out.messages << "signed off by " << actor.name << ": "
               << count_of(result.plan.removals.size(), "removal", "removals") << ", "
               << count_of(result.tickets.size(), "ticket", "tickets") << "\n";
  for (const Removal& removal : result.plan.removals) {
    out.messages << (is_held(removal) ? "held: " : "to remove: ") << printable_utf8(removal.what) << "\n";
  }
  for (const std::int32_t no : result.plan.without_cut) {
    out.messages << "case " << no << " is revoked, but no permitted removal ends it\n";
  }
  for (const WorkItem& item : result.handed_on) {
    out.messages << "case " << item.case_no << " goes on to " << printable_utf8(item.reviewer_name) << " ("
                 << item.why_reviewer << "), who looks at what was kept\n";
  }
  if (!result.tickets.empty())
    out.messages << "next: `reeve tickets push`, then `reeve sync` and `reeve verify`\n";
  else if (!result.plan.removals.empty())
    out.messages << "next: remove it in the source, then `reeve sync` and `reeve verify`\n";
  else
    out.messages << "nothing is to be removed; next: `reeve campaign status`\n";
  return 0;
}

int run_decide(Context& context, const Args& args, Output& out) {
  const std::vector<Choice> choices = choices_of(args);
  check_once_each(choices);
  if (choices.empty() && !args.has("--sign-off") && !args.has("--file"))
    throw Error(ErrorCode::usage, "name cases with --decision, a --file, or --sign-off");
  const std::unique_ptr<Store> store = context.open_store();
  const Campaign campaign = find_campaign(*store, args.get("--campaign"));
  const NamedReviewer reviewer = find_reviewer(*store, store->campaign(campaign.id), args.get("--by"));
  const Actor actor{reviewer.key, reviewer.name, context.acting_user};
  if (!print_answers(decide(*store, *context.clock, campaign.id, actor, choices), args, out)) {
    out.messages << "not everything was recorded; see above"
                 << (args.has("--sign-off") ? ", so nothing was signed off\n" : "\n");
    return 1;
  }
  return args.has("--sign-off") ? sign(context, *store, campaign.id, actor, out) : 0;
}

}  // namespace

Command decide_command() {
  return {
      .name = "decide",
      .group = "review",
      .summary = "Decide cases on a reviewer's desk, and sign off",
      .details =
          "Every case is answered on its own; one that is refused does not stop the others, and deciding the "
          "same again changes nothing. --file is CSV with the columns case, decision, until, reason. "
          "--sign-off makes all decisions on the desk final and plans the removals; it needs every case "
          "decided, and signing again changes nothing either. The record says who ran the command. Exit code "
          "1 where something was refused.",
      .examples = {"reeve decide 1 2 --by \"Mara Okafor\" --decision certify",
                   "reeve decide 3 --by \"Mara Okafor\" --decision revoke --reason \"moved to finance\"",
                   "reeve decide --by \"Mara Okafor\" --file decisions.csv --sign-off"},
      .options = {{.name = "CASE", .help = "case numbers", .kind = OptionSpec::Kind::many},
                  {.name = "--by", .help = "the reviewer, by name or key", .required = true},
                  {.name = "--decision", .help = "what is decided", .choices = decision_words()},
                  {.name = "--reason", .help = "why"},
                  {.name = "--until", .help = "with certify-until: the last day, for example 2027-03-31"},
                  {.name = "--file", .help = "CSV file with one decision a line"},
                  {.name = "--sign-off",
                   .help = "make all decisions on the desk final",
                   .kind = OptionSpec::Kind::flag},
                  {.name = "--campaign", .help = "name or beginning of its id; the open one if left out"}},
      .run = run_decide};
}

}  // namespace reeve::cli
