#include "engine/workflow/whereabouts.h"

#include <algorithm>
#include <optional>

#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/sync/earlier_joins.h"

namespace reeve {
namespace {

const SyncRun* run_of(const Snapshot& snapshot, const std::string& source) {
  const auto it =
      std::ranges::find_if(snapshot.runs, [&](const SyncRun& run) { return run.source == source; });
  return it == snapshot.runs.end() ? nullptr : &*it;
}

std::string source_in(const std::string& key) { return split_key(key).front(); }

// Everything but uses and approvals, which take no access away.
bool bears_on_access(Section section) { return section != Section::usage && section != Section::approval; }

std::set<std::string> blocked_keys(const Snapshot& snapshot) {
  std::set<std::string> keys;
  for (const auto& [source, reject] : snapshot.rejects) {
    if (!bears_on_access(reject.section)) continue;
    keys.insert(join_key({snapshot.source_name(source), std::string(to_string(reject.section)),
                          reject.key.value_or(std::string())}));
  }
  return keys;
}

// The sources that reject a row now which was not rejected then: it may be the one that is not seen any more.
std::set<std::string> newly_rejecting(const Snapshot& then, const Snapshot& now) {
  const std::set<std::string> before = blocked_keys(then);
  std::set<std::string> sources;
  for (const std::string& key : blocked_keys(now)) {
    if (!before.contains(key)) sources.insert(source_in(key));
  }
  return sources;
}

// Each section that was read then is asked for the same now.
bool asked_alike(const SyncRun& then, const SyncRun& now) {
  return std::ranges::all_of(all_sections(), [&](Section section) {
    return then.section(section).state == SectionState::absent ||
           then.section(section).scope_digest == now.section(section).scope_digest;
  });
}

bool reaches_all(const Snapshot& snapshot, CategorySet reached, const std::vector<std::string>& wanted) {
  const auto ids = category_ids(snapshot, reached);
  return std::ranges::all_of(wanted, [&](const auto& id) { return std::ranges::find(ids, id) != ids.end(); });
}

Whereabouts of_access(const Finding& f, const Snapshot& snapshot, const AccessTable& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Entitlement& e = rows.entitlements[rows.entitlement[i].value];
    if (entitlement_key(snapshot, e) != f.entitlement_key) continue;
    if (rows.flags[i].usability == Usability::latent && !rows.flags[i].option_only) return Whereabouts::gone;
    const bool same = reaches_all(snapshot, e.categories, f.categories);
    return same ? Whereabouts::present : Whereabouts::reclassified;
  }
  return Whereabouts::gone;
}

// Gone where the person no longer reaches all the categories that the finding is about.
Whereabouts of_holder(const Finding& f, const Snapshot& snapshot, const AccessTable& rows) {
  CategorySet reached = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.flags[i].usability != Usability::latent)
      reached |= rows.entitlements[rows.entitlement[i].value].categories;
  }
  return reaches_all(snapshot, reached, f.categories) ? Whereabouts::present : Whereabouts::gone;
}

}  // namespace

// The snapshot in which a finding was last seen, and the present facts joined as then.
struct Whereabouter::Past {
  Past(Snapshot snapshot, const Snapshot& now)
      : then(std::move(snapshot)), rejecting(newly_rejecting(then, now)) {}

  void join(Snapshot now) {
    joined = std::move(now);
    join_as(joined, then);
    graph.emplace(joined);
    catalogue = build_catalogue(*graph, CatalogueScope::all);
  }

  Snapshot then;
  std::set<std::string> rejecting;  // sources with rejects that were none then
  Snapshot joined;
  std::optional<AccessGraph> graph;  // of `joined`; empty until it is needed
  Catalogue catalogue;
};

