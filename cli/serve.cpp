// reeve serve: the portal.
#include "cli/command.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

int run(Context& context, const Args& args, Output& out) {
  // Links name what reeve.toml says; who listens elsewhere has to know.
  const bool elsewhere = args.has("--listen") && context.config.portal_url.empty() &&
                         args.get("--listen") != context.config.portal_listen;
  const std::string links = "http://" + context.config.portal_listen;
  if (args.has("--listen")) context.config.portal_listen = args.get("--listen");
  context.run_portal(context, [&](const std::string& address) {
    std::size_t open = 0;
    for (const Campaign& campaign : context.open_store()->campaigns())
      open += campaign.state == CampaignState::open;
    out.messages << "portal listens on " << address << "\n"
                 << count_of(open, "campaign is", "campaigns are")
                 << " open; reviewers come in by the links of "
                 << "`reeve campaign open` or `reeve campaign link`\n";
    if (elsewhere) {
      out.messages << "links begin with " << links << "; put `listen` or `url` of [portal] in reeve.toml "
                   << "so that they lead here\n";
    }
    out.messages << "stop with Ctrl-C\n" << std::flush;
  });
  return 0;
}

}  // namespace

Command serve_command() {
  return {
      .name = "serve",
      .group = "show",
      .summary = "Serve the portal in which managers review",
      .details =
          "Listens on loopback only unless portal.url in reeve.toml is an https address (a proxy with TLS "
          "stands "
          "before it then). Everything a manager decides is saved at once; stopping and starting again loses "
          "nothing.",
      .examples = {"reeve serve", "reeve serve --listen 127.0.0.1:9000"},
      .options = {{.name = "--listen",
                   .help = "address:port instead of portal.listen; port 0 takes a free one"}},
      .prints_rows = false,
      .needs_config = true,
      .run = run};
}

}  // namespace reeve::cli
