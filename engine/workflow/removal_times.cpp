#include "engine/workflow/removal_times.h"

#include <map>

#include "engine/workflow/lookup.h"
#include "engine/workflow/removal_deadlines.h"

namespace reeve {
namespace {

// The last days of people who have left, by subject key.
class Leavers {
 public:
  explicit Leavers(Store& store) : store_(store) {
    if (const auto latest = store.latest_snapshot()) snapshot_ = store.load_snapshot(latest->no);
  }

  // 0: none of the removal's cases concerns a leaver whose last day is known.
  UtcMillis last_day(const Removal& removal) {
    if (removal.campaign_id.empty()) return 0;
    const auto [it, is_new] = subjects_.try_emplace(removal.campaign_id);
    if (is_new) {
      for (const Case& c : store_.campaign(removal.campaign_id).cases) it->second[c.no] = c.subject_key;
    }
    for (const std::int32_t no : removal.cases) {
      const IdentityIx person = person_of(snapshot_, it->second.at(no));
      if (!person.valid() || snapshot_[person].status != IdentityStatus::left) continue;
      if (snapshot_[person].end.is_time()) return snapshot_[person].end.value();
    }
    return 0;
  }

 private:
  Store& store_;
  Snapshot snapshot_;
  std::map<std::string, std::map<std::int32_t, std::string>> subjects_;  // by campaign and case
};

}  // namespace

std::vector<ProofTimes> removal_times(Context& context, Store& store) {
  RemovalDeadlines deadlines(store, context.config.removal);
  Leavers leavers(store);
  std::vector<ProofTime> times;
  for (const Removal& removal : store.removals()) {
    if (removal.state == RemovalState::rejected || is_held(removal)) continue;
    ProofTime time{.group = removal.edge.source + ", " + std::string(to_string(deadlines.risk_of(removal))),
                   .from = removal.decided_at,
                   .proven_at = removal.state == RemovalState::verified_removed ? removal.state_at : 0,
                   .came_back = removal.state == RemovalState::came_back};
    times.push_back(time);
    if (const UtcMillis last_day = leavers.last_day(removal); last_day != 0) {
      time.group = "leavers";
      time.from = last_day;
      times.push_back(time);
    }
  }
  return proof_times(times, context.clock->now());
}

}  // namespace reeve
