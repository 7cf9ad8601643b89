#include "tests/tidy/include_order.h"

#include <fnmatch.h>

#include <algorithm>
#include <map>
#include <optional>
#include <regex>

namespace fs = std::filesystem;

namespace reeve::tidy {
namespace {

struct Include {
  std::size_t line;
  std::string target;
  bool quoted;
};

bool is_checked(std::string_view path) {
  return (path.ends_with(".cpp") || path.ends_with(".h")) && !path.starts_with("tests/");
}

std::vector<Include> includes_of(const fs::path& file) {
  static const std::regex kPattern{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"};
  std::vector<Include> includes;
  const std::vector<std::string> lines = lines_of(file);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::smatch match;
    if (std::regex_search(lines[i], match, kPattern)) includes.push_back({i + 1, match[2], match[1] == "\""});
  }
  return includes;
}

// "connectors/csv/csv_client.h" in the adapter "connectors" lies in its subfolder "csv"; empty when in none.
std::string subfolder_of(std::string_view path, std::string_view folder) {
  const std::string_view rest = path.substr(folder.size() + 1);
  const std::size_t slash = rest.find('/');
  return std::string{slash == std::string_view::npos ? std::string_view{} : rest.substr(0, slash)};
}

std::optional<std::string> objection(const LayerRules& rules, const std::string& from,
                                     const std::string& to) {
  const std::string from_folder = rules.folder_of(from);
  const std::string to_folder = rules.folder_of(to);
  if (to_folder.empty() || !rules.may_include(from_folder, to_folder)) {
    return "`" + from_folder + "` may not include `" + to + "`; see tests/tidy/layers.txt";
  }
  if (from_folder == to_folder && rules.is_adapter(from_folder)) {
    const std::string from_sub = subfolder_of(from, from_folder);
    const std::string to_sub = subfolder_of(to, to_folder);
    if (!from_sub.empty() && !to_sub.empty() && from_sub != to_sub) {
      return "`" + from_folder + "/" + from_sub + "` may not include its neighbour `" + to + "`";
    }
  }
  return std::nullopt;
}

bool matches_any(const std::vector<std::string>& patterns, const std::string& path) {
  return std::ranges::any_of(
      patterns, [&](const std::string& pattern) { return fnmatch(pattern.c_str(), path.c_str(), 0) == 0; });
}

class Checker {
 public:
  Checker(const fs::path& root, const LayerRules& rules) : root_{root}, rules_{rules} {}

  void check_file(const std::string& path) {
    const bool is_free = rules_.is_free(path);
    if (!is_free && rules_.folder_of(path).empty()) {
      add(path, 1, "the folder is in no line of tests/tidy/layers.txt");
      return;
    }
    for (const Include& include : includes_of(root_ / path)) {
      check_header_rules(path, include);
      if (include.quoted) check_own_include(path, include, is_free);
    }
  }

  Violations take() { return std::move(violations_); }

 private:
  void add(const std::string& path, std::size_t line, const std::string& message) {
    violations_.push_back(violation(path, line, message));
  }

  void check_own_include(const std::string& path, const Include& include, bool is_free) {
    if (!fs::exists(root_ / include.target)) {
      add(path, include.line, "`" + include.target + "` is no path from the repository root");
    } else if (!is_free) {
      if (const auto reason = objection(rules_, path, include.target)) add(path, include.line, *reason);
    }
  }

  void check_header_rules(const std::string& path, const Include& include) {
    for (const HeaderRule& rule : rules_.headers()) {
      if (!include.target.starts_with(rule.prefix)) continue;
      if (!matches_any(rule.patterns, path)) {
        add(path, include.line, "`" + include.target + "` belongs only in " + rule.patterns.front());
      } else if (rule.once) {
        const auto [first, is_new] = first_user_.try_emplace(rule.prefix, path);
        if (!is_new && first->second != path) {
          add(path, include.line, "`" + include.target + "` stands already in `" + first->second + "`");
        }
      }
    }
  }

  const fs::path& root_;
  const LayerRules& rules_;
  std::map<std::string, std::string> first_user_;  // prefix of a `once` header -> the file that has it
  Violations violations_;
};

}  // namespace

Violations include_violations(const fs::path& root, const LayerRules& rules) {
  Checker checker{root, rules};
  for (const std::string& path : files_of(root)) {
    if (is_checked(path)) checker.check_file(path);
  }
  return checker.take();
}

}  // namespace reeve::tidy
