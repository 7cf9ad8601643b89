// `reeve waiver add`, `reeve waiver list`, `reeve waiver revoke`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/policy/waivers.h"
#include "engine/workflow/waivers.h"

namespace reeve::cli {
namespace {

UtcMillis end_of(const std::string& text) {
  const auto time = parse_time(text);
  if (!time) throw Error(ErrorCode::usage, "`" + text + "` is no date; write it as 2027-03-31");
  return text.size() == 10 ? *time + kDay : *time;
}

int add(Context& context, const Args& args, Output& out) {
  const Waiver waiver = add_waiver(context, {.finding = args.get("FINDING"),
                                             .reason = args.get("--reason"),
                                             .compensating_control = args.get("--control"),
                                             .requested_by = args.get("--requested-by"),
                                             .approved_by = args.get("--approved-by"),
                                             .until = end_of(args.get("--until"))});
  out.data << waiver.id << "\n";
  out.messages << "waived until " << format_time(waiver.until) << "; the next `reeve evaluate` shows it\n";
  return 0;
}

int list(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "id", .heading = "waiver"},
                          {.key = "state", .heading = "state"},
                          {.key = "rule", .heading = "rule"},
                          {.key = "subject", .heading = "subject"},
                          {.key = "entitlement", .heading = "entitlement", .wrap = true},
                          {.key = "until", .heading = "until"},
                          {.key = "approved_by", .heading = "approved by"},
                          {.key = "reason", .heading = "reason", .wrap = true}},
              .rows = {}};
  const auto store = context.open_store();
  const std::vector<FindingRecord> findings = store->findings();
  for (const Waiver& w : store->waivers()) {
    const WaiverNames names = names_of(w, findings);
    table.rows.push_back({w.id, std::string(to_string(state_of(w, context.clock->now()))), w.rule,
                          names.subject, names.entitlement, format_time(w.until),
                          printable_utf8(w.approved_by), printable_utf8(w.reason)});
  }
  print(table, args, out);
  if (table.rows.empty()) out.messages << "no waivers; `reeve waiver add` accepts a finding for a time\n";
  return 0;
}

int revoke(Context& context, const Args& args, Output& out) {
  if (!context.open_store()->revoke_waiver(args.get("WAIVER"), args.get("--by"))) {
    throw Error(ErrorCode::conflict, "the waiver `" + args.get("WAIVER") + "` was revoked before");
  }
  out.messages << "revoked; the next `reeve evaluate` shows its findings again\n";
  return 0;
}

}  // namespace

Command waiver_add_command() {
  return {.name = "waiver add",
          .group = "review",
          .summary = "Accept a finding for a time",
          .details =
              "A waiver says who accepts which finding, why, until when, and what is done instead. The "
              "approver is "
              "neither the person it is for nor the one who asks, and both are people of the newest "
              "snapshot, by name, e-mail, employee number or account. It ends by itself, is counted in every "
              "report, and "
              "an expired one is a finding of its own.",
          .examples =
              {"reeve waiver add 3f9a12c0 --reason \"migration until spring\" --requested-by \"Mara Okafor\" "
               "--approved-by \"Ines Duarte\" --until 2027-03-31"},
          .options = {{.name = "FINDING", .help = "a unique beginning of its fingerprint", .required = true},
                      {.name = "--reason", .help = "why it is accepted", .required = true},
                      {.name = "--control", .help = "what is done instead"},
                      {.name = "--requested-by", .help = "who asks for it", .required = true},
                      {.name = "--approved-by", .help = "who accepts it", .required = true},
                      {.name = "--until", .help = "the last day, for example 2027-03-31", .required = true}},
          .prints_rows = false,
          .run = add};
}

Command waiver_list_command() {
  return {.name = "waiver list",
          .group = "review",
          .summary = "List waivers and where they stand",
          .details = "All of them: future, in force, expired and revoked.",
          .examples = {"reeve waiver list", "reeve waiver list --format csv"},
          .options = {},
          .run = list};
}

Command waiver_revoke_command() {
  return {.name = "waiver revoke",
          .group = "review",
          .summary = "End a waiver before its time",
          .details = "Its findings stand again with the next evaluation.",
          .examples = {"reeve waiver revoke 0192f4c2-5b1e-7c3a-9d42-6f2f8e1b7a10 --by \"Ines Duarte\""},
          .options = {{.name = "WAIVER", .help = "its id, from `reeve waiver list`", .required = true},
                      {.name = "--by", .help = "who ends it", .required = true}},
          .prints_rows = false,
          .run = revoke};
}

}  // namespace reeve::cli
