// `reeve correlate`
#include "engine/workflow/correlate.h"
#include "cli/command.h"
#include "cli/gaps.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/corrections.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kShortId = 13;  // the part of an id that tells when it was made
constexpr std::size_t kMostCandidates = 5;

std::string kind_of(const AccountMatch& match) {
  const bool is_account = match.principal_kind == PrincipalKind::account;
  if (!is_account) return std::string(to_string(match.principal_kind));
  return match.kind == AccountKind::unknown ? "account" : std::string(to_string(match.kind));
}

std::string state_words(const AccountMatch& match) {
  switch (match.state) {
    case OwnerState::correlated: return "belongs to " + match.owner;
    case OwnerState::owned: return match.owner + " answers for it";
    case OwnerState::ambiguous: return "several people match";
    case OwnerState::blocked:
      return match.rule == "rejected row" ? "the row of its person was rejected" : "people were not read";
    default: return match.named_owner.empty() ? "nobody" : "nobody is `" + match.named_owner + "`";
  }
}

std::string candidate_words(const AccountMatch& match) {
  std::vector<std::string> out;
  for (const CandidatePerson& c : match.candidates) {
    if (out.size() == kMostCandidates) {
      out.push_back(std::to_string(match.candidates.size() - out.size()) + " more");
      break;
    }
    out.push_back((c.name.empty() ? printable_key(c.key) : c.name) + " (" + printable_key(c.key) + " in " +
                  c.source + "; " + c.why + ", " + std::to_string(c.confidence) + "%)");
  }
  return join(out, "; ");
}

Json confidence_of(const AccountMatch& match) {
  return match.confidence > 0 ? Json(match.confidence) : Json("");
}

int list(Context& context, const Args& args, Output& out) {
  const CorrelateAnswer answer = correlate(
      context, {.account = args.get("ACCOUNT"), .source = args.get("--source"), .all = args.has("--all")});
  Table table{.columns = {{.key = "source", .heading = "source"},
                          {.key = "account", .heading = "account"},
                          {.key = "kind", .heading = "kind"},
                          {.key = "whose", .heading = "whose", .wrap = true},
                          {.key = "rule", .heading = "by", .wrap = true},
                          {.key = "confidence", .heading = "sure", .right = true},
                          {.key = "candidates", .heading = "may be", .wrap = true}},
              .rows = {}};
  std::size_t open = 0;
  for (const AccountMatch& match : answer.accounts) {
    if (match.owner.empty()) ++open;
    table.rows.push_back({match.source, printable_key(match.key), kind_of(match),
                          printable_utf8(state_words(match)), printable_utf8(match.rule),
                          confidence_of(match), printable_utf8(candidate_words(match))});
  }
  print(table, args, out);
  out.messages << "snapshot " << answer.snapshot << ": "
               << count_of(open, "account, group or role has", "accounts, groups and roles have")
               << " no person\n";
  if (answer.findings)
    out.messages << "next: `reeve correlate ACCOUNT --person NAME --by NAME --reason WHY` (or --owner, "
                    "--nobody), then `reeve sync`\n";
  print_gaps(answer.gaps, out);
  return answer.exit_code();
}

int list_decisions(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "id", .heading = "decision"},
                          {.key = "source", .heading = "source"},
                          {.key = "account", .heading = "account"},
                          {.key = "whose", .heading = "whose"},
                          {.key = "decided_by", .heading = "by"},
                          {.key = "decided_at", .heading = "at"},
                          {.key = "reason", .heading = "reason", .wrap = true},
                          {.key = "state", .heading = "state", .wrap = true}},
              .rows = {}};
  for (const auto& [c, state] : list_corrections(context, true)) {
    const std::string person = printable_key(c.person_key) + " in " + c.person_source;
    table.rows.push_back(
        {args.format == "table" ? c.id.substr(0, kShortId) : c.id, c.source, printable_key(c.key),
         std::string(to_string(c.kind)) + (c.kind == CorrectionKind::nobody ? "" : " " + person),
         printable_utf8(c.decided_by), format_time(c.decided_at), printable_utf8(c.reason),
         printable_utf8(state)});
  }
  print(table, args, out);
  return 0;
}

int decide(Context& context, const Args& args, CorrectionKind kind, const std::string& person, Output& out) {
  const Correction c = decide_owner(context, {.account = args.get("ACCOUNT"),
                                              .source = args.get("--source"),
                                              .kind = kind,
                                              .person = person,
                                              .by = args.get("--by"),
                                              .reason = args.get("--reason")});
  out.messages << "kept as " << c.id << ": " << printable_key(c.key) << " in " << c.source << ", "
               << to_string(c.kind);
  if (kind != CorrectionKind::nobody)
    out.messages << " " << printable_key(c.person_key) << " in " << c.person_source;
  out.messages << "\nnext: `reeve sync` applies it, now and every time\n";
  return 0;
}

