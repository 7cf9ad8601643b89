// `reeve init`
#include "engine/workflow/init.h"
#include "cli/command.h"

namespace reeve::cli {
namespace {

int run_init(Context& context, const Args& args, Output& out) {
  const bool wrote = init(context, args.get("--company")) == InitOutcome::wrote_configuration;
  out.messages << (wrote ? "wrote " : "kept ") << context.config.path << " and made the store "
               << context.config.store << "\n"
               << "next: add your sources to " << context.config.path << ", then `reeve source check`\n";
  return 0;
}

}  // namespace

Command init_command() {
  return {
      .name = "init",
      .group = "set up",
      .summary = "Write a commented reeve.toml and make an empty store",
      .details =
          "Writes to the file that --config names and makes the store beside it. A file that exists is "
          "never overwritten; only its store is made where there is none.",
      .examples = {"reeve init --company \"Example Market\"", "reeve init --config /etc/reeve/reeve.toml"},
      .options = {{.name = "--company",
                   .help = "the name on pages and in reports",
                   .default_value = "your company"}},
      .prints_rows = false,
      .needs_config = false,
      .run = run_init};
}

}  // namespace reeve::cli
