#include "engine/policy/finding_lifecycle.h"

#include <map>

#include "engine/policy/waivers.h"

namespace reeve {
namespace {

void set_state(FindingRecord& record, FindingState state, ResolvedCause cause, SnapshotNo snapshot) {
  if (record.state == state && record.cause == cause) return;
  record.state = state;
  record.cause = cause;
  record.changed_in = snapshot;
}

// The state of a finding that fires in this snapshot. Evaluating the same snapshot again changes nothing.
FindingState firing_state(const FindingRecord* before, SnapshotNo snapshot) {
  if (before == nullptr) return FindingState::fresh;
  const bool came_again = before->state == FindingState::resolved;
  const bool still_first = before->state == FindingState::fresh && before->last_seen == snapshot;
  return came_again || still_first ? FindingState::fresh : FindingState::open;
}

FindingRecord fires(const Finding& finding, const FindingRecord* before, const LifecycleRequest& request) {
  FindingRecord record;
  if (before != nullptr) record = *before;
  const SnapshotNo snapshot = request.now.snapshot;
  FindingState state = firing_state(before, snapshot);
  record.waiver_id.clear();
  if (const Waiver* waiver = waiver_in_force(request.waivers, finding, request.as_of)) {
    state = FindingState::waived;
    record.waiver_id = waiver->id;
  }
  if (before == nullptr) {
    record.first_seen = record.changed_in = snapshot;
    record.state = state;
    record.cause = state == FindingState::waived ? ResolvedCause::waived : ResolvedCause::none;
  } else {
    set_state(record, state, state == FindingState::waived ? ResolvedCause::waived : ResolvedCause::none,
              snapshot);
  }
  record.finding = finding;
  record.last_seen = snapshot;
  return record;
}

ResolvedCause cause_of(Whereabouts whereabouts, bool rule_changed) {
  if (whereabouts == Whereabouts::gone) return ResolvedCause::removed;
  if (whereabouts == Whereabouts::reclassified) return ResolvedCause::reclassified;
  return rule_changed ? ResolvedCause::rule_changed : ResolvedCause::facts_changed;
}

FindingRecord silent(FindingRecord record, const LifecycleRequest& request) {
  if (record.state == FindingState::resolved) return record;
  const Whereabouts whereabouts = request.whereabouts(record);
  if (whereabouts == Whereabouts::unreadable) {
    set_state(record, FindingState::no_longer_read, ResolvedCause::none, request.now.snapshot);
  } else {
    set_state(record, FindingState::resolved,
              cause_of(whereabouts, request.rule_changed(record.finding.rule)), request.now.snapshot);
  }
  return record;
}

}  // namespace

std::vector<FindingRecord> next_records(const LifecycleRequest& request) {
  std::map<Digest, const FindingRecord*> before;
  for (const FindingRecord& record : request.before) before[record.finding.fingerprint] = &record;
  std::map<Digest, FindingRecord> next;
  for (const Finding& finding : request.now.findings) {
    const auto it = before.find(finding.fingerprint);
    next.emplace(finding.fingerprint, fires(finding, it == before.end() ? nullptr : it->second, request));
  }
  for (const auto& [fingerprint, record] : before) {
    if (!next.contains(fingerprint)) next.emplace(fingerprint, silent(*record, request));
  }
  std::vector<FindingRecord> out;
  for (auto& [fingerprint, record] : next) out.push_back(std::move(record));
  return out;
}

}  // namespace reeve