int decide_file(Context& context, const Args& args, Output& out) {
  const std::vector<OwnerDecision> decisions = read_owner_decisions(args.get("--file"), args.get("--by"));
  const std::vector<OwnerAnswer> answers = decide_owners(context, decisions);
  Table table{.columns = {{.key = "account", .heading = "account"},
                          {.key = "answer", .heading = "answer"},
                          {.key = "message", .heading = "message", .wrap = true}},
              .rows = {}};
  std::size_t kept = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    kept += answers[i].kept ? 1 : 0;
    table.rows.push_back({printable_utf8(decisions[i].account), answers[i].kept ? "kept" : "refused",
                          printable_utf8(answers[i].refusal)});
  }
  print(table, args, out);
  out.messages << count_of(kept, "decision", "decisions") << " kept, " << answers.size() - kept
               << " refused\nnext: `reeve sync` applies them, now and every time\n";
  return kept == answers.size() ? 0 : 1;
}

int withdraw(Context& context, const Args& args, Output& out) {
  withdraw_correction(context, args.get("--withdraw"), args.get("--by"));
  out.messages << "withdrawn; `reeve sync` works out anew whose it is\n";
  return 0;
}

int run(Context& context, const Args& args, Output& out) {
  const int answers = static_cast<int>(args.has("--person")) + static_cast<int>(args.has("--owner")) +
                      static_cast<int>(args.has("--nobody"));
  if (answers > 1) throw Error(ErrorCode::usage, "give one of --person, --owner and --nobody");
  if (args.has("--file")) {
    if (answers > 0 || args.has("ACCOUNT") || args.has("--reason") || !args.has("--by"))
      throw Error(ErrorCode::usage, "`--file` goes with --by alone; the file says the rest");
    return decide_file(context, args, out);
  }
  if (answers == 0 && args.has("--reason"))
    throw Error(ErrorCode::usage, "`--reason` is for --person, --owner and --nobody");
  if (answers == 0 && args.has("--by") && !args.has("--withdraw"))
    throw Error(ErrorCode::usage, "`--by` is for --person, --owner, --nobody and --withdraw");
  if (answers > 0 && (!args.has("ACCOUNT") || !args.has("--by") || !args.has("--reason")))
    throw Error(ErrorCode::usage, "a decision needs ACCOUNT, --by and --reason");
  if (args.has("--person"))
    return decide(context, args, CorrectionKind::belongs_to, args.get("--person"), out);
  if (args.has("--owner")) return decide(context, args, CorrectionKind::owned_by, args.get("--owner"), out);
  if (args.has("--nobody")) return decide(context, args, CorrectionKind::nobody, "", out);
  if (args.has("--withdraw")) {
    if (!args.has("--by")) throw Error(ErrorCode::usage, "`--withdraw` needs --by: who takes it back");
    return withdraw(context, args, out);
  }
  return args.has("--decisions") ? list_decisions(context, args, out) : list(context, args, out);
}

}  // namespace

Command correlate_command() {
  return {
      .name = "correlate",
      .group = "look",
      .summary =
          "Show accounts without a known person, with those who may be meant, and decide whose they are",
      .details =
          "Lists the accounts that match several people or nobody, and everything that speaks for somebody, "
          "however weak. Rules decide in this order: the owner that the source names (100%), employee number "
          "(95%), e-mail address (90%), login (70%), name (60%); strong ones that contradict each other "
          "decide nothing.\n"
          "A decision of a person goes before every rule. It is kept with its author, time and reason, and "
          "every sync applies it. It ends when it is withdrawn, or when the account is made anew. Nobody "
          "takes her own account from herself. Ends with exit code 2 where an account waits for a decision.\n"
          "--file is CSV with the columns account, decision (person, owner or nobody), name, reason and, if "
          "wanted, source. Every row is answered on its own; exit code 1 where one is refused.",
      .examples = {"reeve correlate", "reeve correlate alopes2",
                   "reeve correlate alopes2 --person \"Ana Lopes\" --by \"Ines Duarte\" --reason \"second "
                   "account for tests\"",
                   "reeve correlate batch --source shop --owner \"Bo Lind\" --by \"Ines Duarte\" --reason "
                   "\"nightly export\"",
                   "reeve correlate --file decisions.csv --by \"Ines Duarte\"", "reeve correlate --decisions",
                   "reeve correlate --withdraw 0192f4c2-5b1e --by \"Ines Duarte\""},
      .options = {{.name = "ACCOUNT", .help = "an account, group or role by its key or name"},
                  {.name = "--source", .help = "only of this source"},
                  {.name = "--all",
                   .help = "also those that belong to somebody, with the rule that decided",
                   .kind = OptionSpec::Kind::flag},
                  {.name = "--person", .help = "decide: it is the account of this person"},
                  {.name = "--owner", .help = "decide: it is nobody's own, and this person answers for it"},
                  {.name = "--nobody",
                   .help = "decide: it is none of theirs",
                   .kind = OptionSpec::Kind::flag},
                  {.name = "--file", .help = "CSV file with one decision a line"},
                  {.name = "--by", .help = "who decides"},
                  {.name = "--reason", .help = "why"},
                  {.name = "--decisions",
                   .help = "list what was decided, by whom, and where it stands",
                   .kind = OptionSpec::Kind::flag},
                  {.name = "--withdraw", .help = "take a decision back, by the beginning of its id"}},
      .run = run};
}

}  // namespace reeve::cli
