// `reeve demo`: the whole path on an invented company, narrated.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/command.h"
#include "cli/demo/company_files.h"
#include "cli/demo/review.h"
#include "cli/demo/width.h"
#include "cli/finding_rows.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/evaluate.h"
#include "engine/workflow/report.h"
#include "engine/workflow/sync.h"
#include "engine/workflow/tickets.h"
#include "engine/workflow/verify.h"

namespace fs = std::filesystem;

namespace reeve::cli {
namespace {

constexpr const char* kMark = "answer-key.json";  // only a folder of ours has it
constexpr std::size_t kShown = 8;

std::uint64_t number_in(const Args& args, const std::string& option) {
  const std::string text = args.get(option);
  const bool digits = !text.empty() && text.size() < 10 &&
                      std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) throw Error(ErrorCode::usage, "`" + option + " " + text + "` must be a number");
  return std::stoull(text);
}

void heading(Output& out, const std::string& text) {
  out.data << "\n" << (out.color ? "\033[1m" : "") << text << (out.color ? "\033[0m" : "") << "\n";
}

// Clears what an earlier demo left; refuses a folder that holds anything else.
void prepare(const fs::path& folder) {
  if (!fs::exists(folder) || fs::is_empty(folder)) return;
  if (!fs::exists(folder / kMark)) {
    throw Error(ErrorCode::refused,
                "`" + folder.string() + "` holds files that are not of a demo; choose another with --dir");
  }
  fs::remove_all(folder);
}

void record_waivers(Store& store, const demo::Company& company, UtcMillis now) {
  for (const demo::PlannedWaiver& w : company.waivers) {
    store.add_waiver({.id = uuid_v7(now),
                      .rule = w.rule,
                      .subject_key = w.subject_key,
                      .entitlement_key = w.entitlement_key,
                      .reason = w.reason,
                      .compensating_control = w.compensating_control,
                      .requested_by = w.requested_by,
                      .approved_by = w.approved_by,
                      .from = w.from,
                      .until = w.until,
                      .recorded_at = now,
                      .revoked_by = {}});
  }
}

void tell_sync(const SyncOutcome& sync, Output& out) {
  for (const SourceReport& source : sync.sources) {
    std::int64_t kept = 0;
    if (source.run) {
      for (const SectionSummary& section : source.run->sections) kept += section.kept;
    }
    out.data << "  " << source.standing.source << ": " << kept << " facts, "
             << to_string(source.standing.standing) << "\n";
  }
  out.data << "  " << sync.decided << " resources classified, " << sync.undecided << " undecided\n";
}

void tell_rules(const EvaluateOutcome& outcome, Output& out) {
  std::size_t situations = 0;
  for (const RuleReport& r : outcome.rules) situations += r.situations;
  out.data << "  " << outcome.people << " people, " << outcome.accesses << " accesses to customer data, "
           << situations << " distinct situations asked of " << outcome.evaluation.engine << "\n";
  Table table{.columns = {{.key = "rule", .heading = "rule"},
                          {.key = "severity", .heading = "severity"},
                          {.key = "findings", .heading = "findings", .right = true}},
              .rows = {}};
  for (const RuleReport& r : outcome.rules) {
    if (r.findings > 0)
      table.rows.push_back({r.rule.id, std::string(to_string(r.rule.metadata.severity)), r.findings});
  }
  print(table, "table", out.data, out.width, out.color);
}

std::vector<FindingRecord> worst(const EvaluateOutcome& outcome) {
  std::vector<FindingRecord> records = outcome.records;
  std::erase_if(records, [](const FindingRecord& r) {
    return r.state == FindingState::waived || r.state == FindingState::resolved;
  });
  std::ranges::stable_sort(records, std::greater<>{},
                           [](const FindingRecord& r) { return r.finding.severity; });
  if (records.size() > kShown) records.resize(kShown);
  return records;
}

void tell_proof(const VerifyResult& verified, Output& out) {
  for (const VerifiedRemoval& v : verified.removals) {
    out.data << "  " << printable_utf8(v.removal.what) << ": "
             << (v.proven ? std::string(to_string(v.removal.state)) : v.why_not) << "\n";
  }
}

// The tickets, what the administrators do, and what the next sync proves.
void remove_and_prove(Context& context, const fs::path& folder, const std::vector<Removal>& removals,
                      Output& out) {
  heading(out, "5. reeve tickets push: ask for the removals");
  const auto store = context.open_store();
  const PushResult pushed = push_tickets(context, *store);
  for (const Removal& removal : removals) out.data << "  " << printable_utf8(removal.what) << "\n";
  out.data << "  " << count_of(pushed.sent.size(), "ticket", "tickets") << " in "
           << (folder / "removals.jsonl").string() << "\n";

  heading(out, "6. reeve sync and reeve verify: is it gone?");
  const std::size_t rows = demo::remove_by_hand(removals, folder);
  out.data << "  an administrator takes out " << count_of(rows, "row", "rows")
           << "; reeve reads the sources again\n";
  sync(context, {});
  tell_proof(verify_removals(context, *store), out);
  const auto resolved =
      std::ranges::count(evaluate(context).records, FindingState::resolved, &FindingRecord::state);
  out.data << "  " << count_of(static_cast<std::size_t>(resolved), "finding is", "findings are")
           << " resolved\n";
}

void write_html_report(const Context& context, const std::string& campaign, const fs::path& path) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (file) write_report(context, make_report(context, *context.open_store(), campaign), "html", file);
  file.close();
  if (!file)
    throw Error(ErrorCode::io, "cannot write `" + path.string() + "`; choose another folder with --dir");
}

