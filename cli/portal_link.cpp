// `reeve portal link`

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/error.h"
#include "engine/core/number.h"
#include "engine/workflow/staff.h"

namespace reeve::cli {
namespace {

int hours_in(const std::string& text) {
  const auto hours = parse_number<int>(text);
  if (!hours || *hours < 1 || *hours > 7 * 24) {
    throw Error(ErrorCode::usage, "`--hours` is `" + text + "`, but must be a whole number from 1 to 168");
  }
  return *hours;
}

int run(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const PortalRole role = *enum_value<PortalRole>(args.get("--role"));
  const IssuedLink link =
      issue_staff_link(context, *store, role, args.get("--person"), hours_in(args.get("--hours")));
  Table table{.columns = {{.key = "person", .heading = "person"},
                          {.key = "role", .heading = "role"},
                          {.key = "expires", .heading = "expires"},
                          {.key = "link", .heading = "link"}},
              .rows = {}};
  table.rows.push_back(
      {link.reviewer_name, std::string(to_string(role)), format_time(link.expires), link.url});
  print(table, args, out);
  return 0;
}

}  // namespace

Command portal_link_command() {
  return {.name = "portal link",
          .group = "show",
          .summary = "Make a single-use link to the portal for a campaign owner, administrator or auditor",
          .details =
              "The person has to stand in [portal.roles] of reeve.toml. The link works once, lets in as "
              "exactly this role, and is shown only now. Reviewers get theirs with `reeve campaign link`.",
          .examples = {"reeve portal link --role auditor --person \"Ines Duarte\"",
                       "reeve portal link --role campaign-owner --person ines@example.com --hours 2"},
          .options = {{.name = "--role",
                       .help = "the role",
                       .required = true,
                       .choices = {"campaign-owner", "administrator", "auditor"}},
                      {.name = "--person",
                       .help = "as reeve.toml lists her, or any of her names",
                       .required = true},
                      {.name = "--hours", .help = "how long the link is good", .default_value = "24"}},
          .run = run};
}

}  // namespace reeve::cli
