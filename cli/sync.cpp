// `reeve sync`
#include "engine/workflow/sync.h"
#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

#include <algorithm>

namespace reeve::cli {
namespace {

constexpr std::size_t kShortDigest = 12;

std::vector<Column> columns() {
  return {{.key = "source", .heading = "source"},
          {.key = "standing", .heading = "standing"},
          {.key = "run", .heading = "run", .right = true},
          {.key = "digest", .heading = "digest"},
          {.key = "section", .heading = "section"},
          {.key = "state", .heading = "state"},
          {.key = "read", .heading = "read", .right = true},
          {.key = "kept", .heading = "kept", .right = true},
          {.key = "rejected", .heading = "rejected", .right = true},
          {.key = "duplicates", .heading = "duplicates", .right = true},
          {.key = "reason", .heading = "reason", .wrap = true}};
}

std::size_t of_nobody(const SourceMatches& matches) {
  std::size_t count = 0;
  for (const OwnerState state : {OwnerState::ambiguous, OwnerState::uncorrelated, OwnerState::blocked}) {
    const auto it = matches.accounts.find(state);
    if (it != matches.accounts.end()) count += it->second;
  }
  return count;
}

std::vector<Json> completeness_row(const SyncOutcome& outcome, const SourceReport& source) {
  const std::string standing(to_string(source.standing.standing));
  std::vector<Json> row{source.standing.source, standing};
  if (!source.run) {
    row.insert(row.end(), 6, Json(""));
    return row;
  }
  std::int64_t found = 0;
  for (const SectionSummary& section : source.run->sections) found += section.kept;
  row.insert(row.end(), {format_time(source.run->finished),
                         source.expected ? Json(*source.expected) : Json("first read"), found,
                         source.run->reject_count});
  const auto matches = outcome.matches.find(source.standing.source);
  const bool known = matches != outcome.matches.end();
  const bool has_accounts = known && !matches->second.accounts.empty();
  const bool has_people = known && matches->second.people > 0;
  row.push_back(has_accounts ? Json(of_nobody(matches->second)) : Json(""));
  row.push_back(has_people ? Json(matches->second.people_without_account) : Json(""));
  return row;
}

// A row per section that the source has, or one without a section where nothing was read.
void add_rows(const SourceReport& source, bool whole_digest, Table& table) {
  const std::string standing(to_string(source.standing.standing));
  if (!source.run) {
    table.rows.push_back({source.standing.source, standing, nullptr, nullptr, nullptr, nullptr, nullptr,
                          nullptr, nullptr, nullptr, source.standing.reason});
    return;
  }
  const std::string digest = to_hex(source.run->digest);
  for (const SectionSummary& section : source.run->sections) {
    if (section.state == SectionState::absent) continue;
    table.rows.push_back({source.standing.source, standing, source.run->no,
                          whole_digest ? digest : digest.substr(0, kShortDigest),
                          std::string(to_string(section.section)), std::string(to_string(section.state)),
                          section.read, section.kept, section.rejected, section.duplicates, section.reason});
  }
}

Table completeness_table(const SyncOutcome& outcome) {
  Table table{.columns = {{.key = "source", .heading = "source"},
                          {.key = "standing", .heading = "standing"},
                          {.key = "last_read", .heading = "last read"},
                          {.key = "expected", .heading = "expected", .right = true},
                          {.key = "found", .heading = "found", .right = true},
                          {.key = "rejected", .heading = "rejected", .right = true},
                          {.key = "no_person", .heading = "accounts of nobody", .right = true},
                          {.key = "no_account", .heading = "people without account", .right = true}},
              .rows = {}};
  for (const SourceReport& source : outcome.sources) table.rows.push_back(completeness_row(outcome, source));
  return table;
}

// The commonest reasons, each with the number of rows.
void tell_rejects(const SourceReport& source, std::ostream& out) {
  constexpr std::size_t kMostReasons = 3;
  if (source.rejects.empty()) return;
  std::vector<std::pair<std::size_t, std::string>> reasons;
  for (const auto& [reason, count] : source.rejects) reasons.emplace_back(count, reason);
  std::ranges::stable_sort(reasons, std::greater<>(), &std::pair<std::size_t, std::string>::first);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < reasons.size() && i < kMostReasons; ++i)
    parts.push_back(reasons[i].second + " (" + std::to_string(reasons[i].first) + ")");
  if (reasons.size() > kMostReasons) parts.push_back("and other reasons");
  out << "source " << source.standing.source << " rejected "
      << count_of(static_cast<std::size_t>(source.run->reject_count), "row", "rows") << ": "
      << printable_utf8(join(parts, "; ")) << "\n";
}

std::string accounts_line(const SyncOutcome& outcome) {
  struct Words {
    OwnerState state;
    const char *one, *several;
  };
  constexpr Words kStates[] = {{OwnerState::correlated, "belongs to a person", "belong to a person"},
                               {OwnerState::owned, "has an owner", "have an owner"},
                               {OwnerState::ambiguous, "matches several people", "match several people"},
                               {OwnerState::blocked, "may belong to somebody who was not read",
                                "may belong to people who were not read"},
                               {OwnerState::uncorrelated, "matches nobody", "match nobody"}};
  std::size_t total = 0;
  std::vector<std::string> parts;
  for (const Words& words : kStates) {
    const auto it = outcome.accounts.find(words.state);
    if (it == outcome.accounts.end()) continue;
    total += it->second;
    parts.push_back(count_of(it->second, words.one, words.several));
  }
  return count_of(total, "account", "accounts") + (parts.empty() ? "" : ": " + enumerate_words(parts));
}

// What a connector says about a section that it read completely.
void tell_remarks(const SourceReport& source, std::ostream& out) {
  if (!source.run) return;
  for (const SectionSummary& section : source.run->sections) {
    if (section.reason.empty() || section.state > SectionState::complete_with_rejects) continue;
    out << "source " << source.standing.source << ", " << to_string(section.section)
        << " facts: " << printable_utf8(section.reason) << "\n";
  }
}

void tell(const SyncOutcome& outcome, std::ostream& out) {
  std::int64_t rejected = 0;
  for (const SourceReport& source : outcome.sources) {
    if (source.standing.standing != Standing::sound) {
      out << "source " << source.standing.source << " is " << to_string(source.standing.standing) << ": "
          << printable_utf8(source.standing.reason) << "\n";
    }
    tell_remarks(source, out);
    tell_rejects(source, out);
    if (source.read_now && source.run && !source.run->complete()) rejected += source.run->reject_count;
  }
  for (const std::string& problem : outcome.problems) out << printable_utf8(problem) << "\n";
  if (rejected > 0) {
    out << count_of(static_cast<std::size_t>(rejected), "row was", "rows were")
        << " rejected; `reeve source rejects SOURCE` lists them with their reasons\n";
  }
  if (!outcome.snapshot) {
    out << "no source has a usable run, so there is no new snapshot\n";
    return;
  }
  out << "snapshot " << outcome.snapshot->no << ": " << accounts_line(outcome) << "; "
      << count_of(outcome.decided, "classified resource", "classified resources") << ", " << outcome.undecided
      << " undecided";
  if (outcome.bindings > 0) out << "; " << count_of(outcome.bindings, "binding", "bindings");
  out << "\nnext: `reeve evaluate`\n";
}

SyncOutcome run_use_case(Context& context, const Args& args) {
  if (!args.has("--accept-quarantined")) {
    if (args.has("--by")) throw Error(ErrorCode::usage, "`--by` is for --accept-quarantined");
    return sync(context, {.only = args.all("SOURCE")});
  }
  if (args.has("SOURCE")) {
    throw Error(ErrorCode::usage,
                "`--accept-quarantined` reads nothing; leave out `" + args.get("SOURCE") + "`");
  }
  if (!args.has("--by"))
    throw Error(ErrorCode::usage, "`--accept-quarantined` needs --by: who accepts the loss");
  return accept_quarantined(context, args.get("--accept-quarantined"), args.get("--by"));
}

int run_sync(Context& context, const Args& args, Output& out) {
  const SyncOutcome outcome = run_use_case(context, args);
  Table table{.columns = columns(), .rows = {}};
  for (const SourceReport& source : outcome.sources) add_rows(source, args.format != "table", table);
  print(table, args, out);
  if (args.format == "table") {
    out.data << "\n";
    print(completeness_table(outcome), args, out);
  }
  tell(outcome, out.messages);
  return outcome.exit_code();
}

}  // namespace

