// `reeve verify`
#include "engine/workflow/verify.h"

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/workflow/removal_times.h"

namespace reeve::cli {
namespace {

std::string detail_of(const VerifiedRemoval& v) {
  if (!v.proven) return v.why_not;
  const std::string& detail = v.removal.state_detail;
  if (!v.still_held) return detail + "; no snapshot tells yet whether the access itself has ended";
  return v.still_held->empty() ? detail : detail + ", but by another path " + enumerate_words(*v.still_held);
}

Json days_of(UtcMillis duration) {
  return duration == 0 ? Json(nullptr) : Json(static_cast<double>(duration) / static_cast<double>(kDay));
}

int print_times(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "group", .heading = "source and risk"},
                          {.key = "removals", .heading = "removals", .right = true},
                          {.key = "proven", .heading = "proven", .right = true},
                          {.key = "median", .heading = "half within"},
                          {.key = "longest", .heading = "longest"},
                          {.key = "oldest_open", .heading = "oldest open"},
                          {.key = "came_back", .heading = "came back", .right = true}},
              .rows = {}};
  const bool for_people = args.format == "table";
  const auto shown = [&](UtcMillis d) {
    return for_people ? Json(d == 0 ? std::string() : duration_words(d)) : days_of(d);
  };
  const std::unique_ptr<Store> store = context.open_store();
  for (const ProofTimes& t : removal_times(context, *store)) {
    table.rows.push_back({t.group, t.removals, t.proven, shown(t.median), shown(t.longest),
                          shown(t.oldest_open), t.came_back});
  }
  print(table, args, out);
  return 0;
}

int run_verify(Context& context, const Args& args, Output& out) {
  if (args.has("--times")) return print_times(context, args, out);
  Table table{.columns = {{.key = "what", .heading = "what", .wrap = true},
                          {.key = "source", .heading = "source"},
                          {.key = "before", .heading = "before"},
                          {.key = "now", .heading = "now"},
                          {.key = "run", .heading = "run", .right = true},
                          {.key = "proven", .heading = "proven"},
                          {.key = "detail", .heading = "detail", .wrap = true}},
              .rows = {}};
  const std::unique_ptr<Store> store = context.open_store();
  const VerifyResult result = verify_removals(context, *store);
  std::size_t gone = 0;
  std::size_t untold = 0;
  std::size_t held = 0;
  for (const VerifiedRemoval& v : result.removals) {
    gone += v.proven && v.removal.state == RemovalState::verified_removed ? 1 : 0;
    untold += v.proven ? 0 : 1;
    held += v.still_held && v.still_held->empty() ? 0 : 1;
    table.rows.push_back({v.removal.what, v.removal.edge.source, std::string(to_string(v.before)),
                          std::string(to_string(v.removal.state)),
                          v.removal.state_run == 0 ? Json(nullptr) : Json(v.removal.state_run), v.proven,
                          detail_of(v)});
  }
  print(table, args, out);
  out.messages << gone << " of " << count_of(result.removals.size(), "removal", "removals")
               << " proven gone, " << (result.removals.size() - gone - untold) << " still there, " << untold
               << " that cannot be told\n";
  if (held > 0) {
    out.messages << "after " << held
                 << " of those that are gone somebody has the access still, or that cannot "
                 << "be told yet; see the details\n";
  }
  return result.outcome.exit_code();
}

}  // namespace

Command verify_command() {
  return {
      .name = "verify",
      .group = "remove",
      .summary = "Say which removals a later read has proven",
      .details =
          "Looks at the newest read of each removal's source. Gone is only what a later, complete read "
          "with the same scope does not show any more, under no other name either where the source has a "
          "second key. Where the access itself stands by another path, the details say so. Exit code 2 "
          "where something is still present, came back, or is held by another path, 3 where it cannot be "
          "told.",
      .examples = {"reeve verify", "reeve verify --format json", "reeve verify --times"},
      .options = {{.name = "--times",
                   .help = "show instead how long removals took from the decision to the proof, by source "
                           "and risk, and leavers' from their last day (days in json and csv)",
                   .kind = OptionSpec::Kind::flag}},
      .run = run_verify};
}

}  // namespace reeve::cli
