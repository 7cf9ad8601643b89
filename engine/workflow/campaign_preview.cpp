#include "engine/workflow/campaign_preview.h"

#include <map>
#include <set>

#include "engine/model/access_names.h"
#include "engine/workflow/campaign_definitions.h"

namespace reeve {
namespace {

std::string name_of(const Snapshot& snapshot, IdentityIx identity) {
  return display_name(snapshot, identity);
}

class Previewer {
 public:
  Previewer(const PresentAccess& present, const CampaignSurvey& survey, CampaignPreview& preview)
      : present_(present), survey_(survey), preview_(preview) {}

  void run() {
    for (std::size_t i = 0; i < survey_.scope.cases.size(); ++i)
      add(survey_.scope.cases[i], survey_.reviewers[i]);
    for (auto& [who, load] : loads_) {
      const std::size_t looks = load.flagged + load.not_evaluable + load.later;
      const std::size_t seconds =
          looks * kSecondsPerLook + (load.cases + load.later - looks) * kSecondsPerCase;
      load.minutes = (seconds + 59) / 60;
      preview_.reviewers.push_back(load);
    }
    preview_.not_the_manager.assign(not_the_manager_.begin(), not_the_manager_.end());
    for (const Severity risk : {Severity::low, Severity::medium, Severity::high, Severity::critical}) {
      preview_.silence.push_back({.risk = risk,
                                  .silence = preview_.definition.silence.for_risk(risk),
                                  .cases = by_risk_[static_cast<std::size_t>(risk)]});
    }
  }

 private:
  void add(const ScopedAccess& c, const std::vector<Reviewer>& stages) {
    const Subject& subject = present_.table.subject[c.access.value];
    const Entitlement& entitlement =
        present_.table.entitlements[present_.table.entitlement[c.access.value].value];
    const CaseJudgement judgement =
        present_.judgements.of(subject, entitlement_key(present_.snapshot, entitlement));
    ReviewerLoad& load = load_of(stages.front().identity);
    ++load.cases;
    load.flagged += judgement.flagged ? 1 : 0;
    load.not_evaluable += !judgement.flagged && !judgement.not_evaluable.empty() ? 1 : 0;
    for (std::size_t i = 1; i < stages.size(); ++i) ++load_of(stages[i].identity).later;
    ++by_risk_[static_cast<std::size_t>(judgement.risk)];
    if (c.kind == CaseKind::person && stages.front().why != "manager") {
      not_the_manager_.insert(name_of(present_.snapshot, subject.identity) + ": " +
                              name_of(present_.snapshot, stages.front().identity) + ", " +
                              stages.front().why);
    }
  }

  ReviewerLoad& load_of(IdentityIx reviewer) {
    const std::string name = name_of(present_.snapshot, reviewer);
    ReviewerLoad& load = loads_[{name, present_.snapshot.subject_key(reviewer)}];
    load.reviewer = name;
    load.key = present_.snapshot.subject_key(reviewer);
    return load;
  }

  const PresentAccess& present_;
  const CampaignSurvey& survey_;
  CampaignPreview& preview_;
  std::map<std::pair<std::string, std::string>, ReviewerLoad> loads_;
  std::set<std::string> not_the_manager_;
  std::array<std::size_t, 4> by_risk_{};
};

}  // namespace

CampaignPreview preview_campaign(Context& context, Store& store, const std::string& definition) {
  CampaignPreview preview{.definition = find_definition(context.config, definition)};
  const PresentAccess present(context, store);
  const CampaignSurvey survey = survey_campaign(context, store, present, preview.definition);
  preview.deadline = context.clock->now() + preview.definition.days * kDay;
  preview.scope = survey.scope.figures;
  Previewer(present, survey, preview).run();
  return preview;
}

}  // namespace reeve
