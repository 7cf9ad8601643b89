#include "engine/workflow/campaign.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/campaign_definitions.h"
#include "engine/workflow/campaign_survey.h"
#include "engine/workflow/carry_over.h"

namespace reeve {
namespace {

void check_name_is_free(Store& store, const std::string& name) {
  for (const Campaign& c : store.campaigns()) {
    if (c.name == name && c.state == CampaignState::open) {
      throw Error(ErrorCode::conflict, "campaign `" + name +
                                           "` is open already; `reeve campaign link` gives its links. To "
                                           "begin anew close it with `reeve campaign close`, or give another "
                                           "--name");
    }
  }
}

void check_gaps(const OpenRequest& request, const std::vector<std::string>& gaps) {
  if (gaps.empty() || !request.accept_gap.empty()) return;
  throw Error(ErrorCode::incomplete, "the campaign would not cover everything: " + join(gaps, "; ") +
                                         ". put that right, or accept it with --accept-gap REASON --by NAME");
}

CampaignDefinition definition_of(const Context& context, const OpenRequest& request) {
  CampaignDefinition definition = find_definition(context.config, request.definition);
  definition.name =
      request.name.empty() ? definition.from + "-" + format_date(context.clock->now()) : request.name;
  if (request.days > 0) definition.days = request.days;
  return definition;
}

Campaign campaign_of(const Context& context, const OpenRequest& request, const CampaignDefinition& definition,
                     SnapshotNo snapshot, const ScopeFigures& figures) {
  const UtcMillis now = context.clock->now();
  return {.id = uuid_v7(now),
          .name = definition.name,
          .snapshot = snapshot,
          .opened_by = context.acting_user,
          .opened_at = now,
          .deadline = now + definition.days * kDay,
          .accepted_gap = figures.gaps.empty() ? "" : request.by + ": " + request.accept_gap,
          .definition = to_json(definition),
          .scope = to_json(figures)};
}

}  // namespace

OpenedCampaign open_campaign(Context& context, const OpenRequest& request) {
  if (request.accept_gap.empty() != request.by.empty())
    throw Error(ErrorCode::usage, "`--accept-gap` and `--by` go together: why, and who says so");
  const std::unique_ptr<Store> store = context.open_store();
  const CampaignDefinition definition = definition_of(context, request);
  check_name_is_free(*store, definition.name);
  const PresentAccess present(context, *store);
  const CampaignSurvey survey = survey_campaign(context, *store, present, definition);
  const ScopeFigures& figures = survey.scope.figures;
  check_gaps(request, figures.gaps);

  FrozenCases frozen = freeze(draft_cases(context, *store, present, survey));
  const Campaign campaign = campaign_of(context, request, definition, present.snapshot.info.no, figures);
  carry_over(*store, definition.carry, campaign.opened_at, campaign.deadline, frozen);
  OpenedCampaign opened{
      .content = {campaign, std::move(frozen.cards), std::move(frozen.cases), std::move(frozen.work_items)},
      .gaps = figures.gaps};
  store->open_campaign(opened.content);
  opened.links = issue_links(context, *store, opened.content.campaign.id);
  return opened;
}

}  // namespace reeve
