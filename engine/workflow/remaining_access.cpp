#include "engine/workflow/remaining_access.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/access/query.h"
#include "engine/campaign/decision_rules.h"
#include "engine/campaign/removal_plan.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

Snapshot newest(Store& store) {
  const auto info = store.latest_snapshot();
  return info ? store.load_snapshot(info->no) : Snapshot();
}

bool holds_run(const Snapshot& snapshot, const SyncRun& run) {
  return std::ranges::any_of(snapshot.runs,
                             [&](const SyncRun& r) { return r.source == run.source && r.no >= run.no; });
}

}  // namespace

struct RemainingAccess::View {
  explicit View(Store& store) : snapshot(newest(store)), graph(snapshot), catalogue(build_catalogue(graph)) {
    for (std::uint32_t i = 0; i < snapshot.identities.size(); ++i) {
      subjects.emplace(snapshot.subject_key(IdentityIx(i)), Subject{IdentityIx(i), {}});
    }
    for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
      const PrincipalIx principal(p);
      if (snapshot[principal].kind == PrincipalKind::account)
        subjects.emplace(snapshot.subject_key(principal), subject_of(graph, principal));
      if (snapshot[principal].kind == PrincipalKind::everyone)
        subjects.emplace(snapshot.subject_key(principal), Subject{{}, principal});
    }
    for (std::uint32_t r = 0; r < snapshot.resources.size(); ++r) {
      resources.emplace(snapshot.resource_key(ResourceIx(r)), ResourceIx(r));
    }
  }

  const AccessTable& table_of(const std::string& subject_key, const Subject& subject) {
    const auto [it, is_new] = tables.try_emplace(subject_key);
    if (is_new) it->second = access_of(graph, catalogue, subject);
    return it->second;
  }

  const Snapshot snapshot;
  const AccessGraph graph;
  const Catalogue catalogue;
  std::map<std::string, Subject> subjects;
  std::map<std::string, ResourceIx> resources;
  std::map<std::string, AccessTable> tables;
};

struct RemainingAccess::Decided {
  std::string campaign;
  std::map<std::int32_t, Case> cases;
  std::set<std::pair<std::string, std::string>> kept;  // subject, entitlement
};

RemainingAccess::RemainingAccess(Store& store) : store_(store) {}
RemainingAccess::~RemainingAccess() = default;

const RemainingAccess::Decided& RemainingAccess::decided_in(const std::string& campaign) {
  if (decided_ && decided_->campaign == campaign) return *decided_;
  decided_ = std::make_unique<Decided>();
  decided_->campaign = campaign;
  const CampaignContent content = store_.campaign(campaign);
  const StandingDecisions standing = standing_decisions(content.work_items, store_.decisions(campaign));
  for (const Case& c : content.cases) {
    decided_->cases.emplace(c.no, c);
    const auto d = standing.find(c.no);
    const bool kept = d != standing.end() && (d->second.kind == DecisionKind::certify ||
                                              d->second.kind == DecisionKind::certify_until);
    if (kept) decided_->kept.emplace(c.subject_key, c.entitlement_key);
  }
  return *decided_;
}

std::optional<std::vector<std::string>> RemainingAccess::after(const Removal& removal, const SyncRun& proof) {
  if (!view_) view_ = std::make_unique<View>(store_);
  if (!holds_run(view_->snapshot, proof)) return std::nullopt;
  const Decided& decided = decided_in(removal.campaign_id);
  std::set<std::string> sentences;
  for (const std::int32_t no : removal.cases) {
    const Case& c = decided.cases.at(no);
    std::vector<std::string> parts = split_key(c.entitlement_key);
    const std::string privilege = parts.back();
    parts.pop_back();
    const auto subject = view_->subjects.find(c.subject_key);
    const auto resource = view_->resources.find(join_key(parts));
    if (subject == view_->subjects.end() || resource == view_->resources.end()) continue;
    const std::vector<bool> there = entitlements_of(view_->graph, view_->catalogue, resource->second);
    const AccessTable& table = view_->table_of(c.subject_key, subject->second);
    for (std::size_t row = 0; row < table.size(); ++row) {
      const Entitlement& e = table.entitlements[table.entitlement[row].value];
      if (!there[table.entitlement[row].value] || view_->snapshot.text(e.privilege) != privilege) continue;
      if (table.flags[row].usability == Usability::latent) continue;
      if (decided.kept.contains({c.subject_key, entitlement_key(view_->snapshot, e)})) continue;
      sentences.insert(display_name(view_->snapshot, subject->second) + " has " +
                       display_name(view_->snapshot, e));
    }
  }
  return std::vector<std::string>(sentences.begin(), sentences.end());
}

}  // namespace reeve
