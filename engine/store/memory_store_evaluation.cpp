#include <algorithm>

#include "engine/store/checks.h"
#include "engine/store/memory_store.h"

namespace reeve {

void MemoryStore::save_evaluation(const Evaluation& evaluation, const std::vector<FindingRecord>& records) {
  const std::lock_guard lock(mutex_);
  if (!snapshots_.contains(evaluation.snapshot)) throw no_such_snapshot(evaluation.snapshot);
  if (!evaluations_.empty() && evaluations_.rbegin()->first > evaluation.snapshot) {
    throw evaluated_already(evaluations_.rbegin()->first, evaluation.snapshot);
  }
  evaluations_.insert_or_assign(evaluation.snapshot, evaluation);
  for (const FindingRecord& record : records) findings_.insert_or_assign(record.finding.fingerprint, record);
}

std::optional<Evaluation> MemoryStore::evaluation(SnapshotNo snapshot) {
  const std::lock_guard lock(mutex_);
  const auto it = evaluations_.find(snapshot);
  return it == evaluations_.end() ? std::nullopt : std::optional(it->second);
}

std::vector<EvaluationFigures> MemoryStore::evaluation_figures() {
  const std::lock_guard lock(mutex_);
  std::vector<EvaluationFigures> out;
  for (const auto& [no, evaluation] : evaluations_) {
    EvaluationFigures figures{.snapshot = no, .as_of = snapshots_.at(no).info.as_of};
    for (const Finding& f : evaluation.findings) ++figures.findings.at(static_cast<std::size_t>(f.severity));
    figures.not_evaluable = static_cast<std::int64_t>(evaluation.not_evaluable.size());
    out.push_back(figures);
  }
  return out;
}

std::optional<SnapshotNo> MemoryStore::latest_evaluated() {
  const std::lock_guard lock(mutex_);
  return evaluations_.empty() ? std::nullopt : std::optional(evaluations_.rbegin()->first);
}

std::vector<FindingRecord> MemoryStore::findings() {
  const std::lock_guard lock(mutex_);
  std::vector<FindingRecord> out;
  for (const auto& [fingerprint, record] : findings_) out.push_back(record);
  return out;
}

void MemoryStore::add_waiver(const Waiver& waiver) {
  const std::lock_guard lock(mutex_);
  waivers_.try_emplace(waiver.id, waiver);
}

std::vector<Waiver> MemoryStore::waivers() {
  const std::lock_guard lock(mutex_);
  std::vector<Waiver> out;
  for (const auto& [id, waiver] : waivers_) out.push_back(waiver);
  std::stable_sort(out.begin(), out.end(),
                   [](const Waiver& a, const Waiver& b) { return a.recorded_at < b.recorded_at; });
  return out;
}

bool MemoryStore::revoke_waiver(const std::string& id, const std::string& by) {
  const std::lock_guard lock(mutex_);
  const auto it = waivers_.find(id);
  if (it == waivers_.end()) throw no_such_waiver(id);
  if (!it->second.revoked_by.empty()) return false;
  it->second.revoked_by = by;
  return true;
}

std::optional<std::string> MemoryStore::cached_verdicts(const Digest& rule_digest) {
  const std::lock_guard lock(mutex_);
  const auto it = verdicts_.find(rule_digest);
  return it == verdicts_.end() ? std::nullopt : std::optional(it->second);
}

void MemoryStore::cache_verdicts(const Digest& rule_digest, const std::string& blob) {
  const std::lock_guard lock(mutex_);
  verdicts_.insert_or_assign(rule_digest, blob);
}

}  // namespace reeve
