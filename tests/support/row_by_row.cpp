#include "tests/support/row_by_row.h"

#include "engine/opa/policy_loader.h"
#include "tests/support/paths.h"

namespace reeve::test {
namespace {

Json& place(Json& input, const std::string& attribute) {
  const std::size_t dot = attribute.find('.');
  return input[attribute.substr(0, dot)][attribute.substr(dot + 1)];
}

Verdict verdict_of(const Json& answer) {
  Verdict verdict;
  verdict.violations = answer.at("v");
  if (answer.contains("n")) verdict.not_evaluable = answer.at("n");
  return verdict;
}

// Null attributes that the rule reads and does not handle.
std::vector<std::string> unknown_in(const RowByRow::Reader& reader, Json row) {
  std::vector<std::string> unknown;
  for (const std::string& name : reader.reads) {
    if (place(row, name).is_null() && !reader.rule.metadata.handles_unknown.contains(name))
      unknown.push_back(name);
  }
  return unknown;
}

Judgement judgement(const RowByRow::Reader& reader, const Json& row, const Verdict& verdict) {
  if (auto unknown = unknown_in(reader, row); !unknown.empty()) return {.unknown = std::move(unknown)};
  if (!verdict.error.empty()) return {.error = verdict.error};
  return {.violations = verdict.violations, .not_evaluable = verdict.not_evaluable};
}

}  // namespace

void FullRow::set(const std::string& attribute, const Json& value, bool is_in_part) {
  place(input, attribute) = value;
  if (is_in_part) in_part.insert(attribute);
}

std::vector<FullRow> full_rows(const AttributeColumns& columns) {
  std::vector<FullRow> rows(columns.rows());
  for (const AttributeColumn& column : columns.columns) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::uint32_t code = column.codes[row];
      rows[row].set(column.name, column.values[code], column.fallback[code] != code);
    }
  }
  return rows;
}

RowByRow::RowByRow(const std::vector<PolicyModule>& modules, const Json& data, std::vector<Reader> readers)
    : readers_(std::move(readers)),
      process_({.binary = opa_binary().string()}),
      client_(process_.address(), {}) {
  std::vector<PolicyModule> all = modules;
  all.push_back({"row_by_row.rego", module()});
  load_policies(client_, all, data);
}

// row_by_row.r3 := the answer of one rule; row_by_row.access := the answers of all rules of the grain.
std::string RowByRow::module() const {
  std::string text = "package row_by_row\n";
  std::map<Grain, std::string> members;
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const std::string one = "r" + std::to_string(i), package = readers_[i].rule.package;
    text += "\n" + one + "[\"v\"] := " + package + ".violation\n\n";
    text += one + "[\"n\"] := " + package + ".not_evaluable\n";
    members[readers_[i].rule.metadata.grain] += canonical_json(readers_[i].rule.id) + ": " + one + ", ";
  }
  for (const auto& [grain, list] : members) {
    text += "\n" + std::string(to_string(grain)) + " := {" + list.substr(0, list.size() - 2) + "}\n";
  }
  return text;
}

OpaAnswer RowByRow::post(const std::string& rule, const Json& input) {
  const std::string target = "/v1/data/row_by_row/" + rule + "?strict-builtin-errors=true";
  OpaAnswer answer = client_.call("POST", target, Json{{"input", input}}.dump());
  if (answer.failure != HttpFailure::none || (answer.status != 200 && answer.status != 500))
    client_.fail("judge a row", answer);
  return answer;
}

RowByRow::Verdicts RowByRow::ask(Grain grain, const Json& input) {
  const OpaAnswer answer = post(std::string(to_string(grain)), input);
  Verdicts verdicts;
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const Rule& rule = readers_[i].rule;
    if (rule.metadata.grain != grain) continue;
    // An error of one rule is an answer about none of them.
    verdicts[rule.id] =
        answer.status == 200 ? verdict_of(answer.body.at("result").at(rule.id)) : ask_alone(i, input);
  }
  return verdicts;
}

Verdict RowByRow::ask_alone(std::size_t reader, const Json& input) {
  const OpaAnswer answer = post("r" + std::to_string(reader), input);
  if (answer.status == 500) return {.error = "a builtin failed"};
  return verdict_of(answer.body.at("result"));
}

std::map<std::string, Judgement> RowByRow::judge(Grain grain, const FullRow& row) {
  Json nothing_in_part = row.input;
  for (const std::string& name : row.in_part) place(nothing_in_part, name) = nullptr;
  const Verdicts known = ask(grain, row.input);
  const Verdicts unknown = row.in_part.empty() ? known : ask(grain, nothing_in_part);
  std::map<std::string, Judgement> judged;
  for (const Reader& reader : readers_) {
    const std::string& id = reader.rule.id;
    if (reader.rule.metadata.grain != grain) continue;
    Judgement of_known = judgement(reader, row.input, known.at(id));
    const bool stands = !of_known.violations.empty() || !of_known.error.empty();
    judged[id] = stands ? of_known : judgement(reader, nothing_in_part, unknown.at(id));
  }
  return judged;
}

}  // namespace reeve::test
