#include "tests/scenarios/policy_pack.h"

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

std::string read_file(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string quoted(const std::string& word) { return "'" + word + "'"; }

std::string line_for_shell(const std::vector<std::string>& arguments) {
  std::string line = "cd " + quoted(source_dir().string()) + " && " + quoted(opa_binary().string());
  for (const std::string& argument : arguments) line += " " + quoted(argument);
  return line;
}

int run_shell(const std::string& line) {
  const int status = std::system(line.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

OpaOutput run_opa(const std::vector<std::string>& arguments) {
  const ScratchDir scratch;
  const fs::path out = scratch.path() / "out";
  const fs::path err = scratch.path() / "err";
  const int exit_code = run_shell(line_for_shell(arguments) + " >" + quoted(out.string()) + " 2>" +
                                  quoted(err.string()) + " </dev/null");
  return {exit_code, read_file(out) + read_file(err)};
}

Json opa_json(const std::vector<std::string>& arguments) {
  const OpaOutput output = run_opa(arguments);
  if (output.exit_code != 0) throw std::runtime_error("opa " + arguments.front() + ": " + output.text);
  return parse_json(output.text, "answer of opa");
}

std::vector<std::string> rego_folders() {
  return {"policies/lib", "policies/rules", "policies/classification"};
}

std::vector<std::string> data_files() {
  std::vector<std::string> arguments;
  for (const auto& entry : fs::directory_iterator(source_dir() / "policies/data")) {
    const std::string name = entry.path().stem().string();
    arguments.push_back("reeve." + name + ":policies/data/" + name + ".json");
  }
  std::ranges::sort(arguments);
  return arguments;
}

std::string text_of(const fs::path& relative) { return read_file(source_dir() / relative); }

std::vector<ShippedRule> shipped_rules() {
  std::vector<ShippedRule> rules;
  const Json inspected = opa_json({"inspect", "--annotations", "--format=json", "policies/rules"});
  for (const Json& item : inspected.at("annotations")) {
    const std::string file = item.at("location").at("file");
    if (file.ends_with("_test.rego") || item.at("annotations").at("scope") != "package") continue;
    const fs::path folder = fs::path{file}.parent_path();
    rules.push_back({folder.parent_path().filename().string() + "/" + folder.filename().string(),
                     text_of(file), item.at("annotations")});
  }
  std::ranges::sort(rules, {}, &ShippedRule::id);
  return rules;
}

}  // namespace reeve::test
