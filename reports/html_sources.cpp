#include "engine/core/text.h"
#include "reports/html_view.h"

namespace reeve {
namespace {

std::string state_of(const SyncRun& run) {
  if (run.state == RunState::quarantined && run.accepted_by.empty()) return "quarantined";
  std::string words(to_string(run.worst_state()));
  if (run.state == RunState::quarantined) words += ", accepted by " + run.accepted_by;
  return words;
}

Json row_of(const SyncRun& run) {
  std::int64_t kept = 0;
  for (const SectionSummary& section : run.sections) kept += section.kept;
  return {{"source", run.source},
          {"kind", run.kind},
          {"run", std::to_string(run.no)},
          {"read_at", shown_time(run.finished)},
          {"state", state_of(run)},
          {"kept", std::to_string(kept)},
          {"rejected", std::to_string(run.reject_count)},
          {"digest", to_hex(run.digest)}};
}

}  // namespace

Json sources_view(const Report& report) {
  if (!report.snapshot) return nullptr;
  Json rows = Json::array();
  for (const SyncRun& run : report.runs) rows.push_back(row_of(run));
  Json missing = Json::array();
  for (const std::string& source : report.snapshot->missing_sources) missing.push_back(source);
  return {{"snapshot", std::to_string(report.snapshot->no)},
          {"derived", to_hex(report.snapshot->derived_digest)},
          {"rows", std::move(rows)},
          {"has_missing", !missing.empty()},
          {"missing", enumerate_words(report.snapshot->missing_sources)}};
}

}  // namespace reeve
