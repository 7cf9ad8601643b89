// `reeve classify`
#include "engine/workflow/classify.h"

#include <set>

#include "cli/command.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/corrections.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kShortId = 13;  // the part of an id that tells when it was made
constexpr std::size_t kDateLength = 10;

Json categories_of(const ClassifiedResource& resource) {
  if (!resource.decided) return nullptr;
  return Json(resource.categories.empty() ? std::vector<std::string>{"none"} : resource.categories);
}

int list(Context& context, const Args& args, Output& out) {
  const ClassifyAnswer answer = explain_classification(context, {.resource = args.get("RESOURCE"),
                                                                 .category = args.get("--category"),
                                                                 .undecided = args.has("--undecided"),
                                                                 .all = args.has("--all")});
  Table table{.columns = {{.key = "source", .heading = "source"},
                          {.key = "resource", .heading = "resource"},
                          {.key = "kind", .heading = "kind"},
                          {.key = "categories", .heading = "categories", .wrap = true},
                          {.key = "rule", .heading = "by"},
                          {.key = "why", .heading = "why", .wrap = true},
                          {.key = "people", .heading = "people", .right = true}},
              .rows = {}};
  const bool for_programs = args.format != "table";
  if (for_programs) table.columns.push_back({.key = "key", .heading = "key"});
  for (const ClassifiedResource& r : answer.resources) {
    table.rows.push_back({r.source, printable_utf8(r.name), std::string(to_string(r.kind)), categories_of(r),
                          r.rule.empty() ? "nobody" : r.rule, printable_utf8(r.why), r.people});
    if (for_programs) table.rows.back().push_back(printable_utf8(r.key));
  }
  print(table, args, out);
  for (const std::string& problem : answer.problems) out.messages << printable_utf8(problem) << "\n";
  if (answer.idle_imports > 0)
    out.messages << count_of(answer.idle_imports, "decision", "decisions")
                 << " of catalogues are about nothing that the sources have\n";
  if (answer.differing > 0)
    out.messages << count_of(answer.differing, "resource has", "resources have")
                 << " other categories in the snapshot; `reeve sync` takes these over\n";
  out.messages << "snapshot " << answer.snapshot << ": "
               << count_of(answer.classified, "resource holds", "resources hold") << " customer data, "
               << answer.none << " hold none, " << answer.undecided << " undecided\n";
  if (answer.undecided > 0)
    out.messages << "next: `reeve classify RESOURCE --categories CATEGORY|none --by NAME --reason WHY`, or "
                    "the labels file, then `reeve sync`\n";
  print_gaps(answer.gaps, out);
  return answer.exit_code();
}

std::string list_words(const std::vector<std::string>& categories) {
  return categories.empty() ? "none" : join(categories, "|");
}

int list_corrections_about_resources(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "id", .heading = "correction"},
                          {.key = "source", .heading = "source"},
                          {.key = "resource", .heading = "resource"},
                          {.key = "categories", .heading = "categories", .wrap = true},
                          {.key = "instead_of", .heading = "instead of", .wrap = true},
                          {.key = "decided_by", .heading = "by"},
                          {.key = "decided_at", .heading = "at"},
                          {.key = "until", .heading = "until"},
                          {.key = "reason", .heading = "reason", .wrap = true},
                          {.key = "state", .heading = "state", .wrap = true}},
              .rows = {}};
  for (const auto& [c, state] : list_corrections(context, false)) {
    table.rows.push_back({args.format == "table" ? c.id.substr(0, kShortId) : c.id, c.source,
                          printable_key(c.key), list_words(c.categories), list_words(c.instead_of),
                          printable_utf8(c.decided_by), format_time(c.decided_at),
                          c.until == 0 ? Json("") : Json(format_time(c.until)), printable_utf8(c.reason),
                          printable_utf8(state)});
  }
  print(table, args, out);
  return 0;
}

std::vector<std::string> wanted_categories(const std::string& text) {
  std::set<std::string> out;
  for (const std::string& word : split(text, '|')) out.insert(std::string(trim(word)));
  if (out.erase("none") > 0 && !out.empty()) throw Error(ErrorCode::usage, "`none` stands beside a category");
  return {out.begin(), out.end()};
}

