#include "engine/policy/rule_catalogue.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr std::string_view kFolder = "policies/rules/";

struct RuleFolder {
  std::string group, name;
  const PolicyModule* main = nullptr;
  const PolicyModule* any = nullptr;

  std::string id() const { return group + "/" + name; }
};

// Rule folders by id, with their main file where it is there.
std::map<std::string, RuleFolder> folders_of(const std::vector<PolicyModule>& modules) {
  std::map<std::string, RuleFolder> folders;
  for (const PolicyModule& module : modules) {
    if (!module.path.starts_with(kFolder)) continue;
    const std::vector<std::string> parts = split(std::string_view(module.path).substr(kFolder.size()), '/');
    if (parts.size() != 3) {
      throw Error(ErrorCode::policy,
                  module.path + ": a rule is a file policies/rules/<group>/<rule>/<rule>.rego");
    }
    RuleFolder& folder = folders[parts[0] + "/" + parts[1]];
    folder.group = parts[0];
    folder.name = parts[1];
    folder.any = &module;
    if (parts[2] == parts[1] + ".rego") folder.main = &module;
  }
  return folders;
}

Rule read_rule(const RuleFolder& folder) {
  if (folder.main == nullptr) {
    throw Error(ErrorCode::policy, folder.any->path + ": the rule `" + folder.id() + "` lacks its file `" +
                                       folder.name + ".rego`");
  }
  Rule rule{.id = folder.id(),
            .file = folder.main->path,
            .package = "data.reeve.rules." + folder.group + "." + folder.name,
            .metadata = read_rule_metadata(folder.main->path, folder.main->text)};
  const std::string package = package_of(folder.main->text);
  if (package != rule.package) {
    throw Error(ErrorCode::policy, rule.file + ": the package of this file is `" + rule.package.substr(5) +
                                       "`, not `" + (package.empty() ? package : package.substr(5)) + "`");
  }
  return rule;
}

}  // namespace

std::vector<Rule> discover_rules(const std::vector<PolicyModule>& modules) {
  std::vector<Rule> rules;
  for (const auto& [id, folder] : folders_of(modules)) rules.push_back(read_rule(folder));
  return rules;
}

std::vector<Rule> enabled_rules(std::vector<Rule> rules, const std::vector<std::string>& disabled) {
  std::vector<std::string> ids;
  for (const Rule& rule : rules) ids.push_back(rule.id);
  for (const std::string& name : disabled) {
    if (std::ranges::find(ids, name) != ids.end()) continue;
    const auto near = nearest_name(name, ids);
    throw Error(ErrorCode::config, "reeve.toml disables the rule `" + name + "`, which does not exist" +
                                       (near ? "; did you mean `" + *near + "`?" : ""));
  }
  std::erase_if(rules,
                [&](const Rule& rule) { return std::ranges::find(disabled, rule.id) != disabled.end(); });
  return rules;
}

}  // namespace reeve
