#include "tests/tidy/test_registration.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <set>

namespace fs = std::filesystem;

namespace reeve::tidy {
namespace {

// Line of the first test in a source, if it has one.
std::optional<std::size_t> first_test_of(const fs::path& file) {
  static const std::regex kTest{R"(^(TYPED_)?TEST(_F|_P)?\()"};
  const std::vector<std::string> lines = lines_of(file);
  const auto found =
      std::ranges::find_if(lines, [](const std::string& line) { return std::regex_search(line, kTest); });
  if (found == lines.end()) return std::nullopt;
  return static_cast<std::size_t>(found - lines.begin()) + 1;
}

// "tests/unit/core/text_test.cpp" -> "unit"; empty for files of tests/ itself.
std::string test_folder_of(const std::string& path) {
  const std::size_t begin = path.find('/') + 1;
  const std::size_t end = path.find('/', begin);
  return end == std::string::npos ? "" : path.substr(begin, end - begin);
}

bool holds_tests(const std::string& path) {
  const std::string folder = test_folder_of(path);
  return path.starts_with("tests/") && path.ends_with(".cpp") && folder != "support" && folder != "bench";
}

// What the build folder says: the sources that are compiled, and the test executables that ctest runs.
struct Build {
  std::set<std::string> sources;
  std::set<std::string> test_targets;
};

Build read_build(const fs::path& build) {
  static const std::regex kSource{R"re("file": "(.*)")re"};
  static const std::regex kTarget{R"(/([a-z_]+_tests)\[1\]_include\.cmake)"};
  Build found;
  std::smatch match;
  for (const std::string& line : lines_of(build / "compile_commands.json")) {
    if (std::regex_search(line, match, kSource)) found.sources.insert(match[1]);
  }
  for (const std::string& line : lines_of(build / "CTestTestfile.cmake")) {
    if (std::regex_search(line, match, kTarget)) found.test_targets.insert(match[1]);
  }
  return found;
}

std::string objection(const fs::path& root, const std::string& path, const Build& build) {
  if (!build.sources.contains((root / path).string())) return "no test executable compiles it";
  const std::string target = test_folder_of(path) + "_tests";
  return build.test_targets.contains(target) ? "" : "ctest does not know its executable `" + target + "`";
}

}  // namespace

Violations unregistered_tests(const fs::path& root, const fs::path& build_dir) {
  const Build build = read_build(build_dir);
  Violations violations;
  for (const std::string& path : files_of(root)) {
    if (!holds_tests(path)) continue;
    const std::optional<std::size_t> test = first_test_of(root / path);
    if (!path.ends_with("_test.cpp")) {
      if (test) violations.push_back(violation(path, *test, "a file with tests is named *_test.cpp"));
    } else if (!test) {
      violations.push_back(violation(path, 1, "there is no test in it"));
    } else if (const std::string reason = objection(root, path, build); !reason.empty()) {
      violations.push_back(violation(path, *test, reason));
    }
  }
  return violations;
}

Violations untested_rules(const fs::path& root) {
  static const std::regex kInRule{R"(^(policies/rules/[^/]+/([^/]+))/[^/]+$)"};
  const std::vector<std::string> files = files_of(root);
  std::set<std::pair<std::string, std::string>> rules;
  for (const std::string& path : files) {
    std::smatch match;
    if (std::regex_match(path, match, kInRule)) rules.emplace(match[1], match[2]);
  }
  Violations violations;
  for (const auto& [folder, rule] : rules) {
    for (const std::string& name : {rule + ".rego", rule + "_test.rego"}) {
      if (!std::ranges::binary_search(files, folder + "/" + name)) {
        violations.push_back(violation(folder, 1, "`" + name + "` is missing"));
      }
    }
  }
  return violations;
}

}  // namespace reeve::tidy
