#include "engine/sync/completeness.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {
namespace {

// Access is lost with them. The last use and the approvals only justify it: without them it is found.
constexpr Section kMeasured[] = {Section::identity, Section::account, Section::principal, Section::membership,
                                 Section::resource, Section::lineage, Section::grant,     Section::gate};

// How far the clocks of two machines may be apart.
constexpr UtcMillis kClockDifference = 60 * 60 * 1000;

bool is_complete(const SectionSummary& section) {
  return section.state == SectionState::complete || section.state == SectionState::complete_with_rejects;
}

// The newest earlier run of the source whose section can be measured against.
const SyncRun* measure_for(const SyncRun& run, Section section, const std::vector<SyncRun>& earlier) {
  const SyncRun* found = nullptr;
  for (const SyncRun& other : earlier) {
    const bool before = run.no == 0 || other.no < run.no;
    if (other.source == run.source && before && is_usable(other) && is_complete(other.section(section))) {
      found = &other;
    }
  }
  return found;
}

std::string worst_section(const SyncRun& run) {
  if (is_failed_attempt(run)) return run.sections.front().reason;
  for (const SectionState state : {SectionState::failed, SectionState::partial}) {
    for (const SectionSummary& section : run.sections) {
      if (section.state == state) {
        return std::string(to_string(section.section)) + " facts are " + std::string(to_string(state)) +
               ": " + section.reason;
      }
    }
  }
  return "no section was read";
}

std::string rejects_of(const SyncRun& run) {
  return count_of(static_cast<std::size_t>(run.reject_count), "row", "rows") +
         " could not be used; `reeve source rejects " + run.source + "` lists them";
}

std::string age_of(const SyncRun& run, UtcMillis now) {
  return "was last read " + count_of(static_cast<std::size_t>((now - run.finished) / kDay), "day", "days") +
         " ago";
}

SourceStanding standing_of(const std::string& source, const PlanRequest& request) {
  const SyncRun* newest = nullptr;
  const SyncRun* last_good = nullptr;
  for (const SyncRun& run : request.runs) {
    if (run.source != source) continue;
    newest = &run;
    if (is_usable(run) && has_content(run)) last_good = &run;
  }
  SourceStanding out{.source = source};
  const auto without = [&](Standing standing, std::string reason) {
    out.standing = standing;
    out.reason = std::move(reason);
    if (request.keep_last_good && last_good != nullptr) out.run = last_good->no;
    return out;
  };
  if (const auto failure = request.failures.find(source); failure != request.failures.end()) {
    return without(Standing::failed, failure->second);
  }
  if (newest == nullptr) return without(Standing::never_read, "was never read; run `reeve sync`");
  if (!is_usable(*newest)) return without(Standing::quarantined, newest->quarantine_reason);
  if (!has_content(*newest)) return without(Standing::failed, worst_section(*newest));

  out.run = newest->no;
  out.standing = Standing::sound;
  if (newest->worst_state() != SectionState::complete) {
    out.standing = Standing::incomplete;
    out.reason = newest->complete() ? rejects_of(*newest) : worst_section(*newest);
  }
  if (request.now - newest->finished > request.max_age_days * kDay) {
    out.standing = Standing::stale;
    out.reason = age_of(*newest, request.now);
  }
  if (newest->finished > request.now + kClockDifference) {
    out.standing = Standing::stale;
    out.reason = "was read in the future, on " + format_date(newest->finished) +
                 "; correct the clock and run `reeve sync`";
  }
  return out;
}

// Who left at noon still has the rights of the morning where HR was read in the evening.
void mark_skewed(const PlanRequest& request, std::vector<SourceStanding>& standings) {
  constexpr UtcMillis kHour = 60 * 60 * 1000;
  const auto finished = [&](const SourceStanding& standing) {
    const auto run = std::ranges::find(request.runs, standing.run, &SyncRun::no);
    return run == request.runs.end() ? 0 : run->finished;
  };
  UtcMillis newest = 0;
  for (const SourceStanding& standing : standings) newest = std::max(newest, finished(standing));
  for (SourceStanding& standing : standings) {
    const UtcMillis behind = newest - finished(standing);
    if (standing.run == 0 || is_missing(standing) || behind <= request.max_skew_hours * kHour) continue;
    standing.standing = Standing::stale;
    standing.reason = "was read " + count_of(static_cast<std::size_t>(behind / kHour), "hour", "hours") +
                      " before the newest source; read them together";
  }
}

}  // namespace

std::vector<RowLoss> suspicious_losses(const SyncRun& run, const std::vector<SyncRun>& earlier,
                                       int loss_percent) {
  std::vector<RowLoss> out;
  for (const Section section : kMeasured) {
    if (run.section(section).state >= SectionState::partial) continue;
    const SyncRun* measure = measure_for(run, section, earlier);
    if (measure == nullptr) continue;
    const std::int64_t before = measure->section(section).kept;
    const std::int64_t after = run.section(section).kept;
    const std::int64_t lost = before - after;
    const bool lost_much = lost >= kLeastLoss && lost * 100 > before * loss_percent;
    if (lost_much || (before > 0 && after == 0)) {
      out.push_back({.section = section, .before = before, .after = after, .against = measure->no});
    }
  }
  return out;
}

std::optional<std::int64_t> expected_facts(const SyncRun& run, Section section,
                                           const std::vector<SyncRun>& earlier) {
  const SyncRun* measure = measure_for(run, section, earlier);
  return measure == nullptr ? std::nullopt : std::optional(measure->section(section).kept);
}

std::string describe(const std::vector<RowLoss>& losses) {
  std::vector<std::string> parts;
  parts.reserve(losses.size());
  for (const RowLoss& loss : losses) {
    parts.push_back(std::to_string(loss.before - loss.after) + " of " + std::to_string(loss.before) + " " +
                    std::string(to_string(loss.section)) + " facts of run " + std::to_string(loss.against));
  }
  return parts.empty() ? "" : "lost " + enumerate_words(parts);
}

bool is_usable(const SyncRun& run) { return run.state != RunState::quarantined || !run.accepted_by.empty(); }

bool has_content(const SyncRun& run) {
  return std::ranges::any_of(run.sections, [](const SectionSummary& section) {
    return section.state != SectionState::absent && section.state != SectionState::failed;
  });
}

bool is_failed_attempt(const SyncRun& run) {
  return std::ranges::all_of(
      run.sections, [](const SectionSummary& section) { return section.state == SectionState::failed; });
}

std::vector<SourceStanding> plan_snapshot(const PlanRequest& request) {
  std::vector<SourceStanding> out;
  for (const std::string& source : request.sources) out.push_back(standing_of(source, request));
  if (request.max_skew_hours > 0) mark_skewed(request, out);
  return out;
}

bool is_missing(const SourceStanding& standing) {
  return standing.standing != Standing::sound && standing.standing != Standing::incomplete;
}

}  // namespace reeve
