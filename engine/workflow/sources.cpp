#include "engine/workflow/sources.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

std::vector<CheckItem> items_of(const Context& context, const SourceConfig& source) {
  const auto connector = make_connector(source, context.connectors, *context.clock);
  try {
    std::vector<CheckItem> items = connector->check();
    if (items.empty()) items.push_back({"check", TriState::unknown, "the connector checked nothing"});
    return items;
  } catch (const Error& error) {
    return {{"reach the source", TriState::no, error.message()}};
  }
}

}  // namespace

std::vector<SourceStanding> present_standings(const Context& context, std::vector<SyncRun> runs) {
  PlanRequest plan{.sources = {},
                   .failures = {},
                   .runs = std::move(runs),
                   .now = context.clock->now(),
                   .max_age_days = context.config.max_source_age_days,
                   .max_skew_hours = context.config.max_source_skew_hours,
                   .keep_last_good = context.config.failed_source == FailedSource::last_good};
  for (const SourceConfig& source : context.config.sources) plan.sources.push_back(source.name);
  return plan_snapshot(plan);
}

std::vector<ListedSource> list_sources(const Context& context) {
  return list_sources(context, *context.open_store());
}

std::vector<ListedSource> list_sources(const Context& context, Store& store) {
  const std::vector<SyncRun> runs = store.runs();
  const std::vector<SourceStanding> standings = present_standings(context, runs);
  std::vector<ListedSource> out;
  for (std::size_t i = 0; i < standings.size(); ++i) {
    ListedSource listed{.config = context.config.sources[i], .standing = standings[i], .newest_run = {}};
    for (const SyncRun& run : runs) {
      if (run.source == listed.config.name) listed.newest_run = run;
    }
    out.push_back(std::move(listed));
  }
  return out;
}

std::vector<CheckedSource> check_sources(const Context& context, const std::vector<std::string>& only) {
  std::vector<CheckedSource> out;
  for (const std::string& name : only) source_named(context.config, name);
  for (const SourceConfig& source : context.config.sources) {
    if (!only.empty() && std::ranges::find(only, source.name) == only.end()) continue;
    out.push_back({source.name, items_of(context, source)});
  }
  return out;
}

std::vector<Reject> rejected_rows(const Context& context, const std::string& source) {
  source_named(context.config, source);
  const std::unique_ptr<Store> store = context.open_store();
  const auto run = store->latest_run(source);
  if (!run) throw Error(ErrorCode::not_found, "source `" + source + "` was never read; run `reeve sync`");
  return store->rejects(run->no);
}

const SourceConfig& source_named(const Config& config, const std::string& name) {
  std::vector<std::string> known;
  for (const SourceConfig& source : config.sources) {
    if (source.name == name) return source;
    known.push_back(source.name);
  }
  const auto near = nearest_name(name, known);
  throw Error(ErrorCode::usage, config.path + " has no source `" + name + "`; " +
                                    (near ? "did you mean `" + *near + "`?" : "it has " + join(known, ", ")));
}

}  // namespace reeve
