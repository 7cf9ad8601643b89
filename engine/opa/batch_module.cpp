#include "engine/opa/batch_module.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"

namespace reeve {
namespace {

// data["reeve"]["rules"] and so on: right for every name, also for words of the language.
std::string bracketed(const RulePath& path) {
  std::string text = path.front();
  for (std::size_t i = 1; i < path.size(); ++i) text += "[" + canonical_json(path[i]) + "]";
  return text;
}

bool is_member(const CompiledRule& rule, const RulePath& package, std::string_view name) {
  return rule.path.size() == package.size() + 1 && rule.path.back() == name &&
         std::equal(package.begin(), package.end(), rule.path.begin());
}

std::string rule_text(std::size_t number, const BatchEntry& entry) {
  const std::string package = bracketed(entry.package);
  std::string text =
      batch_rule(number) + " := [{\"i\": i, \"v\": v" + (entry.has_not_evaluable ? ", \"n\": n" : "") +
      "} |\n  some i, row in input.rows\n  v := " + package + "." + entry.set + " with input as row\n";
  if (entry.has_not_evaluable) text += "  n := " + package + ".not_evaluable with input as row\n";
  return text + "]\n";
}

[[noreturn]] void refuse_answer(const std::string& why) {
  throw Error(ErrorCode::policy_engine, "the policy engine's answer cannot be right: " + why);
}

std::size_t index_of(const Json& item, std::size_t count) {
  const auto i = item.find("i");
  if (i == item.end() || !i->is_number_unsigned() || i->get<std::size_t>() >= count) {
    refuse_answer("it names a situation that was not asked about");
  }
  return i->get<std::size_t>();
}

void take_set(const Json& item, const char* key, Json& into, Verdict& verdict) {
  const auto set = item.find(key);
  if (set == item.end()) return;
  if (set->is_array()) {
    into = *set;
  } else {
    verdict.error = "the rule's result is not a set; write `violation contains {...}`";
  }
}

}  // namespace

std::vector<BatchEntry> batch_entries(const CompiledTree& tree) {
  std::map<RulePath, BatchEntry> by_package;
  for (const CompiledRule& rule : tree.rules) {
    const RulePath& package = tree.modules[rule.module].package;
    BatchEntry& entry = by_package[package];
    entry.package = package;
    if (is_member(rule, package, "violation")) entry.set = "violation";
    if (is_member(rule, package, "decision") && entry.set.empty()) entry.set = "decision";
    if (is_member(rule, package, "not_evaluable")) entry.has_not_evaluable = true;
  }
  std::vector<BatchEntry> entries;
  for (auto& [package, entry] : by_package) {
    if (!entry.set.empty()) entries.push_back(std::move(entry));
  }
  return entries;
}

std::string batch_module(const std::vector<BatchEntry>& entries, std::string_view package) {
  std::string text = "package " + std::string(package) + "\n";
  for (std::size_t i = 0; i < entries.size(); ++i) text += "\n" + rule_text(i, entries[i]);
  return text;
}

std::string batch_rule(std::size_t entry) { return "batch_" + std::to_string(entry); }

std::string batch_target(const std::vector<BatchEntry>& entries, const std::string& package,
                         std::string_view batch_package) {
  const auto entry =
      std::ranges::find(entries, package, [](const BatchEntry& e) { return printable_path(e.package); });
  if (entry == entries.end()) {
    throw Error(ErrorCode::policy, "no policy file defines `violation` in the package `" + package + "`");
  }
  return "/v1/data/" + std::string(batch_package) + "/" +
         batch_rule(static_cast<std::size_t>(entry - entries.begin())) + "?strict-builtin-errors=true";
}

std::string batch_body(const std::vector<Json>& inputs, std::size_t begin, std::size_t end) {
  std::string body = R"({"input":{"rows":[)";
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) body += ',';
    body += canonical_json(inputs[i]);
  }
  return body + "]}}";
}

std::vector<Verdict> read_batch(const Json& answer, std::size_t count) {
  const auto result = answer.is_object() ? answer.find("result") : answer.end();
  if (!answer.is_object() || result == answer.end() || !result->is_array()) {
    refuse_answer("it holds no result; were its modules taken away?");
  }
  std::vector<Verdict> verdicts(count);
  std::vector<bool> seen(count, false);
  for (const Json& item : *result) {
    const std::size_t i = index_of(item, count);
    if (seen[i]) refuse_answer("it names a situation twice");
    seen[i] = true;
    if (!item.contains("v")) refuse_answer("it names a situation without a verdict");
    take_set(item, "v", verdicts[i].violations, verdicts[i]);
    take_set(item, "n", verdicts[i].not_evaluable, verdicts[i]);
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!seen[i]) verdicts[i].error = "the rule gives no result at all; write `violation contains {...}`";
  }
  return verdicts;
}

}  // namespace reeve
