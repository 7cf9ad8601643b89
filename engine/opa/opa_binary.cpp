#include "engine/opa/opa_binary.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/text.h"
#include "engine/opa/subprocess.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

constexpr std::chrono::milliseconds kLimit{20'000};

bool is_program(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && access(path.c_str(), X_OK) == 0;
}

std::string ask(const std::string& path, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), path);
  const ProgramOutput output = run_program(arguments, kLimit);
  if (output.exit_code != 0) {
    throw Error(ErrorCode::policy_engine,
                "`" + path + " " + arguments[1] +
                    "` fails; is it the OPA server for this machine? `scripts/setup` "
                    "or `opa_binary` in reeve.toml provides one");
  }
  return output.text;
}

void check_version(const std::string& path, const std::string& version) {
  if (version.starts_with("1.")) return;
  throw Error(ErrorCode::policy_engine, "`" + path + "` is " +
                                            (version.empty() ? "not OPA" : "OPA " + version) +
                                            "; an OPA 1.x is needed, see `opa_binary` in reeve.toml");
}

}  // namespace

std::vector<std::string> opa_candidates(const std::string& configured) {
  if (!configured.empty()) return {configured};
  std::vector<std::string> candidates;
  std::error_code unreadable;
  const fs::path self = fs::read_symlink("/proc/self/exe", unreadable);
  if (!unreadable) {
    candidates.push_back((self.parent_path() / "opa").string());
    candidates.push_back((self.parent_path().parent_path() / "libexec" / "reeve" / "opa").string());
  }
  const char* const path = std::getenv("PATH");
  for (const std::string& folder : split(path == nullptr ? "" : path, ':')) {
    if (folder.starts_with('/')) candidates.push_back(folder + "/opa");
  }
  return candidates;
}

OpaBinary find_opa(const std::string& configured) {
  const std::vector<std::string> candidates = opa_candidates(configured);
  const auto found = std::ranges::find_if(candidates, is_program);
  if (found == candidates.end()) {
    throw Error(ErrorCode::policy_engine,
                configured.empty()
                    ? "the policy engine `opa` is missing: not beside reeve, not in ../libexec/reeve, not on "
                      "PATH; install it or set `opa_binary` in reeve.toml"
                    : "there is no program `" + configured + "`; correct `opa_binary` in reeve.toml");
  }
  OpaBinary binary{
      .path = *found, .version = parse_opa_version(ask(*found, {"version"})), .nondeterministic = {}};
  check_version(binary.path, binary.version);
  binary.nondeterministic = parse_nondeterministic(ask(*found, {"capabilities", "--current"}));
  return binary;
}

std::string parse_opa_version(const std::string& text) {
  static const std::regex kVersion{R"((?:^|\n)Version: ([0-9]+\.[0-9]+\.[0-9]+[^\s]*))"};
  std::smatch match;
  return std::regex_search(text, match, kVersion) ? match[1].str() : "";
}

std::set<std::string> parse_nondeterministic(const std::string& capabilities) {
  // These check certificates against the clock and carry no mark.
  std::set<std::string> names{"crypto.x509.parse_and_verify_certificates",
                              "crypto.x509.parse_and_verify_certificates_with_options"};
  const Json parsed = Json::parse(capabilities, nullptr, false);
  const auto builtins = parsed.is_object() ? parsed.find("builtins") : parsed.end();
  if (!parsed.is_object() || builtins == parsed.end() || !builtins->is_array() || builtins->empty()) {
    throw Error(ErrorCode::policy_engine, "`opa capabilities` does not list builtins; is this OPA?");
  }
  for (const Json& builtin : *builtins) {
    if (builtin.value("nondeterministic", false)) names.insert(builtin.value("name", ""));
  }
  return names;
}

}  // namespace reeve
