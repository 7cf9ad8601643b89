#include "engine/workflow/sources.h"
#include "engine/core/text.h"
#include "engine/workflow/present_gaps.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

std::string css_of(Standing standing) {
  if (standing == Standing::sound) return "good";
  return standing == Standing::stale ? "warn" : "bad";
}

Json section_rows(const SyncRun& run) {
  Json rows = Json::array();
  for (const SectionSummary& s : run.sections) {
    if (s.state == SectionState::absent) continue;
    rows.push_back({{"section", to_string(s.section)},
                    {"state", to_string(s.state)},
                    {"css", s.state == SectionState::complete ? "good" : "bad"},
                    {"read", figure(s.read)},
                    {"kept", figure(s.kept)},
                    {"rejected", figure(s.rejected)},
                    {"duplicates", figure(s.duplicates)},
                    {"reason", printable_utf8(s.reason)}});
  }
  return rows;
}

std::int64_t kept_by(const SyncRun& run) {
  std::int64_t kept = 0;
  for (const SectionSummary& section : run.sections) kept += section.kept;
  return kept;
}

Json source_view(const ListedSource& listed, UtcMillis now) {
  Json view{{"name", listed.config.name},
            {"kind", listed.config.kind},
            {"standing", to_string(listed.standing.standing)},
            {"css", css_of(listed.standing.standing)},
            {"reason", printable_utf8(listed.standing.reason)}};
  if (!listed.newest_run) return view;
  const SyncRun& run = *listed.newest_run;
  view["run"] = {{"no", run.no},
                 {"at", minute_of(run.finished)},
                 {"at_iso", format_time(run.finished)},
                 {"age", age_of(now, run.finished)},
                 {"facts", figure(kept_by(run))},
                 {"rejected", figure(run.reject_count)},
                 {"accepted_by", run.accepted_by},
                 {"digest", to_hex(run.digest)},
                 {"sections", section_rows(run)}};
  return view;
}

}  // namespace

ServerResponse sources(const Request& request) {
  Json list = Json::array();
  std::size_t sound = 0;
  const auto listed = list_sources(request.context, request.store);
  for (const ListedSource& source : listed) {
    sound += source.standing.standing == Standing::sound ? 1 : 0;
    list.push_back(source_view(source, request.now));
  }
  Json view{{"title", "Sources"},
            {"summary", std::to_string(sound) + " of " + count_of(listed.size(), "source", "sources") +
                            (sound == 1 ? " is" : " are") + " sound"},
            {"none", listed.empty()},
            {"sources", std::move(list)}};
  if (const auto newest = request.store.latest_snapshot()) {
    Json gaps = Json::array();
    for (const std::string& gap : present_gaps(request.context, request.store, *newest))
      gaps.push_back(printable_utf8(gap));
    view["snapshot"] = {{"no", newest->no}, {"as_of", minute_of(newest->as_of)}};
    view["has_gaps"] = !gaps.empty();
    view["gaps"] = std::move(gaps);
  }
  return page(request, 200, "sources", view);
}

}  // namespace reeve::portal
