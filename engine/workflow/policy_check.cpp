#include "engine/workflow/policy_check.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/policy/situations.h"
#include "engine/workflow/rule_runner.h"

namespace reeve {
namespace {

// Words for what policies/lib/data_check.rego finds.
std::string sentence_of(const Json& finding, const Json& data) {
  const auto code = finding.value("code", std::string());
  const Json params = finding.value("params", Json::object());
  const std::string file = params.value("file", std::string()) + ".json: ";
  const std::string name = params.value("name", std::string());
  const auto among = [&](const char* table, const char* part) {
    std::vector<std::string> names;
    const Json& all = data.at("reeve").at(table);
    const Json& listed = part == nullptr ? all : all.at(part);
    for (const auto& [key, value] : listed.items()) names.push_back(key);
    const auto near = nearest_name(name, names);
    return near ? "; did you mean `" + *near + "`?" : std::string();
  };
  if (code == "unknown_category")
    return file + "there is no category `" + name + "`" + among("categories", nullptr);
  if (code == "unknown_purpose")
    return file + "there is no purpose `" + name + "`" + among("purposes", nullptr);
  if (code == "unknown_job")
    return file + "the authorisation matrix has no job `" + name + "`" +
           among("authorisation_matrix", "jobs");
  if (code == "unknown_region_group")
    return file + "there is no group of regions `" + name + "`" + among("regions", "groups");
  if (code == "category_not_in_matrix")
    return file + "the category `" + name + "` is missing from `categories`";
  if (code == "bands_not_ascending") return file + "`bands." + name + "` has to ascend";
  if (code == "inside_a_band") return file + "`" + name + "` has to be one of the edges of the bands";
  if (code == "approved_by_its_owner") return file + "its owner `" + name + "` cannot approve it";
  if (code == "job_completes_toxic_pair")
    return file + "the job `" + name + "` may do all of the toxic pair `" +
           params.value("pair", std::string()) + "`";
  return file + code + " " + name;
}

std::string overdue_review(const Json& data, UtcMillis now) {
  const auto day = data.at("reeve").at("authorisation_matrix").value("review_by", std::string());
  const auto until = parse_time(day);
  if (!until) return "authorisation_matrix.json: review_by: `" + day + "` is no day";
  if (*until > now) return "";
  return "authorisation_matrix.json: its review was due on " + day;
}

std::vector<std::string> wrong_between_files(const RuleBook& book, Evaluator& evaluator, UtcMillis now) {
  std::vector<std::string> problems;
  const std::vector<Verdict> verdicts = evaluator.evaluate("data.reeve.lib.data_check", {Json::object()});
  if (!verdicts.at(0).error.empty()) problems.push_back(verdicts.at(0).error);
  for (const Json& finding : verdicts.at(0).violations)
    problems.push_back(sentence_of(finding, book.policies().data));
  if (std::string overdue = overdue_review(book.policies().data, now); !overdue.empty())
    problems.push_back(std::move(overdue));
  return problems;
}

CheckedRule checked(const Rule& rule, const PolicySet& policies) {
  return {.rule = rule,
          .is_own = policies.places.contains(rule.file),
          .attributes = {},
          .subjects = {},
          .situations = {},
          .problem = {}};
}

CheckedRule check_rule(const Rule& rule, const RuleBook& book, RuleRunner* runner) {
  CheckedRule out = checked(rule, book.policies());
  const Dependencies dependencies = book.dependencies(rule);
  out.attributes.assign(dependencies.attributes.begin(), dependencies.attributes.end());
  out.problem = dependencies.refused;
  if (runner == nullptr || !out.problem.empty()) return out;
  const AttributeColumns& columns = runner->columns(rule.metadata.grain, {});
  out.subjects = columns.rows();
  out.situations = Situations(columns, dependencies.attributes).size();
  return out;
}

void check_all(const Context& context, Evaluator& evaluator, PolicyCheck& out) {
  const RuleBook book(present_policies(context.config), context.config.disabled_rules, evaluator);
  out.problems = wrong_between_files(book, evaluator, context.clock->now());
  const auto store = context.open_store();
  const auto latest = store->latest_snapshot();
  std::optional<Snapshot> snapshot;
  if (latest) snapshot = store->load_snapshot(latest->no);
  std::optional<SnapshotFacts> facts;
  std::optional<RuleRunner> runner;
  if (snapshot) {
    facts.emplace(*store, *snapshot, context.clock->now());
    runner.emplace(book, *facts, evaluator);
  }
  for (const Rule& rule : book.rules())
    out.rules.push_back(check_rule(rule, book, runner ? &*runner : nullptr));
  std::ranges::sort(out.rules, {}, [](const CheckedRule& r) { return r.rule.id; });
}

}  // namespace

PolicyCheck check_policies(const Context& context) {
  PolicyCheck out;
  out.disabled = context.config.disabled_rules;
  const auto evaluator = context.start_evaluator();
  try {
    check_all(context, *evaluator, out);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::policy && error.code() != ErrorCode::config) throw;
    out.problems.push_back(error.message());
  }
  const bool rules_fine =
      std::ranges::all_of(out.rules, [](const CheckedRule& r) { return r.problem.empty(); });
  out.not_evaluable = !rules_fine || !out.problems.empty();
  return out;
}

std::vector<CheckedRule> list_policies(const Context& context) {
  const PolicySet policies = present_policies(context.config);
  std::vector<CheckedRule> all;
  for (const Rule& rule : discover_rules(policies.modules)) all.push_back(checked(rule, policies));
  return all;
}

}  // namespace reeve
