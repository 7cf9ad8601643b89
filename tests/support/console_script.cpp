#include "tests/support/console_script.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "engine/core/text.h"

namespace reeve::test {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines = split(text, '\n');
  while (!lines.empty() && trim(lines.back()).empty()) lines.pop_back();
  for (std::string& line : lines) line.erase(line.find_last_not_of(" \r") + 1);
  return lines;
}

bool line_matches(std::string_view pattern, std::string_view line) {
  constexpr std::string_view kAny = "…";
  const auto at = pattern.find(kAny);
  if (at == std::string_view::npos) return pattern == line;
  if (!line.starts_with(pattern.substr(0, at))) return false;
  const std::string_view rest = pattern.substr(at + kAny.size());
  line.remove_prefix(at);
  for (std::size_t skip = 0; skip <= line.size(); ++skip) {
    if (line_matches(rest, line.substr(skip))) return true;
  }
  return false;
}

bool matches_from(const std::vector<std::string>& expected, std::size_t e,
                  const std::vector<std::string>& actual, std::size_t a) {
  if (e == expected.size()) return a == actual.size();
  if (expected[e] == "...") {
    for (std::size_t next = a; next <= actual.size(); ++next) {
      if (matches_from(expected, e + 1, actual, next)) return true;
    }
    return false;
  }
  return a < actual.size() && line_matches(expected[e], actual[a]) &&
         matches_from(expected, e + 1, actual, a + 1);
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

std::vector<ConsoleStep> console_steps(std::string_view document) {
  std::vector<ConsoleStep> steps;
  bool inside = false;
  bool continued = false;
  int number = 0;
  for (const std::string& line : split(document, '\n')) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside && line == "```console";
    } else if (inside && continued) {
      steps.back().command += "\n" + line;
      continued = line.ends_with('\\');
    } else if (inside && line.starts_with("$ ")) {
      steps.push_back({.line = number, .command = line.substr(2), .expected = {}});
      continued = line.ends_with('\\');
    } else if (inside && !steps.empty()) {
      steps.back().expected.push_back(line);
    }
  }
  for (ConsoleStep& step : steps) step.expected = lines_of(join(step.expected, "\n"));
  return steps;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  return matches_from(expected, 0, actual, 0);
}

Console::Console(std::filesystem::path folder, std::string path_prefix)
    : folder_(std::move(folder)), path_prefix_(std::move(path_prefix)) {}

std::vector<std::string> Console::run(const std::string& command) {
  const std::filesystem::path where = folder_ / ".where";
  const std::string script =
      "export PATH=" + single_quoted(path_prefix_) + ":\"$PATH\" NO_COLOR=1 COLUMNS=100\n" + "if [ -f " +
      single_quoted(where.string()) + " ]; then cd \"$(cat " + single_quoted(where.string()) +
      ")\"; else cd " + single_quoted(folder_.string()) + "; fi\n" + command + "\ncode=$?; pwd > " +
      single_quoted(where.string()) + "; exit $code";
  const std::string line = "timeout 120 bash -c " + single_quoted(script) + " 2>&1 </dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(line.c_str(), "r"), [](FILE*) { return 0; });
  if (pipe == nullptr) throw std::runtime_error("no shell");
  std::string printed;
  std::array<char, 4096> bytes{};
  for (std::size_t got = 0; (got = fread(bytes.data(), 1, bytes.size(), pipe.get())) > 0;) {
    printed.append(bytes.data(), got);
  }
  const int status = pclose(pipe.get());
  std::vector<std::string> lines = lines_of(printed);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code != 0) lines.push_back("[exit " + std::to_string(code) + "]");
  return lines;
}

}  // namespace reeve::test
