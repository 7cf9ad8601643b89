// `reeve source check`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/workflow/sources.h"

namespace reeve::cli {
namespace {

Json answer(TriState ok) { return is_unknown(ok) ? Json(nullptr) : Json(is_yes(ok)); }

int run_check(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "source", .heading = "source"},
                          {.key = "what", .heading = "what"},
                          {.key = "ok", .heading = "ok"},
                          {.key = "detail", .heading = "detail", .wrap = true}},
              .rows = {}};
  Outcome outcome;
  for (const CheckedSource& checked : check_sources(context, args.all("SOURCE"))) {
    for (const CheckItem& item : checked.items) {
      table.rows.push_back({checked.source, item.what, answer(item.ok), item.detail});
      if (!is_yes(item.ok)) outcome.incomplete = true;
    }
  }
  print(table, args, out);
  out.messages << (table.rows.empty()
                       ? "no source is configured; add sections [source.NAME] to " + context.config.path
                   : outcome.incomplete ? "not everything can be read; see above"
                                        : "next: `reeve sync`")
               << "\n";
  return outcome.exit_code();
}

}  // namespace

Command source_check_command() {
  return {
      .name = "source check",
      .group = "set up",
      .summary = "Try each source once and say what could and could not be read",
      .details =
          "Makes one real round trip to each source and keeps nothing. Anything that could not be read, or "
          "is there and is not read, ends with exit code 3.",
      .examples = {"reeve source check", "reeve source check hr shop"},
      .options = {{.name = "SOURCE", .help = "only these sources", .kind = OptionSpec::Kind::many}},
      .run = run_check};
}

}  // namespace reeve::cli
