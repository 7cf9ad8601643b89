#include "tests/bench/side_by_side/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/core/json.h"
#include "tests/support/paths.h"

namespace reeve::bench {
namespace {

using Cells = std::vector<std::string>;

std::vector<Json> rows_in(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Json> rows;
  for (std::string line; std::getline(file, line);) rows.push_back(parse_json(line, path.string()));
  return rows;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The value of the first line that begins with `name`, as /proc writes it.
std::string proc(const char* path, const std::string& name) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(name)) continue;
    const auto colon = line.find(':');
    const auto begin = line.find_first_not_of(" \t", colon + 1);
    return line.substr(begin);
  }
  return "not known";
}

// Averages of the last 1, 5 and 15 minutes.
std::string load() {
  std::ifstream file("/proc/loadavg");
  std::string one, five, fifteen;
  file >> one >> five >> fifteen;
  return one + ", " + five + ", " + fifteen;
}

Json machine() {
  return {{"processor", proc("/proc/cpuinfo", "model name")},
          {"threads", std::thread::hardware_concurrency()},
          {"memory", proc("/proc/meminfo", "MemTotal")},
          {"compiler", __VERSION__}};
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

std::string amount(double value, const std::string& unit) {
  if (value == 0) return "";
  if (unit != "s") return fmt::format("{:.{}f} {}", value, value < 100 ? 2 : 0, unit);
  if (value < 0.1) return fmt::format("{:.1f} ms", value * 1000);
  return fmt::format("{:.{}f} s", value, value < 10 ? 2 : 0);
}

std::string ratio_of(const Json& row) {
  const double ratio = row.at("ratio");
  if (ratio == 0) return "";
  const bool at_least = row.at("limit").at("kind") == "at_least";
  return fmt::format("{:.{}f} {}", ratio, ratio < 10 ? 2 : 0, at_least ? "x as fast" : "x the time");
}

std::string limit_of(const Json& row) {
  const Json& limit = row.at("limit");
  if (limit.at("kind") == "reported") return "reported";
  const char* const sign = limit.at("kind") == "at_most" ? "at most" : "at least";
  const std::string unit = row.at("against") == "" ? row.at("unit").get<std::string>() : "x";
  return fmt::format("{} {:g} {}", sign, limit.at("value").get<double>(), unit);
}

std::string result_of(const Json& row) {
  if (row.at("limit").at("kind") == "reported") return "";
  return row.at("holds") ? "held" : "NOT HELD";
}

const Cells kHead{"what",  "shape",  "reeve",     "baseline",   "ratio",
                  "limit", "result", "median of", "peak memory"};

Cells cells_of(const Json& row) {
  const std::string unit = row.at("unit");
  const std::string against = row.at("against");
  std::string baseline = amount(row.at("baseline"), unit);
  if (!against.empty()) baseline = against + (baseline.empty() ? "" : ": " + baseline);
  return {row.at("what"),
          row.at("shape"),
          amount(row.at("reeve"), unit),
          baseline,
          against.empty() ? "" : ratio_of(row),
          limit_of(row),
          result_of(row),
          std::to_string(row.at("rounds").get<int>()),
          fmt::format("{:.0f} MiB", row.at("peak_mib").get<double>())};
}

void print_table(const std::vector<Json>& rows) {
  std::vector<Cells> lines{kHead};
  for (const Json& row : rows) lines.push_back(cells_of(row));
  for (std::size_t c = 0; c < kHead.size(); ++c) {
    std::size_t width = 0;
    for (const Cells& line : lines) width = std::max(width, line[c].size());
    for (Cells& line : lines) line[c].resize(width, ' ');
  }
  for (const Cells& line : lines) std::cout << fmt::format("{}\n", fmt::join(line, "  "));
}

std::string markdown_of(const std::vector<Json>& rows) {
  std::string text, group;
  for (const Json& row : rows) {
    if (row.at("group") != group) {
      group = row.at("group");
      text += fmt::format("\n## {}\n\n| {} | note |\n|{}\n", group, fmt::join(kHead, " | "),
                          "---|---|---|---|---|---|---|---|---|---|");
    }
    text += fmt::format("| {} | {} |\n", fmt::join(cells_of(row), " | "), row.at("note").get<std::string>());
  }
  return text;
}

void replace(std::string& text, const std::string& mark, const std::string& by) {
  const auto at = text.find(mark);
  if (at == std::string::npos) throw std::runtime_error("the page has no place for " + mark);
  text.replace(at, mark.size(), by);
}

std::string summary_of(const std::vector<Json>& rows) {
  std::size_t limits = 0, held = 0;
  std::string missed;
  for (const Json& row : rows) {
    if (row.at("limit").at("kind") == "reported") continue;
    ++limits;
    held += row.at("holds") ? 1U : 0U;
    if (!row.at("holds")) {
      missed += fmt::format(
          "\n- {}, shape {}: {}, {}", row.at("what").get<std::string>(), row.at("shape").get<std::string>(),
          ratio_of(row).empty() || row.at("against") == "" ? amount(row.at("reeve"), row.at("unit"))
                                                           : ratio_of(row),
          limit_of(row));
    }
  }
  return fmt::format("{} of {} limits held.{}", held, limits, missed.empty() ? "" : " Not held:\n" + missed);
}

}  // namespace

bool write_report(const std::filesystem::path& rows_path, const std::filesystem::path& json,
                  const std::filesystem::path& page) {
  const std::vector<Json> rows = rows_in(rows_path);
  const Json facts = machine();
  std::ofstream(json) << pretty_json({{"date", today()}, {"machine", facts}, {"rows", rows}}) << "\n";
  std::string text = text_of(test::source_dir() / "tests/bench/side_by_side/performance.md.txt");
  replace(text, "{date}", today());
  replace(text, "{machine}",
          fmt::format("{}, {} threads, {}, g++ {}", facts.at("processor").get<std::string>(),
                      facts.at("threads").get<int>(), facts.at("memory").get<std::string>(), __VERSION__));
  replace(text, "{load}", load());
  replace(text, "{summary}", summary_of(rows));
  replace(text, "{tables}", markdown_of(rows));
  std::ofstream(page) << text;
  print_table(rows);
  std::cout << "\n" << summary_of(rows) << "\n";
  return std::ranges::all_of(rows, [](const Json& row) { return row.at("holds").get<bool>(); });
}

}  // namespace reeve::bench
