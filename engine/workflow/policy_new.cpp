#include "engine/workflow/policy_new.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "engine/core/embedded_files.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/policy_set.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

constexpr std::string_view kRules = "policies/rules/";

// An attribute that the grain has, with one value that the rule of the template reports and one that it does
// not.
struct Example {
  std::string_view attribute, reported, silent, subject;
};

Example example_of(Grain grain) {
  switch (grain) {
    case Grain::access: return {"resource.environment", "test", "production", "identity"};
    case Grain::holder: return {"identity.status", "suspended", "active", "identity"};
    case Grain::account: return {"account.kind", "shared", "person", "account"};
    case Grain::principal: return {"principal.kind", "group", "role", "principal"};
    case Grain::resource: return {"resource.environment", "test", "production", "resource"};
    case Grain::waiver: return {"waiver.state", "revoked", "in_force", "waiver"};
  }
  return {};
}

bool is_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::ranges::all_of(name, fits);
}

std::string folder_of(const Context& context, const std::string& wanted) {
  const std::string folder = wanted.empty() ? context.config.policy_rules_dir : wanted;
  if (!folder.empty()) return folder;
  throw Error(
      ErrorCode::usage,
      "no folder for rules is known; set `rules` under [policies] in reeve.toml, or name it with --dir");
}

void write(const fs::path& path, const std::string& text) {
  std::error_code ignored;  // what went wrong shows when the file is opened
  fs::create_directories(path.parent_path(), ignored);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) throw Error(ErrorCode::io, "cannot write `" + path.string() + "`");
}

// Words between @ are replaced.
std::string filled(std::string_view text, const std::map<std::string, std::string>& words) {
  std::string out(text);
  for (const auto& [name, word] : words) {
    const std::string mark = "@" + name + "@";
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at + word.size()))
      out.replace(at, mark.size(), word);
  }
  return out;
}

// A folder of this process, gone with the object.
class Workplace {
 public:
  Workplace() {
    std::string name = (fs::temp_directory_path() / "reeve-policies-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw Error(ErrorCode::io, "cannot make a folder `" + name + "`");
    path_ = name;
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

std::vector<std::string> new_rule(const Context& context, const NewRule& rule) {
  const std::vector<std::string> parts = split(rule.id, '/');
  if (parts.size() != 2 || !is_name(parts[0]) || !is_name(parts[1])) {
    throw Error(ErrorCode::usage, "`" + rule.id +
                                      "` is no name of a rule; it is written group/name, in small letters, "
                                      "digits and _, for example lifecycle/leaver");
  }
  const fs::path folder = fs::path(folder_of(context, rule.folder)) / parts[0] / parts[1];
  if (fs::exists(folder)) throw Error(ErrorCode::usage, "`" + folder.string() + "` is there already");
  const Example example = example_of(rule.grain);
  const std::map<std::string, std::string> words{{"group", parts[0]},
                                                 {"name", parts[1]},
                                                 {"grain", std::string(to_string(rule.grain))},
                                                 {"attribute", std::string(example.attribute)},
                                                 {"part", split(example.attribute, '.')[0]},
                                                 {"field", split(example.attribute, '.')[1]},
                                                 {"reported", std::string(example.reported)},
                                                 {"silent", std::string(example.silent)},
                                                 {"subject", "{" + std::string(example.subject) + "}"}};
  std::vector<std::string> files;
  for (const auto& [file, name] : {std::pair{"rule.rego.txt", parts[1] + ".rego"},
                                   {"rule_test.rego.txt", parts[1] + "_test.rego"},
                                   {"rule.fr.json.txt", parts[1] + ".fr.json"}}) {
    const fs::path path = folder / name;
    write(path, filled(embedded_file("policies/templates/" + std::string(file)), words));
    files.push_back(path.string());
  }
  return files;
}

PolicyTests test_policies(const Context& context, const std::string& wanted) {
  const std::string folder = folder_of(context, wanted);
  const PolicySet policies = present_policies(context.config);
  const Workplace work;
  write(work.path() / "data.json", canonical_json(policies.data));
  std::vector<std::string> arguments{"test", "--verbose", (work.path() / "data.json").string(), folder};
  for (const PolicyModule& module : policies.modules) {
    // Rules in the folder are read there, with the tests beside them.
    const bool is_rule = module.path.starts_with(kRules);
    if (is_rule && fs::exists(fs::path(folder) / module.path.substr(kRules.size()))) continue;
    write(work.path() / module.path, module.text);
    arguments.push_back((work.path() / module.path).string());
  }
  const auto [code, said] = context.run_engine(arguments);
  return {.passed = code == 0, .said = said};
}

}  // namespace reeve
