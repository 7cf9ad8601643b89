// Which runs belong into a snapshot, and what has to be said about the sources that they do not cover. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/sync_run.h"

namespace reeve {

// Suspicious: a section, usage and approvals apart, has less rows than in the source's last sound read, by
// more than `loss_percent` and by kLeastLoss at least, or has none left, however few there were. A section
// that says itself that it is partial or failed is not judged, and is no measure for later ones.
inline constexpr std::int64_t kLeastLoss = 10;
struct RowLoss {
  Section section = Section::identity;
  std::int64_t before = 0;
  std::int64_t after = 0;
  RunNo against = 0;
  bool operator==(const RowLoss&) const = default;
};
// `earlier`: runs of any source, by number; only usable ones of the same source, before `run`, count.
std::vector<RowLoss> suspicious_losses(const SyncRun& run, const std::vector<SyncRun>& earlier,
                                       int loss_percent);
// Facts that the source's last sound read before `run` had in the section; nullopt where there was none.
std::optional<std::int64_t> expected_facts(const SyncRun& run, Section section,
                                           const std::vector<SyncRun>& earlier);
// For people; empty where nothing is lost.
std::string describe(const std::vector<RowLoss>& losses);

// Not quarantined, or accepted by a person.
bool is_usable(const SyncRun& run);
// Some section was read at least in part.
bool has_content(const SyncRun& run);
// Every section failed: the source could not even be reached.
bool is_failed_attempt(const SyncRun& run);

// How a source stands in a snapshot. All but `sound` make the snapshot incomplete.
//   sound: its newest run, every section complete and no row rejected; incomplete: its newest run, some
//   section partial or failed, or rows rejected; stale: its newest run is too old; quarantined: its newest
//   run waits for a person; failed: it could not be read; never_read.
enum class Standing : unsigned char { sound, incomplete, stale, quarantined, failed, never_read };
REEVE_ENUM_NAMES(Standing, "sound", "incomplete", "stale", "quarantined", "failed", "never read")

struct SourceStanding {
  std::string source;
  Standing standing = Standing::never_read;
  RunNo run = 0;       // the run that the snapshot holds of it; 0 = none
  std::string reason;  // empty where sound
  bool operator==(const SourceStanding&) const = default;
};

struct PlanRequest {
  std::vector<std::string> sources;             // as configured
  std::map<std::string, std::string> failures;  // sources that could not be read just now, and why
  std::vector<SyncRun> runs;                    // all, by number
  UtcMillis now = 0;
  int max_age_days = 7;
  int max_skew_hours = 0;  // older than the newest read of any source by more than this is stale; 0 = any
  bool keep_last_good = false;  // a failed or quarantined source is held by its last usable run
};

// One standing per source, in the order of `sources`.
std::vector<SourceStanding> plan_snapshot(const PlanRequest& request);

// Stale, quarantined, failed and never read sources are missing, whatever run stands in for them.
bool is_missing(const SourceStanding& standing);

}  // namespace reeve
