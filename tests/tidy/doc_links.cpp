#include "tests/tidy/doc_links.h"

#include <regex>

namespace fs = std::filesystem;

namespace reeve::tidy {
namespace {

bool is_page(const std::string& path) { return path.ends_with(".md") && !path.starts_with("tests/"); }

bool is_relative(const std::string& target) {
  static const std::regex kElsewhere{R"(^([A-Za-z][A-Za-z0-9+.-]*:|#))"};
  return !std::regex_search(target, kElsewhere);
}

std::vector<std::string> targets_of(const std::string& line) {
  static const std::regex kCode{"`[^`]*`"};
  static const std::regex kLink{R"(\]\(<?([^)\s>]+))"};
  const std::string text = std::regex_replace(line, kCode, "");
  std::vector<std::string> targets;
  for (std::sregex_iterator it{text.begin(), text.end(), kLink}, end; it != end; ++it) {
    targets.push_back((*it)[1]);
  }
  return targets;
}

void check_page(const fs::path& root, const std::string& path, Violations& violations) {
  const std::vector<std::string> lines = lines_of(root / path);
  bool in_code = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```")) in_code = !in_code;
    if (in_code) continue;
    for (const std::string& target : targets_of(lines[i])) {
      const fs::path file = (root / path).parent_path() / target.substr(0, target.find('#'));
      if (is_relative(target) && !fs::exists(file)) {
        violations.push_back(violation(path, i + 1, "the link to `" + target + "` leads nowhere"));
      }
    }
  }
}

}  // namespace

Violations broken_links(const fs::path& root) {
  Violations violations;
  for (const std::string& path : files_of(root)) {
    if (is_page(path)) check_page(root, path, violations);
  }
  return violations;
}

}  // namespace reeve::tidy
