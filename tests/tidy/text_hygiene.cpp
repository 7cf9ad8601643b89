#include "tests/tidy/text_hygiene.h"

#include <algorithm>
#include <array>
#include <regex>

namespace fs = std::filesystem;

namespace reeve::tidy {
namespace {

constexpr std::size_t kMostLines = 600;
constexpr std::array<std::string_view, 12> kEndings{
    ".cpp", ".h", ".cmake", "CMakeLists.txt", ".rego", ".sql", ".md", ".js", ".css", ".html", ".toml", ".sh"};

bool is_own_text(const std::string& path) {
  if (path.starts_with("tests/golden/") || path.starts_with("tests/data/")) return false;
  if (path.starts_with("scripts/") || path.starts_with(".ci/")) return true;
  return std::ranges::any_of(kEndings, [&](std::string_view ending) { return path.ends_with(ending); });
}

std::string objection(const std::string& path, const std::string& line) {
  // Written apart, so that this file passes its own check.
  static const std::regex kUnfinished{
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X)\\b"};
  if (line.ends_with('\r')) return "carriage return at the end of the line";
  if (line.ends_with(' ') || line.ends_with('\t')) return "trailing white space";
  // opa fmt indents Rego with tabs.
  if (line.find('\t') != std::string::npos && !path.ends_with(".rego")) return "tab";
  std::smatch match;
  if (std::regex_search(line, match, kUnfinished)) return "unfinished: `" + match[1].str() + "`";
  return "";
}

bool is_cpp(const std::string& path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

}  // namespace

Violations untidy_text(const fs::path& root) {
  Violations violations;
  for (const std::string& path : files_of(root)) {
    if (!is_own_text(path)) continue;
    const std::vector<std::string> lines = lines_of(root / path);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (const std::string reason = objection(path, lines[i]); !reason.empty()) {
        violations.push_back(violation(path, i + 1, reason));
      }
    }
    if (is_cpp(path) && lines.size() > kMostLines) {
      violations.push_back(violation(path, lines.size(), "longer than 600 lines; is it one thing?"));
    }
  }
  return violations;
}

}  // namespace reeve::tidy
