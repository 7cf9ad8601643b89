// Use cases: what sources are configured, whether they can be read, and which rows could not be used.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/sync/completeness.h"
#include "engine/workflow/context.h"

namespace reeve {

// How the configured sources stand now by these runs (all, by number), in the order of the configuration.
std::vector<SourceStanding> present_standings(const Context& context, std::vector<SyncRun> runs);

struct ListedSource {
  SourceConfig config;
  SourceStanding standing;            // by the runs that are kept
  std::optional<SyncRun> newest_run;  // whatever its state
};

// In the order of the configuration.
std::vector<ListedSource> list_sources(const Context& context);
std::vector<ListedSource> list_sources(const Context& context, Store& store);

struct CheckedSource {
  std::string source;
  std::vector<CheckItem> items;  // never empty
};

// One real round trip per source, one after the other. A connector that throws is an item that is not ok.
// Throws Error{usage} for a name that is not configured, Error{config} for options that are wrong.
std::vector<CheckedSource> check_sources(const Context& context, const std::vector<std::string>& only);

// The rejected rows of the source's newest run. Throws Error{usage} for a name that is not configured,
// Error{not_found} where the source was never read.
std::vector<Reject> rejected_rows(const Context& context, const std::string& source);

// Throws Error{usage} with the nearest name where the configuration has no such source.
const SourceConfig& source_named(const Config& config, const std::string& name);

}  // namespace reeve