Whereabouter::Whereabouter(Store& store, const AccessGraph& graph, const Evaluation& evaluation)
    : store_(store),
      graph_(graph),
      snapshot_(graph.snapshot),
      catalogue_(build_catalogue(graph, CatalogueScope::all)) {
  for (std::size_t i = 0; i < snapshot_.identities.size(); ++i) {
    subjects_[snapshot_.subject_key(IdentityIx(i))] = {.identity = IdentityIx(i), .principal = {}};
  }
  for (std::size_t i = 0; i < snapshot_.principals.size(); ++i) {
    subjects_[snapshot_.subject_key(PrincipalIx(i))] = {.identity = {}, .principal = PrincipalIx(i)};
  }
  for (std::size_t i = 0; i < snapshot_.resources.size(); ++i) {
    resources_.insert(snapshot_.resource_key(ResourceIx(i)));
  }
  for (const NotEvaluable& n : evaluation.not_evaluable) {
    unjudged_.insert(join_key({n.rule, n.subject_key, n.entitlement_key}));
  }
}

Whereabouter::~Whereabouter() = default;

Whereabouter::Past& Whereabouter::past_of(SnapshotNo no) {
  std::unique_ptr<Past>& past = past_[no];
  if (!past) past = std::make_unique<Past>(store_.load_snapshot(no), snapshot_);
  return *past;
}

bool Whereabouter::was_judged(const Finding& f) const {
  return !unjudged_.contains(join_key({f.rule, f.subject_key, f.entitlement_key})) &&
         !unjudged_.contains(join_key({f.rule, "", ""})) &&
         !unjudged_.contains(join_key({"", f.subject_key, ""}));
}

bool Whereabouter::is_complete(const std::string& source) const {
  const SyncRun* run = run_of(snapshot_, source);
  return run != nullptr && run->complete() &&
         std::ranges::find(snapshot_.info.missing_sources, source) == snapshot_.info.missing_sources.end();
}

bool Whereabouter::is_readable(const Finding& f, const Past& past) const {
  std::set<std::string> sources{f.source, source_in(f.subject_key)};
  if (!f.entitlement_key.empty()) sources.insert(source_in(f.entitlement_key));
  const std::set<std::string> joined = joined_sources(past.then, std::move(sources));
  return std::ranges::all_of(joined, [&](const std::string& source) {
    const SyncRun* then = run_of(past.then, source);
    return is_complete(source) && !past.rejecting.contains(source) && then != nullptr &&
           asked_alike(*then, *run_of(snapshot_, source));
  });
}

Whereabouts Whereabouter::where(const Finding& f, const AccessGraph& graph,
                                const Catalogue& catalogue) const {
  const auto subject = subjects_.find(f.subject_key);
  if (subject == subjects_.end()) return Whereabouts::unreadable;  // missing from HR is not gone
  const AccessTable rows = access_rows(graph, catalogue, std::vector<Subject>{subject->second});
  return f.grain == Grain::access ? of_access(f, graph.snapshot, rows) : of_holder(f, graph.snapshot, rows);
}

Whereabouts Whereabouter::operator()(const FindingRecord& record) {
  const Finding& f = record.finding;
  if (f.grain == Grain::waiver) return Whereabouts::present;
  Past& past = past_of(record.last_seen);
  if (!was_judged(f) || !is_readable(f, past)) return Whereabouts::unreadable;
  if (f.grain == Grain::resource)
    return resources_.contains(f.subject_key) ? Whereabouts::present : Whereabouts::gone;
  if (f.grain != Grain::access && f.grain != Grain::holder)
    return subjects_.contains(f.subject_key) ? Whereabouts::present : Whereabouts::gone;
  const Whereabouts now = where(f, graph_, catalogue_);
  if (now != Whereabouts::gone) return now;
  if (!past.graph) past.join(store_.load_snapshot(snapshot_.info.no));
  const bool still = where(f, *past.graph, past.catalogue) != Whereabouts::gone;
  return still ? Whereabouts::present : Whereabouts::gone;
}

}  // namespace reeve
