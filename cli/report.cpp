// `reeve report`
#include "engine/workflow/report.h"

#include <fstream>

#include "cli/command.h"
#include "engine/core/error.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

int run(Context& context, const Args& args, Output& out) {
  const auto store = context.open_store();
  const std::string campaign = args.has("--campaign") ? find_campaign(*store, args.get("--campaign")).id : "";
  const Report report = make_report(context, *store, campaign);
  const std::string format = args.get("--format", "html");
  if (!args.has("--output")) {
    write_report(context, report, format, out.data);
    return 0;
  }
  const std::string path = args.get("--output");
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (file) write_report(context, report, format, file);
  file.close();
  if (!file) throw Error(ErrorCode::io, "cannot write `" + path + "`; check the folder and its rights");
  out.messages << "wrote " << path << "\n";
  return 0;
}

}  // namespace

Command report_command() {
  return {
      .name = "report",
      .group = "show",
      .summary = "Write the findings and a campaign as HTML or CSV",
      .details =
          "Says first what could not be read, judged or reviewed, then what was decided and what became of "
          "it. The HTML report is one file with its charts inside; it needs no network and prints well.",
      .examples = {"reeve report --output findings.html",
                   "reeve report --campaign quarterly --output review.html",
                   "reeve report --campaign quarterly --format csv --output review.csv"},
      .options = {{.name = "--campaign", .help = "the campaign: its id, the beginning of it, or its name"},
                  {.name = "--format",
                   .help = "html to read; csv for spreadsheets; csv-raw for programs",
                   .default_value = "html",
                   .choices = {"html", "csv", "csv-raw"}},
                  {.name = "--output", .help = "the file to write; without it the report goes to stdout"}},
      .prints_rows = false,
      .run = run};
}

}  // namespace reeve::cli