Command sync_command() {
  return {
      .name = "sync",
      .group = "look",
      .summary = "Read all sources into a new snapshot",
      .details =
          "Reads the sources at the same time, keeps what each said as one run, works out whose accounts "
          "they are "
          "and what resources contain, and publishes a snapshot of the newest usable run of every "
          "source. Rows "
          "that were read are kept, rejected or duplicates, and the counts add up. A second table says for "
          "each source how many facts were expected (as many as its last sound read had) and found, which "
          "accounts are nobody's and which people have no account; programs get the first table only.\n"
          "A run that lost too much against the source's last sound one is quarantined: it counts for "
          "nothing "
          "until a person accepts it. A source that is partial, failed, quarantined or stale, or "
          "has rows that could not be used, ends with exit code 3, and so does every answer from the "
          "snapshot.",
      .examples = {"reeve sync", "reeve sync hr", "reeve sync --format json",
                   "reeve sync --accept-quarantined hr --by \"Ada Quist\""},
      .options = {{.name = "SOURCE",
                   .help = "read only these; the others stay as they were last read",
                   .kind = OptionSpec::Kind::many},
                  {.name = "--accept-quarantined",
                   .help = "accept the quarantined run of this source, without reading anything"},
                  {.name = "--by", .help = "who accepts it"}},
      .run = run_sync};
}

}  // namespace reeve::cli
