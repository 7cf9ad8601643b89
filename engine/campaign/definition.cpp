#include "engine/campaign/definition.h"

#include "engine/core/error.h"

namespace reeve {
namespace {

Json json_of(const ScopeRules& scope) {
  return {{"categories", scope.categories},
          {"sources", scope.sources},
          {"rules", scope.rules},
          {"people", scope.people},
          {"departments", scope.departments},
          {"least_risk", to_string(scope.least_risk)}};
}

Json json_of(const StageRule& stage) {
  Json reviewers = Json::array();
  for (const ReviewerRole role : stage.reviewers) reviewers.push_back(to_string(role));
  return {{"reviewers", std::move(reviewers)}, {"group", stage.group}, {"categories", stage.categories}};
}

Json json_of(const SilenceRules& silence) {
  Json by_risk = Json::array();
  for (const Silence s : silence.by_risk) by_risk.push_back(to_string(s));
  return {{"by_risk", std::move(by_risk)},
          {"extension_days", silence.extension_days},
          {"most_percent_of_source", silence.most_percent_of_source}};
}

template <class Enum>
Enum enum_from(const Json& json) {
  return enum_value<Enum>(json.get<std::string>()).value();
}

ScopeRules scope_rules_from(const Json& json) {
  return {.categories = json.at("categories"),
          .sources = json.at("sources"),
          .rules = json.at("rules"),
          .people = json.at("people"),
          .departments = json.at("departments"),
          .least_risk = enum_from<Severity>(json.at("least_risk"))};
}

StageRule stage_from(const Json& json) {
  StageRule stage{.reviewers = {}, .group = json.at("group"), .categories = json.at("categories")};
  for (const Json& role : json.at("reviewers")) stage.reviewers.push_back(enum_from<ReviewerRole>(role));
  return stage;
}

SilenceRules silence_from(const Json& json) {
  SilenceRules silence{.extension_days = json.at("extension_days"),
                       .most_percent_of_source = json.at("most_percent_of_source")};
  for (std::size_t risk = 0; risk < silence.by_risk.size(); ++risk) {
    silence.by_risk[risk] = enum_from<Silence>(json.at("by_risk").at(risk));
  }
  return silence;
}

DecisionRules decision_rules_from(const Json& rules) {
  return {.reason_to_keep_flagged = rules.at("reason_to_keep_flagged"),
          .reason_to_keep_not_evaluable = rules.value("reason_to_keep_not_evaluable", true),
          .reason_to_revoke_unflagged = rules.at("reason_to_revoke_unflagged"),
          .reason_not_to_judge = rules.at("reason_not_to_judge"),
          .bulk = rules.at("bulk"),
          .longest_until_days = rules.at("longest_until_days")};
}

// What campaigns kept that were opened before definitions stood in files.
CampaignDefinition early_definition(const Json& json) {
  CampaignDefinition definition;
  definition.name = json.at("name");
  definition.title = json.at("title");
  definition.scope.categories = json.at("categories").get<std::vector<std::string>>();
  definition.days = json.at("days");
  definition.decisions = decision_rules_from(json.at("decisions"));
  return definition;
}

CampaignDefinition parse(const Json& json) {
  if (!json.contains("stages")) return early_definition(json);
  CampaignDefinition definition{
      .name = json.at("name"),
      .title = json.at("title"),
      .from = json.at("from"),
      .scope = scope_rules_from(json.at("scope")),
      .stages = {},
      .days = json.at("days"),
      .silence = silence_from(json.at("silence")),
      .carry = {.times = json.at("carry").at("times"), .days = json.at("carry").at("days")},
      .decisions = decision_rules_from(json.at("decisions"))};
  for (const Json& stage : json.at("stages")) definition.stages.push_back(stage_from(stage));
  for (const Json& c : json.at("conflicts"))
    definition.conflicts.push_back({c.at("department"), c.at("reason")});
  return definition;
}

}  // namespace

Json to_json(const CampaignDefinition& definition) {
  const DecisionRules& rules = definition.decisions;
  Json stages = Json::array();
  for (const StageRule& stage : definition.stages) stages.push_back(json_of(stage));
  Json conflicts = Json::array();
  for (const Conflict& c : definition.conflicts) {
    conflicts.push_back({{"department", c.department}, {"reason", c.reason}});
  }
  return {{"name", definition.name},
          {"title", definition.title},
          {"from", definition.from},
          {"scope", json_of(definition.scope)},
          {"stages", std::move(stages)},
          {"conflicts", std::move(conflicts)},
          {"days", definition.days},
          {"silence", json_of(definition.silence)},
          {"carry", {{"times", definition.carry.times}, {"days", definition.carry.days}}},
          {"decisions",
           {{"reason_to_keep_flagged", rules.reason_to_keep_flagged},
            {"reason_to_keep_not_evaluable", rules.reason_to_keep_not_evaluable},
            {"reason_to_revoke_unflagged", rules.reason_to_revoke_unflagged},
            {"reason_not_to_judge", rules.reason_not_to_judge},
            {"bulk", rules.bulk},
            {"longest_until_days", rules.longest_until_days}}}};
}

CampaignDefinition definition_from_json(const Json& json) {
  try {
    return parse(json);
  } catch (const Json::exception& e) {
    throw Error(ErrorCode::internal, std::string("a kept campaign definition cannot be read: ") + e.what());
  } catch (const std::bad_optional_access&) {
    throw Error(ErrorCode::internal, "a kept campaign definition holds a word that nobody knows");
  }
}

}  // namespace reeve
