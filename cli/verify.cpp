// `reeve verify`
#include "engine/workflow/verify.h"

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

int run_verify(Context& context, const Args& args, Output& out) {
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
  for (const VerifiedRemoval& v : result.removals) {
    gone += v.proven && v.removal.state == RemovalState::verified_removed ? 1 : 0;
    untold += v.proven ? 0 : 1;
    table.rows.push_back({v.removal.what, v.removal.edge.source, std::string(to_string(v.before)),
                          std::string(to_string(v.removal.state)),
                          v.removal.state_run == 0 ? Json(nullptr) : Json(v.removal.state_run), v.proven,
                          v.proven ? v.removal.state_detail : v.why_not});
  }
  print(table, args, out);
  out.messages << gone << " of " << count_of(result.removals.size(), "removal", "removals")
               << " proven gone, " << (result.removals.size() - gone - untold) << " still there, " << untold
               << " that cannot be told\n";
  return result.outcome.exit_code();
}

}  // namespace

Command verify_command() {
  return {.name = "verify",
          .group = "remove",
          .summary = "Say which removals a later read has proven",
          .details =
              "Looks at the newest read of each removal's source. Gone is only what a later, complete read "
              "with the same scope does not show any more. Exit code 2 where something is still present or "
              "came back, 3 where it cannot be told.",
          .examples = {"reeve verify", "reeve verify --format json"},
          .run = run_verify};
}

}  // namespace reeve::cli
