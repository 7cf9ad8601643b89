// `reeve report`
#include "engine/workflow/report.h"

#include <filesystem>
#include <fstream>
#include <functional>

#include "cli/command.h"
#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/workflow/campaign_lookup.h"

namespace reeve::cli {
namespace {

namespace fs = std::filesystem;

bool write_to(const fs::path& path, const std::function<void(std::ostream&)>& write) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (file) write(file);
  file.close();
  return !file.fail();
}

// A report is there whole or not at all: it is written beside its place and then put there. What is no
// ordinary file (a pipe, a terminal) is written to as it is.
void write_whole(const fs::path& path, const std::function<void(std::ostream&)>& write) {
  std::error_code error;
  const bool special = fs::exists(path, error) && !fs::is_regular_file(path, error);
  const fs::path place = special ? path : fs::path(path.string() + "." + random_token(6) + ".part");
  const auto clean_up = [&] {
    std::error_code ignored;
    if (!special) fs::remove(place, ignored);
  };
  bool written = false;
  try {
    written = write_to(place, write);
  } catch (...) {
    clean_up();
    throw;
  }
  if (written && !special) fs::rename(place, path, error);
  if (written && !error) return;
  clean_up();
  throw Error(ErrorCode::io,
              "cannot write `" + path.string() + "`; check the folder, its rights and its space");
}

std::string campaign_to_report(Store& store, const Args& args) {
  if (args.has("--campaign")) return find_campaign(store, args.get("--campaign")).id;
  const std::vector<Campaign> all = store.campaigns();
  return all.empty() ? "" : all.back().id;
}

int run(Context& context, const Args& args, Output& out) {
  const auto store = context.open_store();
  const std::string campaign = campaign_to_report(*store, args);
  const Report report = make_report(context, *store, campaign);
  const std::string format = args.get("--format", "html");
  if (!args.has("--output")) {
    write_report(context, report, format, out.data);
    return 0;
  }
  const std::string path = args.get("--output");
  write_whole(path, [&](std::ostream& file) { write_report(context, report, format, file); });
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
      .examples = {"reeve report --output review.html",
                   "reeve report --campaign quarterly --output quarterly.html",
                   "reeve report --campaign quarterly --format csv --output review.csv"},
      .options = {{.name = "--campaign",
                   .help = "the campaign: its id, the beginning of it, or its name; the newest if left out"},
                  {.name = "--format",
                   .help = "html to read; csv for spreadsheets; csv-raw for programs",
                   .default_value = "html",
                   .choices = {"html", "csv", "csv-raw"}},
                  {.name = "--output", .help = "the file to write; without it the report goes to stdout"}},
      .prints_rows = false,
      .run = run};
}

}  // namespace reeve::cli
