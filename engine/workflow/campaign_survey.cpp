#include "engine/workflow/campaign_survey.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/present_gaps.h"

namespace reeve {
namespace {

SnapshotNo evaluated_snapshot(Store& store) {
  const SnapshotInfo info = newest_snapshot_info(store);
  if (!store.evaluation(info.no)) {
    throw Error(ErrorCode::refused,
                "snapshot " + std::to_string(info.no) + " has not been evaluated; run `reeve evaluate`");
  }
  return info.no;
}

IdentityIx named_person(const Snapshot& snapshot, const std::string& wanted, const std::string& what) {
  for (std::size_t i = 0; i < snapshot.identities.size(); ++i) {
    const Identity& person = snapshot.identities[i];
    if (snapshot.text(person.key) == wanted ||
        lower_ascii(snapshot.text(person.email)) == lower_ascii(wanted)) {
      return IdentityIx(i);
    }
  }
  throw Error(ErrorCode::config,
              what + " `" + wanted + "` is nobody in the newest snapshot; give an identity key or e-mail");
}

CategorySet category_set(const Snapshot& snapshot, const std::vector<std::string>& ids) {
  if (ids.empty()) return ~CategorySet{0};
  CategorySet set = 0;
  for (std::size_t i = 0; i < snapshot.categories.size(); ++i) {
    if (std::ranges::find(ids, snapshot.categories[i]) != ids.end()) set |= category_bit(CategoryIx(i));
  }
  return set;
}

void check_departments(const CampaignDefinition& definition, const Snapshot& snapshot) {
  std::set<std::string> known;
  for (const Identity& person : snapshot.identities)
    known.insert(lower_ascii(trim(snapshot.text(person.department))));
  for (const Conflict& c : definition.conflicts) {
    if (known.contains(lower_ascii(trim(c.department)))) continue;
    throw Error(ErrorCode::config, "campaign `" + definition.from +
                                       "`: nobody in the newest snapshot belongs "
                                       "to the department `" +
                                       c.department + "` of a conflict; correct it");
  }
}

// What asks for findings in the scope: cases without one of them leave it. What some rule could not judge
// stays.
void keep_found(const PresentAccess& present, const ScopeRules& rules, Scope& scope) {
  if (!rules.by_finding()) return;
  const auto is_wanted = [&](const std::string& rule) {
    return rules.rules.empty() || std::ranges::find(rules.rules, rule) != rules.rules.end();
  };
  const auto stays = [&](const ScopedAccess& c) {
    const Entitlement& entitlement =
        present.table.entitlements[present.table.entitlement[c.access.value].value];
    const CaseJudgement judgement = present.judgements.of(present.table.subject[c.access.value],
                                                          entitlement_key(present.snapshot, entitlement));
    return std::ranges::any_of(judgement.findings,
                               [&](const FindingEvidence& f) {
                                 return is_wanted(f.rule) && f.severity >= rules.least_risk;
                               }) ||
           std::ranges::any_of(judgement.not_evaluable,
                               [&](const NotEvaluable& n) { return is_wanted(n.rule); });
  };
  const std::size_t before = scope.cases.size();
  std::erase_if(scope.cases, [&](const ScopedAccess& c) { return !stays(c); });
  scope.figures.out_of_scope += before - scope.cases.size();
  scope.figures.cases = scope.cases.size();
}

std::string nobody_for(const PresentAccess& present, const ScopedAccess& c) {
  const std::uint32_t row = c.access.value;
  return "nobody is permitted to review " + display_name(present.snapshot, present.table.subject[row]) +
         ": " +
         display_name(present.snapshot, present.table.entitlements[present.table.entitlement[row].value]) +
         "; name a campaign owner in reeve.toml";
}

}  // namespace

PresentAccess::PresentAccess(Context& context, Store& store)
    : snapshot((context.progress->update("working out who reaches what", 0, 0),
                store.load_snapshot(evaluated_snapshot(store)))),
      evaluation(store.evaluation(snapshot.info.no).value()),
      graph(snapshot),
      catalogue(build_catalogue(graph)),
      table(effective_access(graph, catalogue)),
      judgements(graph, evaluation, store.findings()) {}

ReviewerRules reviewer_rules(const Config& config, const CampaignDefinition& definition,
                             const Snapshot& snapshot) {
  ReviewerRules rules;
  for (const StageRule& stage : definition.stages) {
    ReviewerRules::Stage s{
        .roles = stage.reviewers, .group = {}, .categories = category_set(snapshot, stage.categories)};
    for (const std::string& member : stage.group) {
      s.group.push_back(
          named_person(snapshot, member, "campaign `" + definition.from + "`: the member of the group"));
    }
    rules.stages.push_back(std::move(s));
  }
  for (const auto& [source, owner] : config.source_owners) {
    rules.source_owners[source] = named_person(snapshot, owner, "reeve.toml: the owner of source " + source);
  }
  if (!config.campaign_owner.empty()) {
    rules.campaign_owners = {named_person(snapshot, config.campaign_owner, "reeve.toml: the campaign owner")};
  }
  check_departments(definition, snapshot);
  for (const Conflict& c : definition.conflicts)
    rules.departments_out.insert(lower_ascii(trim(c.department)));
  return rules;
}

ReviewNeed need_of(const AccessTable& table, const ScopedAccess& access) {
  const Entitlement& entitlement = table.entitlements[table.entitlement[access.access.value].value];
  return {access.kind, table.subject[access.access.value], entitlement.resource, entitlement.categories};
}

CampaignSurvey survey_campaign(Context& context, Store& store, const PresentAccess& present,
                               const CampaignDefinition& definition) {
  CampaignSurvey survey{.scope = scope_of(present.snapshot, present.table, definition), .reviewers = {}};
  Scope& scope = survey.scope;
  keep_found(present, definition.scope, scope);
  scope.figures.gaps = present_gaps(context, store, present.snapshot.info);
  ReviewerFinder finder(present.snapshot, reviewer_rules(context.config, definition, present.snapshot));
  std::vector<ScopedAccess> cases;
  for (const ScopedAccess& c : scope.cases) {
    const ReviewNeed need = need_of(present.table, c);
    std::vector<Reviewer> stages = finder.assign(need);
    if (stages.empty()) {
      scope.figures.gaps.push_back(nobody_for(present, c));
      continue;
    }
    scope.figures.unconfirmed += stages.size() < finder.stages_of(need) ? 1 : 0;
    cases.push_back(c);
    survey.reviewers.push_back(std::move(stages));
  }
  scope.figures.not_evaluable += scope.cases.size() - cases.size();
  scope.figures.cases = cases.size();
  scope.cases = std::move(cases);
  return survey;
}

std::vector<CaseDraft> draft_cases(Context& context, Store& store, const PresentAccess& present,
                                   const CampaignSurvey& survey) {
  return draft_cases(
      {&context, &store, &present.graph, &present.catalogue, &present.table, &present.judgements},
      survey.scope.cases, survey.reviewers);
}

}  // namespace reeve
