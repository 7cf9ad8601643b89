#include "engine/workflow/whereabouts.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

const SyncRun* run_of(const Snapshot& snapshot, const std::string& source) {
  const auto it =
      std::ranges::find_if(snapshot.runs, [&](const SyncRun& run) { return run.source == source; });
  return it == snapshot.runs.end() ? nullptr : &*it;
}

bool is_missing(const Snapshot& snapshot, const std::string& source) {
  const auto& missing = snapshot.info.missing_sources;
  return std::ranges::find(missing, source) != missing.end();
}

std::string source_in(const std::string& key) { return split_key(key).front(); }

}  // namespace

Whereabouter::Whereabouter(Store& store, const AccessGraph& graph, const Evaluation& evaluation)
    : store_(store),
      graph_(graph),
      snapshot_(graph.snapshot),
      evaluation_(evaluation),
      catalogue_(build_catalogue(graph, CatalogueScope::all)) {
  for (std::size_t i = 0; i < snapshot_.identities.size(); ++i) {
    subjects_[snapshot_.subject_key(IdentityIx(i))] = {.identity = IdentityIx(i), .principal = {}};
  }
  for (std::size_t i = 0; i < snapshot_.principals.size(); ++i) {
    subjects_[snapshot_.subject_key(PrincipalIx(i))] = {.identity = {}, .principal = PrincipalIx(i)};
  }
  for (std::size_t i = 0; i < snapshot_.resources.size(); ++i) {
    resources_[snapshot_.resource_key(ResourceIx(i))] = ResourceIx(i);
  }
  for (const NotEvaluable& n : evaluation.not_evaluable) {
    unjudged_.insert(join_key({n.rule, n.subject_key, n.entitlement_key}));
  }
}

// The sources of subject and entitlement are there and complete, neither key is blocked, and the rule judged
// it.
bool Whereabouter::is_readable(const Finding& f) const {
  std::set<std::string> sources{f.source, source_in(f.subject_key)};
  if (!f.entitlement_key.empty()) sources.insert(source_in(f.entitlement_key));
  for (const std::string& source : sources) {
    const SyncRun* run = run_of(snapshot_, source);
    if (run == nullptr || !run->complete() || is_missing(snapshot_, source)) return false;
  }
  const bool judged = !unjudged_.contains(join_key({f.rule, f.subject_key, f.entitlement_key})) &&
                      !unjudged_.contains(join_key({f.rule, "", ""}));
  return judged && !unjudged_.contains(join_key({"", f.subject_key, ""}));
}

// Each section of the source was asked for the same as when the finding was last seen.
bool Whereabouter::asked_alike(const Finding& f) const {
  const SyncRun* now = run_of(snapshot_, f.source);
  SnapshotNo seen = 0;
  for (const FindingRecord& record : store_.findings()) {
    if (record.finding.fingerprint == f.fingerprint) seen = record.last_seen;
  }
  for (const SnapshotInfo& info : store_.snapshots()) {
    if (info.no != seen) continue;
    for (const RunNo no : info.runs) {
      const auto then = store_.run(no);
      if (!then || then->source != f.source) continue;
      for (const Section section : all_sections()) {
        const bool existed = then->section(section).state != SectionState::absent;
        if (existed && then->section(section).scope_digest != now->section(section).scope_digest)
          return false;
      }
      return true;
    }
  }
  return false;
}

Whereabouts Whereabouter::of_access(const Finding& f) const {
  const auto subject = subjects_.find(f.subject_key);
  if (subject == subjects_.end()) return Whereabouts::unreadable;  // missing from HR is not gone
  const AccessTable rows = access_rows(graph_, catalogue_, std::vector<Subject>{subject->second});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Entitlement& e = rows.entitlements[rows.entitlement[i].value];
    if (entitlement_key(snapshot_, e) != f.entitlement_key) continue;
    if (rows.flags[i].usability == Usability::latent && !rows.flags[i].option_only) return Whereabouts::gone;
    const auto ids = category_ids(snapshot_, e.categories);
    const bool same = std::ranges::all_of(
        f.categories, [&](const auto& id) { return std::ranges::find(ids, id) != ids.end(); });
    return same ? Whereabouts::present : Whereabouts::reclassified;
  }
  return Whereabouts::gone;
}

// Removed where the person no longer reaches all the categories that the finding was about.
Whereabouts Whereabouter::of_holder(const Finding& f) const {
  const auto subject = subjects_.find(f.subject_key);
  if (subject == subjects_.end()) return Whereabouts::unreadable;
  const AccessTable rows = access_rows(graph_, catalogue_, std::vector<Subject>{subject->second});
  CategorySet reached = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.flags[i].usability != Usability::latent)
      reached |= rows.entitlements[rows.entitlement[i].value].categories;
  }
  const auto ids = category_ids(snapshot_, reached);
  const bool all = std::ranges::all_of(
      f.categories, [&](const auto& id) { return std::ranges::find(ids, id) != ids.end(); });
  return all ? Whereabouts::present : Whereabouts::gone;
}

Whereabouts Whereabouter::operator()(const Finding& f) const {
  if (f.grain == Grain::waiver) return Whereabouts::present;
  if (!is_readable(f) || !asked_alike(f)) return Whereabouts::unreadable;
  if (f.grain == Grain::access) return of_access(f);
  if (f.grain == Grain::resource)
    return resources_.contains(f.subject_key) ? Whereabouts::present : Whereabouts::gone;
  if (f.grain == Grain::holder) return of_holder(f);
  return subjects_.contains(f.subject_key) ? Whereabouts::present : Whereabouts::gone;
}

}  // namespace reeve
