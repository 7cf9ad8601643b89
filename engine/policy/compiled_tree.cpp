#include "engine/policy/compiled_tree.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

[[noreturn]] void refuse(const std::string& file) {
  throw Error(ErrorCode::policy,
              file +
                  ": the policy engine gives no compiled form of this module that can be read, so nothing "
                  "can be said about what it depends on");
}

bool is_term(const Json& node, std::string_view type) {
  return node.is_object() && node.contains("value") && node.value("type", Json()) == Json(type);
}

RulePath package_of(const std::string& file, const Json& ast) {
  const Json* const path =
      ast.contains("package") && ast["package"].is_object() && ast["package"].contains("path")
          ? &ast["package"]["path"]
          : nullptr;
  if (path == nullptr || !path->is_array()) refuse(file);
  RulePath package = constant_prefix(*path);
  if (package.size() != path->size() || package.empty() || package.front() != "data") refuse(file);
  return package;
}

RulePath head_of(const std::string& file, const Json& rule) {
  if (!rule.is_object() || !rule.contains("head") || !rule["head"].is_object()) refuse(file);
  const Json& head = rule["head"];
  RulePath path;
  if (head.contains("ref") && head["ref"].is_array()) path = constant_prefix(head["ref"]);
  if (path.empty() && head.contains("name") && head["name"].is_string())
    path = {head["name"].get<std::string>()};
  if (path.empty()) refuse(file);
  return path;
}

}  // namespace

bool CompiledTree::defines(const RulePath& path) const {
  return std::ranges::any_of(rules, [&](const CompiledRule& rule) { return rule.path == path; });
}

CompiledTree read_compiled(const std::vector<std::pair<std::string, Json>>& compiled) {
  CompiledTree tree;
  for (const auto& [file, ast] : compiled) {
    if (!ast.is_object()) refuse(file);
    tree.modules.push_back({file, package_of(file, ast)});
    const auto rules = ast.find("rules");
    if (rules == ast.end() || rules->is_null()) continue;
    if (!rules->is_array()) refuse(file);
    for (const Json& node : *rules) {
      RulePath path = tree.modules.back().package;
      const RulePath head = head_of(file, node);
      path.insert(path.end(), head.begin(), head.end());
      tree.rules.push_back({std::move(path), tree.modules.size() - 1, &node});
    }
  }
  return tree;
}

RulePath constant_prefix(const Json& ref_terms) {
  RulePath prefix;
  if (!ref_terms.is_array()) return prefix;
  for (const Json& term : ref_terms) {
    const bool usable =
        prefix.empty() ? is_term(term, "var") || is_term(term, "string") : is_term(term, "string");
    if (!usable || !term["value"].is_string()) break;
    prefix.push_back(term["value"].get<std::string>());
  }
  return prefix;
}

std::string printable_path(const RulePath& path) { return printable_utf8(join(path, ".")); }

}  // namespace reeve