UtcMillis end_of(const Args& args) {
  if (!args.has("--until")) return 0;
  const std::string text = args.get("--until");
  const auto time = parse_time(text);
  if (!time) throw Error(ErrorCode::usage, "`" + text + "` is no date; write it as 2027-03-31");
  return text.size() == kDateLength ? *time + kDay : *time;
}

int correct(Context& context, const Args& args, Output& out) {
  if (!args.has("RESOURCE") || !args.has("--by") || !args.has("--reason"))
    throw Error(ErrorCode::usage, "a correction needs RESOURCE, --by and --reason");
  const Correction c = correct_categories(context, {.resource = args.get("RESOURCE"),
                                                    .categories = wanted_categories(args.get("--categories")),
                                                    .by = args.get("--by"),
                                                    .reason = args.get("--reason"),
                                                    .until = end_of(args)});
  out.messages << "kept as " << c.id << ": " << printable_key(c.key) << " in " << c.source << " holds "
               << list_words(c.categories);
  if (!c.instead_of.empty()) out.messages << ", found was " << list_words(c.instead_of);
  out.messages << (c.until == 0 ? "" : "; until " + format_time(c.until))
               << "\nnext: `reeve sync` applies it, now and every time\n";
  return 0;
}

int withdraw(Context& context, const Args& args, Output& out) {
  if (!args.has("--by")) throw Error(ErrorCode::usage, "`--withdraw` needs --by: who takes it back");
  withdraw_correction(context, args.get("--withdraw"), args.get("--by"));
  out.messages << "withdrawn; `reeve sync` decides anew\n";
  return 0;
}

int run(Context& context, const Args& args, Output& out) {
  if (args.has("--categories")) return correct(context, args, out);
  for (const char* option : {"--reason", "--until"}) {
    if (args.has(option)) throw Error(ErrorCode::usage, "`" + std::string(option) + "` is for --categories");
  }
  if (args.has("--withdraw")) return withdraw(context, args, out);
  if (args.has("--by")) throw Error(ErrorCode::usage, "`--by` is for --categories and --withdraw");
  return args.has("--corrections") ? list_corrections_about_resources(context, args, out)
                                   : list(context, args, out);
}

}  // namespace

Command classify_command() {
  return {
      .name = "classify",
      .group = "look",
      .summary = "Show what resources contain and why, and what nobody decided about; correct it",
      .details =
          "Asks corrections, labels, catalogues and naming rules as they are now about the resources of the "
          "newest snapshot, and follows views. Names how sure a naming rule is, where a category comes from, "
          "and how many people at work reach it. Without options it shows what holds customer data and what "
          "is undecided; anything undecided ends with exit code 4, because nothing about it can be judged.\n"
          "A correction goes before every label. It is kept with its author, time and reason, and every sync "
          "applies it. One that takes a category away, of a masked column for example, is for the data owner "
          "alone and ends within a year. A category that is found later still counts.\n"
          "For programs every row has the key too, as the labels file takes it.",
      .examples = {"reeve classify", "reeve classify --undecided", "reeve classify shop.public.customers",
                   "reeve classify customers.email_hash --categories none --by \"Ines Duarte\" --reason "
                   "\"salted hash\" --until 2027-03-31",
                   "reeve classify --corrections"},
      .options =
          {{.name = "RESOURCE", .help = "a resource and what is below it, by key, name or the end of one"},
           {.name = "--category", .help = "only what holds this category"},
           {.name = "--undecided", .help = "only what nobody decided about", .kind = OptionSpec::Kind::flag},
           {.name = "--all", .help = "also what holds no customer data", .kind = OptionSpec::Kind::flag},
           {.name = "--categories", .help = "correct: it holds these (`|` between them), or none"},
           {.name = "--until", .help = "the last day of the correction, for example 2027-03-31"},
           {.name = "--by", .help = "who corrects"},
           {.name = "--reason", .help = "why"},
           {.name = "--corrections",
            .help = "list corrections, and where they stand",
            .kind = OptionSpec::Kind::flag},
           {.name = "--withdraw", .help = "take a correction back, by the beginning of its id"}},
      .run = run};
}

}  // namespace reeve::cli
