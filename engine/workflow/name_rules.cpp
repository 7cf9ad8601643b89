#include "engine/workflow/name_rules.h"

#include "engine/workflow/policy_files.h"

namespace reeve {
namespace {

constexpr const char* kPackage = "data.reeve.classification";

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json input_of(const NameQuestion& question) {
  return {{"kind", question.kind},
          {"name", question.name},
          {"parent_name", text_or_null(question.parent_name)},
          {"schema", text_or_null(question.schema)},
          {"labels", question.labels}};
}

bool is_decision(const Json& member) {
  const auto it = member.find("categories");
  if (!member.is_object() || it == member.end() || !it->is_array()) return false;
  for (const Json& category : *it) {
    if (!category.is_string()) return false;
  }
  return true;
}

// The set `decision` has at most one member.
NameAnswer answer_of(const Verdict& verdict) {
  if (!verdict.error.empty()) return {.categories = std::nullopt, .error = verdict.error};
  if (verdict.violations.empty()) return {};
  if (verdict.violations.size() > 1) {
    return {.categories = std::nullopt, .error = "they decide in more than one way"};
  }
  const Json& decision = verdict.violations.front();
  if (!is_decision(decision))
    return {.categories = std::nullopt, .error = "their decision has no list of categories"};
  return {.categories = decision.at("categories").get<std::vector<std::string>>(), .error = {}};
}

}  // namespace

AskNames name_rules(const Context& context, const Json& policy_data) {
  return [&context, policy_data](const std::vector<NameQuestion>& questions) {
    const auto evaluator = context.start_evaluator();
    evaluator->load(policy_modules({"policies/lib/", "policies/classification/"}), policy_data);
    std::vector<Json> inputs;
    for (const NameQuestion& question : questions) inputs.push_back(input_of(question));
    std::vector<NameAnswer> answers;
    for (const Verdict& verdict : evaluator->evaluate(kPackage, inputs))
      answers.push_back(answer_of(verdict));
    return answers;
  };
}

}  // namespace reeve
