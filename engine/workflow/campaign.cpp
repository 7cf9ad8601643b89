#include "engine/workflow/campaign.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/case_drafts.h"
#include "engine/workflow/present_gaps.h"

namespace reeve {
namespace {

SnapshotInfo evaluated_snapshot(Store& store) {
  const auto info = store.latest_snapshot();
  if (!info) throw Error(ErrorCode::not_found, "there is no snapshot yet; run `reeve sync`");
  if (!store.evaluation(info->no)) {
    throw Error(ErrorCode::refused,
                "snapshot " + std::to_string(info->no) + " has not been evaluated; run `reeve evaluate`");
  }
  return *info;
}

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

std::vector<IdentityIx> campaign_owners(const Config& config, const Snapshot& snapshot) {
  const std::string& wanted = config.campaign_owner;
  if (wanted.empty()) return {};
  for (std::size_t i = 0; i < snapshot.identities.size(); ++i) {
    const Identity& person = snapshot.identities[i];
    if (snapshot.text(person.key) == wanted ||
        lower_ascii(snapshot.text(person.email)) == lower_ascii(wanted)) {
      return {IdentityIx(i)};
    }
  }
  throw Error(ErrorCode::config, "reeve.toml: the campaign owner `" + wanted +
                                     "` is nobody in the newest snapshot; give an identity key or e-mail");
}

// Takes the cases out that nobody is permitted to review, and names them.
void drop_without_reviewer(const Snapshot& snapshot, const AccessTable& table, Scope& scope,
                           std::vector<Reviewer>& reviewers, std::vector<std::string>& gaps) {
  std::vector<ScopedAccess> cases;
  std::vector<Reviewer> kept;
  for (std::size_t i = 0; i < scope.cases.size(); ++i) {
    if (reviewers[i].identity.valid()) {
      cases.push_back(scope.cases[i]);
      kept.push_back(reviewers[i]);
      continue;
    }
    const std::uint32_t row = scope.cases[i].access.value;
    gaps.push_back("nobody is permitted to review " + display_name(snapshot, table.subject[row]) + ": " +
                   display_name(snapshot, table.entitlements[table.entitlement[row].value]) +
                   "; name a campaign owner in reeve.toml");
  }
  scope.figures.not_evaluable += scope.cases.size() - cases.size();
  scope.figures.cases = cases.size();
  scope.cases = std::move(cases);
  reviewers = std::move(kept);
}

void check_gaps(const OpenRequest& request, const std::vector<std::string>& gaps) {
  if (gaps.empty() || !request.accept_gap.empty()) return;
  throw Error(ErrorCode::incomplete, "the campaign would not cover everything: " + join(gaps, "; ") +
                                         ". put that right, or accept it with --accept-gap REASON --by NAME");
}

std::vector<Reviewer> reviewers_for(const Config& config, const Snapshot& snapshot, const AccessTable& table,
                                    const Scope& scope) {
  std::vector<ReviewNeed> needs;
  for (const ScopedAccess& c : scope.cases) {
    needs.push_back({c.kind, table.subject[c.access.value],
                     table.entitlements[table.entitlement[c.access.value].value].resource});
  }
  return assign_reviewers(snapshot, needs, campaign_owners(config, snapshot));
}

CampaignDefinition definition_of(const Context& context, const OpenRequest& request) {
  return {.name = request.name.empty() ? "review-" + format_date(context.clock->now()) : request.name,
          .title = "Review of access to customer data",
          .days = request.days > 0 ? request.days : context.config.campaign_days};
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
  const SnapshotNo snapshot_no = evaluated_snapshot(*store).no;
  const CampaignDefinition definition = definition_of(context, request);
  check_name_is_free(*store, definition.name);

  context.progress->update("working out who reaches what", 0, 0);
  const Snapshot snapshot = store->load_snapshot(snapshot_no);
  const Evaluation evaluation = store->evaluation(snapshot_no).value();
  const AccessGraph graph(snapshot);
  const Catalogue catalogue = build_catalogue(graph);
  const AccessTable table = effective_access(graph, catalogue);

  Scope scope = scope_of(snapshot, table, definition);
  std::vector<Reviewer> reviewers = reviewers_for(context.config, snapshot, table, scope);
  std::vector<std::string>& gaps = scope.figures.gaps;
  gaps = present_gaps(context, *store, snapshot.info);
  drop_without_reviewer(snapshot, table, scope, reviewers, gaps);
  check_gaps(request, gaps);

  FrozenCases frozen = freeze(
      draft_cases({&context, store.get(), &graph, &catalogue, &table, &evaluation}, scope.cases, reviewers));
  OpenedCampaign opened{
      .content = {campaign_of(context, request, definition, snapshot_no, scope.figures),
                  std::move(frozen.cards), std::move(frozen.cases), std::move(frozen.work_items)},
      .gaps = gaps};
  store->open_campaign(opened.content);
  opened.links = issue_links(context, *store, opened.content.campaign.id);
  return opened;
}

}  // namespace reeve
