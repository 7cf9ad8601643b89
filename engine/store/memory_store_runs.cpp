#include "engine/store/checks.h"
#include "engine/store/edge_search.h"
#include "engine/store/memory_store.h"
#include "engine/store/snapshot_builder.h"

namespace reeve {

class MemoryStore::Writer final : public RunWriter {
 public:
  Writer(MemoryStore& store, const RunStart& start)
      : store_(store),
        start_(start),
        newest_at_begin_(store.newest_run()),
        staged_({}, FactSorter::kAllInMemory) {}

  void add(const Fact& fact) override { staged_.add(fact); }
  void reject(const Reject& reject) override { rejects_.push_back(reject); }

  SyncRun publish(const RunEnd& end) override {
    StoredRun stored;
    stored.rejects = rejects_;
    const auto assembled =
        assemble(staged_, end, stored.rejects, [&](const Fact& fact, const PlacedFact& placed) {
          stored.facts[static_cast<std::size_t>(section_of(fact))].emplace_back(placed, fact);
        });
    stored.run = finished_run(start_, end, assembled);
    stored.run.reject_count = static_cast<std::int64_t>(stored.rejects.size());
    return store_.keep(std::move(stored), end, newest_at_begin_);
  }

 private:
  MemoryStore& store_;
  RunStart start_;
  RunNo newest_at_begin_;
  FactSorter staged_;
  std::vector<Reject> rejects_;
};

std::unique_ptr<RunWriter> MemoryStore::begin_run(const RunStart& start) {
  return std::make_unique<Writer>(*this, start);
}

RunNo MemoryStore::newest_run() {
  const std::lock_guard lock(mutex_);
  return runs_.empty() ? 0 : runs_.rbegin()->first;
}

SyncRun MemoryStore::keep(StoredRun stored, const RunEnd& end, RunNo newest_at_begin) {
  const std::lock_guard lock(mutex_);
  SyncRun& run = stored.run;
  for (const auto& [no, other] : runs_) {
    if (other.run.id == run.id) return other.run;
  }
  for (auto it = runs_.upper_bound(newest_at_begin); it != runs_.end(); ++it) {
    const SyncRun& other = it->second.run;
    if (other.source == run.source && other.started > run.started) throw overtaken(run.source, other.no);
  }
  run.no = runs_.empty() ? 1 : runs_.rbegin()->first + 1;
  if (end.quarantine_reason) run.quarantine_reason = end.quarantine_reason(run);
  if (!run.quarantine_reason.empty()) run.state = RunState::quarantined;
  return runs_.emplace(run.no, std::move(stored)).first->second.run;
}

MemoryStore::StoredRun& MemoryStore::stored_run(RunNo no) {
  const auto it = runs_.find(no);
  if (it == runs_.end()) throw no_such_run(no);
  return it->second;
}

std::vector<SyncRun> MemoryStore::runs() {
  const std::lock_guard lock(mutex_);
  std::vector<SyncRun> out;
  for (const auto& [no, stored] : runs_) out.push_back(stored.run);
  return out;
}

std::optional<SyncRun> MemoryStore::run(RunNo no) {
  const std::lock_guard lock(mutex_);
  const auto it = runs_.find(no);
  return it == runs_.end() ? std::nullopt : std::optional(it->second.run);
}

std::optional<SyncRun> MemoryStore::latest_run(const std::string& source) {
  const std::lock_guard lock(mutex_);
  for (auto it = runs_.rbegin(); it != runs_.rend(); ++it) {
    if (it->second.run.source == source) return it->second.run;
  }
  return std::nullopt;
}

void MemoryStore::quarantine(RunNo no, const std::string& reason) {
  const std::lock_guard lock(mutex_);
  SyncRun& run = stored_run(no).run;
  if (run.state == RunState::quarantined || !run.accepted_by.empty()) return;
  run.state = RunState::quarantined;
  run.quarantine_reason = reason;
}

bool MemoryStore::accept_quarantined(RunNo no, const std::string& by) {
  const std::lock_guard lock(mutex_);
  SyncRun& run = stored_run(no).run;
  if (run.state != RunState::quarantined) return false;
  run.state = RunState::published;
  run.accepted_by = by;
  return true;
}

std::vector<Reject> MemoryStore::rejects(RunNo no) {
  const std::lock_guard lock(mutex_);
  return stored_run(no).rejects;
}

void MemoryStore::each_fact(RunNo no, Section section,
                            const std::function<void(Ordinal, const Fact&)>& visit) {
  const std::vector<std::pair<PlacedFact, Fact>>* facts = nullptr;
  {
    // Facts never change and never move once the run is kept.
    const std::lock_guard lock(mutex_);
    facts = &stored_run(no).facts[static_cast<std::size_t>(section)];
  }
  for (const auto& [placed, fact] : *facts) visit(placed.ordinal, fact);
}

std::vector<Fact> MemoryStore::find_edge(RunNo no, Section section, const std::string& edge_key) {
  require_edge_section(section);
  const std::lock_guard lock(mutex_);
  const auto& facts = stored_run(no).facts[static_cast<std::size_t>(section)];
  return facts_of_edge(static_cast<Ordinal>(facts.size()), edge_key,
                       [&](Ordinal i) { return facts[static_cast<std::size_t>(i)].second; });
}

std::optional<SnapshotInfo> MemoryStore::publish_snapshot(const SnapshotInfo& info, const DerivedRun& derived,
                                                          const SnapshotBasis& basis) {
  const std::lock_guard lock(mutex_);
  for (const auto& [no, stored] : snapshots_) {
    if (stored.info.id == info.id) return stored.info;
  }
  const SnapshotNo newest = snapshots_.empty() ? 0 : snapshots_.rbegin()->first;
  if (newest != basis.snapshot || std::ssize(runs_) != basis.runs) return std::nullopt;
  std::vector<SyncRun> runs;
  for (const RunNo no : info.runs) runs.push_back(stored_run(no).run);
  check_derived(derived, runs);
  StoredSnapshot stored{info, derived};
  stored.info.no = newest + 1;
  stored.info.derived_digest = derived_digest(derived, runs);
  return snapshots_.emplace(stored.info.no, std::move(stored)).first->second.info;
}

std::vector<SnapshotInfo> MemoryStore::snapshots() {
  const std::lock_guard lock(mutex_);
  std::vector<SnapshotInfo> out;
  for (const auto& [no, stored] : snapshots_) out.push_back(stored.info);
  return out;
}

std::optional<SnapshotInfo> MemoryStore::latest_snapshot() {
  const std::lock_guard lock(mutex_);
  return snapshots_.empty() ? std::nullopt : std::optional(snapshots_.rbegin()->second.info);
}

Snapshot MemoryStore::load_snapshot(SnapshotNo no) {
  const std::lock_guard lock(mutex_);
  const auto it = snapshots_.find(no);
  if (it == snapshots_.end()) throw no_such_snapshot(no);
  SnapshotBuilder builder(it->second.info);
  for (const RunNo run_no : it->second.info.runs) {
    const StoredRun& stored = stored_run(run_no);
    builder.begin_run(stored.run);
    for (const auto& facts : stored.facts) {
      for (const auto& [placed, fact] : facts) builder.add(fact, placed);
    }
    for (const Reject& reject : stored.rejects) builder.reject(reject);
  }
  return builder.finish(it->second.derived);
}

}  // namespace reeve
