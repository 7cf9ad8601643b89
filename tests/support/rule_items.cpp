#include "tests/support/rule_items.h"

#include <ostream>
#include <stdexcept>

#include "engine/model/access_names.h"

namespace reeve::test {
namespace {

GrainRows rows_of(Grain grain, const AttributeSources& from) {
  switch (grain) {
    case Grain::access: return rows_of_access(from);
    case Grain::holder: return rows_of_holder(from);
    case Grain::account: return rows_of_account(from);
    case Grain::principal: return rows_of_principal(from);
    case Grain::resource: return rows_of_resource(from);
    case Grain::waiver: return rows_of_waiver(from);
  }
  return {};
}

SubjectKeys keys_of_row(Grain grain, const AttributeSources& from, std::uint32_t row_index) {
  const Snapshot& s = from.snapshot;
  const AccessTable& access = from.access;
  switch (grain) {
    case Grain::access:
      return {subject_key(s, access.subject[row_index]),
              entitlement_key(s, access.entitlements[access.entitlement[row_index].value])};
    case Grain::holder: return {s.subject_key(IdentityIx(row_index)), ""};
    case Grain::account:
    case Grain::principal: return {s.subject_key(PrincipalIx(row_index)), ""};
    case Grain::resource: return {s.resource_key(ResourceIx(row_index)), ""};
    case Grain::waiver: return {from.waivers[row_index].subject_key, from.waivers[row_index].entitlement_key};
  }
  return {};
}

void add(RuleItems& items, const Judgement& judgement, const SubjectKeys& keys) {
  const auto item = [&](const std::string& code) { return RuleItems::Item{code, keys.first, keys.second}; };
  for (const Json& violation : judgement.violations) items.findings.insert(item(violation.at("code")));
  for (const Json& one : judgement.not_evaluable) items.not_evaluable.insert(item(one.at("code")));
  if (!judgement.unknown.empty()) items.not_evaluable.insert(item("unknown_attribute"));
  if (!judgement.error.empty()) items.not_evaluable.insert(item("rule_error"));
}

}  // namespace

void PrintTo(const RuleItems& items, std::ostream* out) {
  *out << items.subjects << " subjects, " << items.findings.size() << " findings, "
       << items.not_evaluable.size() << " not evaluable";
}

std::vector<SubjectKeys> keys_of(Grain grain, const AttributeSources& from) {
  std::vector<SubjectKeys> keys;
  for (const std::uint32_t index : rows_of(grain, from).row_index) {
    keys.push_back(keys_of_row(grain, from, index));
  }
  return keys;
}

RuleItems items_of(const std::vector<Judgement>& judgements, const std::vector<SubjectKeys>& keys) {
  RuleItems items{.subjects = judgements.size(), .findings = {}, .not_evaluable = {}};
  for (std::size_t row = 0; row < judgements.size(); ++row) add(items, judgements[row], keys[row]);
  return items;
}

RuleItems items_of(const std::string& rule, std::size_t subjects, const std::vector<Finding>& findings,
                   const std::vector<NotEvaluable>& not_evaluable) {
  RuleItems items{.subjects = subjects, .findings = {}, .not_evaluable = {}};
  for (const Finding& f : findings) {
    if (f.rule != rule) continue;
    if (!items.findings.emplace(f.code, f.subject_key, f.entitlement_key).second)
      throw std::runtime_error(rule + " reports " + f.code + " twice");
  }
  for (const NotEvaluable& n : not_evaluable) {
    if (n.rule == rule) items.not_evaluable.emplace(n.reason, n.subject_key, n.entitlement_key);
  }
  return items;
}

std::vector<FullRow> rows_alone(Grain grain, const AttributeSources& from) {
  const GrainRows grain_rows = rows_of(grain, from);
  std::vector<FullRow> rows(grain_rows.row_index.size());
  for (const Producer& producer : grain_rows.producers) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const AttributeValue value = producer.value_of(producer.key_of(row));
      rows[row].set(producer.name, value.value, value.in_part);
    }
  }
  return rows;
}

}  // namespace reeve::test
