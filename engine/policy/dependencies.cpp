#include "engine/policy/dependencies.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/policy/reference_walk.h"
#include "engine/policy/rego_text.h"

namespace reeve {
namespace {

std::string_view text_of(const PolicyContext& context, const std::string& file) {
  const auto it = std::ranges::find(context.modules, file, &PolicyModule::path);
  return it == context.modules.end() ? std::string_view() : std::string_view(it->text);
}

// "file:row:column", as far as the text tells where `word` stands.
std::string place_of(const PolicyContext& context, const std::string& file, const std::string& word) {
  const auto place = find_word(text_of(context, file), word);
  if (!place) return file;
  return file + ":" + std::to_string(place->row) + ":" + std::to_string(place->column);
}

class Analysis {
 public:
  Analysis(const Rule& rule, const PolicyContext& context)
      : rule_(rule), context_(context), package_(split(rule.package, '.')) {}

  Dependencies run() {
    const References references =
        walk_references(context_.tree, {member("violation"), member("not_evaluable")});
    for (const InputReference& reference : references.input) take_input(reference);
    for (const RulePath& path : references.data) take_data(path);
    found_.modules.insert(rule_.file);
    for (const std::size_t i : references.rules) {
      found_.modules.insert(context_.tree.modules[context_.tree.rules[i].module].file);
    }
    check_definition();
    check_functions(references);
    check_handled();
    return std::move(found_);
  }

 private:
  RulePath member(const std::string& name) const {
    RulePath path = package_;
    path.push_back(name);
    return path;
  }

  void refuse(const std::string& why) {
    if (found_.refused.empty()) found_.refused = why;
  }

  void take_input(const InputReference& reference) {
    bool any = false;
    for (const Attribute& attribute : context_.catalogue.of(rule_.metadata.grain)) {
      if (!are_compatible(split(attribute.name, '.'), reference.path)) continue;
      found_.attributes.insert(attribute.name);
      any = true;
    }
    if (any) return;
    const std::string name = printable_path(reference.path);
    refuse(place_of(context_, reference.file, reference.path.back()) + ": `input." + name +
           "` is no attribute of the grain " + std::string(to_string(rule_.metadata.grain)) + nearest(name));
  }

  std::string nearest(const std::string& name) const {
    std::vector<std::string> names;
    for (const Attribute& attribute : context_.catalogue.of(rule_.metadata.grain))
      names.push_back(attribute.name);
    const auto near = nearest_name(name, names);
    return near ? "; did you mean `input." + *near + "`?" : "; schemas/attributes.json lists them";
  }

  void take_data(const RulePath& path) {
    // What lies below a rule is the rule's value, not base data.
    const bool is_below_a_rule = std::ranges::any_of(context_.tree.rules, [&](const CompiledRule& rule) {
      return rule.path.size() <= path.size() && are_compatible(rule.path, path);
    });
    if (!is_below_a_rule) found_.base_data.insert(path);
  }

  void check_definition() {
    if (!context_.tree.defines(member("violation"))) {
      refuse(rule_.file + ": the rule defines no `violation`");
    }
  }

  void check_functions(const References& references) {
    for (const auto& [name, file] : references.functions) {
      if (context_.nondeterministic.contains(name)) {
        refuse(place_of(context_, file, name) + ": `" + name +
               "` does not give the same result every time; time comes to rules as attributes only");
      }
    }
    for (const std::string& file : found_.modules) {
      if (const auto place = find_erased_builtin(text_of(context_, file))) {
        refuse(file + ":" + std::to_string(place->row) + ":" + std::to_string(place->column) +
               ": `rego.metadata` depends on other modules than a rule shows; leave it out");
      }
    }
  }

  void check_handled() {
    for (const std::string& name : rule_.metadata.handles_unknown) {
      if (found_.attributes.contains(name)) continue;
      refuse(place_of(context_, rule_.file, "package") + ": `handles_unknown` names `" + name +
             "`, which the rule does not read");
    }
  }

  const Rule& rule_;
  const PolicyContext& context_;
  RulePath package_;
  Dependencies found_;
};

}  // namespace

Dependencies dependencies_of(const Rule& rule, const PolicyContext& context) {
  return Analysis(rule, context).run();
}

}  // namespace reeve