void tell_next(const fs::path& folder, const IssuedLink* link, Output& out) {
  heading(out, "Next");
  out.data << "  open " << (folder / "report.html").string() << "\n  cd " << folder.string()
           << "\n  reeve serve\n";
  if (link != nullptr)
    out.data << "    and open the review of " << link->reviewer_name << ": " << link->url << "\n";
  out.data << "  reeve findings, reeve evaluate --verbose, reeve campaign status\n" << std::flush;
}

OpenedCampaign ask_managers(Context& context, demo::ChosenDesk& desk, Output& out) {
  heading(out, "4. reeve campaign open: ask the managers");
  OpenedCampaign opened = open_campaign(context, {});
  desk = demo::choose_desk(opened);
  out.data << "  " << opened.content.cases.size() << " cases for " << opened.links.size()
           << " reviewers; the facts behind each are frozen\n";
  heading(out, "One of them, on the desk of " + desk.reviewer_name);
  demo::tell_case(opened, desk, out);
  return opened;
}

std::vector<Removal> decide_and_sign(Context& context, const OpenedCampaign& opened,
                                     const demo::ChosenDesk& desk, Output& out) {
  const auto store = context.open_store();
  demo::Reviewed reviewed = demo::review_desk(context, *store, opened.content.campaign.id, desk);
  out.data << "\n  " << desk.reviewer_name << " decides " << count_of(desk.cases, "case", "cases")
           << " and signs off: " << reviewed.kept << " kept, " << reviewed.revoked << " revoked, "
           << reviewed.not_judged << " not judged\n";
  return std::move(reviewed.removals);
}

// Until it is stopped, so that the link above opens.
void serve(Context& context, Output& out) {
  context.run_portal(context, [&](const std::string& address) {
    out.messages << "the portal listens on " << address << "; stop it with Ctrl-C\n" << std::flush;
  });
}

int run(Context& context, const Args& args, Output& out) {
  const fs::path folder = fs::absolute(args.get("--dir"));
  const UtcMillis today = context.clock->now() / kDay * kDay;
  const demo::Company company = demo::invent_company({.people = static_cast<int>(number_in(args, "--people")),
                                                      .seed = number_in(args, "--seed"),
                                                      .as_of = today});
  prepare(folder);
  demo::write_files(demo::company_files(company), folder);
  heading(out, "1. An invented company");
  out.data << "  " << company.name << ": " << company.hr.identities.size() << " people; four sources in "
           << folder.string() << "\n  Some of its people hold access that nobody can justify. " << kMark
           << " says who; reeve never reads it.\n";

  context.config = load_config((folder / "reeve.toml").string());
  record_waivers(*context.create_store(), company, context.clock->now());
  heading(out, "2. reeve sync: read the directory, HR and the databases");
  tell_sync(sync(context, {}), out);

  heading(out, "3. reeve evaluate: who reaches which customer data, and is it justified?");
  const EvaluateOutcome outcome = evaluate(context);
  tell_rules(outcome, out);
  heading(out, "The worst of them");
  const int width = static_cast<int>(demo::kWidth);
  print(finding_table(worst(outcome), false), "table", out.data,
        out.width == 0 ? width : std::min(out.width, width), out.color);
  if (!outcome.evaluation.not_evaluable.empty()) {
    out.data << "  " << outcome.evaluation.not_evaluable.size()
             << " could not be judged, because no source tells what is needed. They are listed, never "
                "counted as fine.\n";
  }
  demo::ChosenDesk desk;
  const OpenedCampaign opened = ask_managers(context, desk, out);
  const std::vector<Removal> removals = decide_and_sign(context, opened, desk, out);
  remove_and_prove(context, folder, removals, out);
  write_html_report(context, opened.content.campaign.id, folder / "report.html");
  tell_next(folder, demo::next_link(opened, desk), out);
  if (!args.has("--no-serve") && is_terminal(STDIN_FILENO) && is_terminal(STDOUT_FILENO)) serve(context, out);
  return 0;
}

}  // namespace

Command demo_command() {
  return {
      .name = "demo",
      .group = "set up",
      .summary = "Try everything on an invented company",
      .details =
          "Invents a marketplace company with planted cases of unjustified access, reads it and judges it, "
          "and says what it does. The same seed gives the same company. Nothing outside the folder is "
          "touched; "
          "running it again starts afresh.",
      .examples = {"reeve demo", "reeve demo --people 20000 --seed 7 --dir /tmp/company"},
      .options = {{.name = "--people",
                   .help = "how many people, " + std::to_string(demo::kFewestPeople) + " or more",
                   .default_value = "2000"},
                  {.name = "--seed", .help = "which company", .default_value = "1"},
                  {.name = "--dir", .help = "where its files go", .default_value = "reeve-demo"},
                  {.name = "--no-serve",
                   .help = "do not start the portal at the end (it starts on a terminal only)",
                   .kind = OptionSpec::Kind::flag}},
      .prints_rows = false,
      .needs_config = false,
      .run = run};
}

}  // namespace reeve::cli
