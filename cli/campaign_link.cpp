// `reeve campaign link`
#include "cli/command.h"
#include "cli/table.h"
#include "engine/workflow/campaign_lookup.h"
#include "engine/workflow/links.h"

namespace reeve::cli {
namespace {

int run_link(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const Campaign campaign = find_campaign(*store, args.get("--campaign"));
  std::string reviewer;
  if (args.has("--reviewer"))
    reviewer = find_reviewer(*store, store->campaign(campaign.id), args.get("--reviewer")).key;
  Table table{.columns = {{.key = "reviewer", .heading = "reviewer"},
                          {.key = "expires", .heading = "expires"},
                          {.key = "link", .heading = "link"}},
              .rows = {}};
  for (const IssuedLink& link : issue_links(context, *store, campaign.id, reviewer)) {
    table.rows.push_back({link.reviewer_name, format_time(link.expires), link.url});
  }
  print(table, args, out);
  if (table.rows.empty()) out.messages << "everything is signed off; nobody needs a link\n";
  return 0;
}

}  // namespace

Command campaign_link_command() {
  return {
      .name = "campaign link",
      .group = "review",
      .summary = "Make new single-use links for reviewers",
      .details =
          "For everybody who has something left to decide or to sign, or for one reviewer. Each link "
          "works once and is shown only now; older ones stay valid until used or expired.",
      .examples = {"reeve campaign link", "reeve campaign link --reviewer \"Mara Okafor\""},
      .options = {{.name = "--reviewer", .help = "name or key of one reviewer"},
                  {.name = "--campaign", .help = "name or beginning of its id; the open one if left out"}},
      .run = run_link};
}

}  // namespace reeve::cli
