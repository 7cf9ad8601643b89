#include "engine/workflow/present_gaps.h"

#include <algorithm>
#include <map>

#include "engine/core/text.h"
#include "engine/sync/completeness.h"
#include "engine/workflow/sources.h"

namespace reeve {
namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

// What the snapshot lacks, but for the sources whose present standing says why.
void add_missing(const SnapshotInfo& snapshot, const std::vector<SourceStanding>& standings,
                 std::vector<std::string>& gaps) {
  const std::string from = " missing from snapshot " + std::to_string(snapshot.no);
  for (const std::string& name : snapshot.missing_sources) {
    const auto now = std::ranges::find(standings, name, &SourceStanding::source);
    if (now == standings.end()) gaps.push_back(name + ": not read or not usable, so" + from);
    if (now != standings.end() && !is_missing(*now))
      gaps.push_back("source " + name + " is" + from + "; run `reeve sync`");
  }
}

void add_standing(const SnapshotInfo& snapshot, const SourceStanding& now, std::vector<std::string>& gaps) {
  const std::string name = "source " + now.source;
  if (is_missing(now)) {
    gaps.push_back(name + " is " + std::string(to_string(now.standing)) + ": " + now.reason);
    return;
  }
  const bool held = std::ranges::find(snapshot.runs, now.run) != snapshot.runs.end();
  if (held || holds(snapshot.missing_sources, now.source)) return;
  gaps.push_back(name + " was read again after snapshot " + std::to_string(snapshot.no) + " (run " +
                 std::to_string(now.run) + "); run `reeve sync`");
}

void add_run(const SyncRun& run, std::vector<std::string>& gaps) {
  const std::string name = "source " + run.source;
  for (const SectionSummary& section : run.sections) {
    if (section.state < SectionState::partial) continue;
    gaps.push_back(name + ": " + std::string(to_string(section.section)) + " facts are " +
                   std::string(to_string(section.state)) +
                   (section.reason.empty() ? "" : ": " + section.reason));
  }
  if (run.reject_count == 0) return;
  gaps.push_back(name + ": " + count_of(static_cast<std::size_t>(run.reject_count), "row", "rows") +
                 " could not be used; `reeve source rejects " + run.source + "` lists them");
}

// Rights of groups and roles, and nobody asked who is in them.
bool may_lack_members(const SyncRun& run) {
  return run.section(Section::membership).state == SectionState::absent &&
         run.section(Section::principal).kept > 0 && run.section(Section::grant).kept > 0;
}

// By source: groups and roles with rights and without members.
std::map<SourceIx, std::size_t> without_members(const Snapshot& snapshot) {
  std::vector<bool> wanted(snapshot.principals.size(), false);
  for (const Grant& grant : snapshot.grants) {
    const PrincipalKind kind = snapshot[grant.principal].kind;
    wanted[grant.principal.value] = kind == PrincipalKind::group || kind == PrincipalKind::role;
  }
  for (const Membership& membership : snapshot.memberships) wanted[membership.container.value] = false;
  std::map<SourceIx, std::size_t> counts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i]) ++counts[snapshot.principals[i].origin.source];
  }
  return counts;
}

}  // namespace

std::vector<std::string> unasked_members(Store& store, const SnapshotInfo& snapshot) {
  const bool any = std::ranges::any_of(snapshot.runs, [&](RunNo no) {
    const auto run = store.run(no);
    return run && may_lack_members(*run);
  });
  if (!any) return {};
  std::vector<std::string> gaps;
  const Snapshot loaded = store.load_snapshot(snapshot.no);
  for (const auto& [source, count] : without_members(loaded)) {
    if (!may_lack_members(loaded.runs[source.value])) continue;
    gaps.push_back("source " + loaded.source_name(source) + " reads no memberships, but " +
                   count_of(count, "group or role", "groups or roles") + " without a known member " +
                   (count == 1 ? "has" : "have") + " rights");
  }
  return gaps;
}

std::vector<std::string> present_gaps(const Context& context, Store& store, const SnapshotInfo& snapshot) {
  const std::vector<SourceStanding> standings = present_standings(context, store.runs());
  std::vector<std::string> gaps;
  add_missing(snapshot, standings, gaps);
  for (const SourceStanding& now : standings) add_standing(snapshot, now, gaps);
  for (const RunNo no : snapshot.runs) {
    if (const auto run = store.run(no)) add_run(*run, gaps);
  }
  std::ranges::move(unasked_members(store, snapshot), std::back_inserter(gaps));
  return gaps;
}

}  // namespace reeve
