#include "tests/tidy/shell_syntax.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <regex>
#include <stdexcept>

namespace fs = std::filesystem;

namespace reeve::tidy {
namespace {

std::string quoted(const std::string& text) {
  return "'" + std::regex_replace(text, std::regex{"'"}, R"('\'')") + "'";
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    output.append(buffer.data(), count);
  }
  return output;
}

bool is_script(const fs::path& file) {
  static const std::regex kFirstLine{R"(^#!.*\b(bash|sh)$)"};
  std::string first;
  std::ifstream in{file};
  std::getline(in, first);
  return file.extension() == ".sh" || std::regex_match(first, kFirstLine);
}

// bash says "<file>: line 3: syntax error ..."; the first complaint is enough.
void check_syntax(const fs::path& root, const std::string& path, Violations& violations) {
  static const std::regex kComplaint{R"(: line (\d+): (.*))"};
  const std::string output = output_of("LC_ALL=C bash -n " + quoted((root / path).string()) + " 2>&1");
  std::smatch match;
  if (std::regex_search(output, match, kComplaint)) {
    violations.push_back(violation(path, std::stoul(match[1]), match[2].str()));
  } else if (!output.empty()) {
    violations.push_back(violation(path, 1, output));
  }
}

}  // namespace

Violations broken_scripts(const fs::path& root) {
  Violations violations;
  for (const std::string& path : files_of(root)) {
    if (!is_script(root / path)) continue;
    check_syntax(root, path, violations);
    if ((fs::status(root / path).permissions() & fs::perms::owner_exec) == fs::perms::none) {
      violations.push_back(violation(path, 1, "a script, but not executable"));
    }
  }
  return violations;
}

}  // namespace reeve::tidy
