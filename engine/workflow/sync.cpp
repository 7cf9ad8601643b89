#include "engine/workflow/sync.h"

#include <algorithm>
#include <exception>
#include <thread>

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/name_rules.h"
#include "engine/workflow/present_gaps.h"
#include "engine/workflow/read_source.h"
#include "engine/workflow/sources.h"
#include "engine/workflow/sync_inputs.h"

namespace reeve {
namespace {

// --- reading

struct Reading {
  const SourceConfig* source = nullptr;
  std::unique_ptr<Connector> connector;
  std::optional<SyncRun> run;
  std::string failure;
  std::string overtaken;  // why what was read is not kept: somebody else began later and was faster
  UtcMillis began = 0;
  std::exception_ptr broken;  // our own store or code, not the source
};

std::vector<Reading> prepare(const Context& context, const std::vector<std::string>& only) {
  for (const std::string& name : only) source_named(context.config, name);
  std::vector<Reading> out;
  for (const SourceConfig& source : context.config.sources) {
    if (!only.empty() && std::ranges::find(only, source.name) == only.end()) continue;
    out.push_back(
        {.source = &source, .connector = make_connector(source, context.connectors, *context.clock)});
  }
  return out;
}

void read_one(const Context& context, Store& store, const std::vector<SyncRun>& earlier, Reading& reading) {
  reading.began = context.clock->now();
  try {
    reading.run = read_source({.store = &store,
                               .source = reading.source,
                               .connector = reading.connector.get(),
                               .clock = context.clock,
                               .progress = context.progress,
                               .quarantine_reason = [&](const SyncRun& run) {
                                 return describe(
                                     suspicious_losses(run, earlier, context.config.quarantine_loss_percent));
                               }});
  } catch (const Error& error) {
    if (error.code() == ErrorCode::conflict) {
      reading.overtaken = error.message();
      return;
    }
    reading.failure = error.message();
    if (is_ours(error.code())) reading.broken = std::current_exception();
  } catch (const std::exception&) {
    reading.broken = std::current_exception();
  }
}

void read_all(const Context& context, Store& store, std::vector<Reading>& readings) {
  const std::vector<SyncRun> earlier = store.runs();
  {
    std::vector<std::jthread> threads;
    threads.reserve(readings.size());
    for (Reading& reading : readings) {
      threads.emplace_back([&] { read_one(context, store, earlier, reading); });
    }
  }
  for (const Reading& reading : readings) {
    if (reading.broken) std::rethrow_exception(reading.broken);
  }
}

// --- the snapshot

// A missing source that knew people before, or of which nothing is known yet.
bool may_know_people(const std::string& source, const std::vector<SyncRun>& runs) {
  bool seen = false;
  for (const SyncRun& run : runs) {
    if (run.source != source || is_failed_attempt(run)) continue;
    seen = true;
    if (run.section(Section::identity).state != SectionState::absent) return true;
  }
  return !seen;
}

class SnapshotMaker {
 public:
  SnapshotMaker(const Context& context, Store& store, const SyncInputs& inputs)
      : context_(context), store_(store), inputs_(inputs) {}

  // Others may read and publish at the same time; what they did while this one worked is planned in.
  SyncOutcome make(const std::vector<Reading>& readings) {
    for (int i = 0; i < kAttempts; ++i) {
      if (try_make(readings)) return std::move(out_);
    }
    throw Error(
        ErrorCode::conflict,
        "other commands published snapshots all the time while this one worked; what was read is kept, "
        "and the next `reeve sync` publishes it");
  }

 private:
  static constexpr int kAttempts = 10;

  // False: the store is not as it was when this was planned.
  bool try_make(const std::vector<Reading>& readings) {
    out_ = {};
    now_ = context_.clock->now();
    const auto newest = store_.latest_snapshot();
    runs_ = store_.runs();
    const SnapshotBasis basis{.runs = std::ssize(runs_), .snapshot = newest ? newest->no : 0};
    report(readings);
    SnapshotInfo info{.id = uuid_v7(now_), .as_of = now_, .runs = {}, .missing_sources = {}};
    DeriveRequest request{.store = &store_,
                          .runs = {},
                          .people_complete = true,
                          .least_confidence = context_.config.correlation_percent,
                          .corrections = CorrectionBook(store_.corrections(), now_),
                          .bindings = inputs_.bindings,
                          .labels = inputs_.labels,
                          .imports = inputs_.imports,
                          .categories = inputs_.categories,
                          .ask_names = name_rules(context_, store_, inputs_.policy_data)};
    for (const SourceReport& source : out_.sources) {
      const SourceStanding& standing = source.standing;
      if (standing.standing != Standing::sound) out_.incomplete = true;
      if (is_missing(standing)) info.missing_sources.push_back(standing.source);
      if (is_missing(standing) && may_know_people(standing.source, runs_)) request.people_complete = false;
      if (standing.run != 0) {
        info.runs.push_back(standing.run);
        request.runs.push_back(run_of(standing.run));
      }
    }
    add_unread_systems(info);
    report_labels_of_no_source();
    return info.runs.empty() || publish(std::move(info), request, basis);
  }

  const SyncRun& run_of(RunNo no) const { return *std::ranges::find(runs_, no, &SyncRun::no); }

  // Whoever overtook a read may have failed before it published.
  bool has_later_run(const Reading& reading) const {
    return std::ranges::any_of(runs_, [&](const SyncRun& run) {
      return run.source == reading.source->name && run.started > reading.began;
    });
  }

  void report(const std::vector<Reading>& readings) {
    PlanRequest plan{.sources = {},
                     .failures = {},
                     .runs = runs_,
                     .now = now_,
                     .max_age_days = context_.config.max_source_age_days,
                     .max_skew_hours = context_.config.max_source_skew_hours,
                     .keep_last_good = context_.config.failed_source == FailedSource::last_good};
    for (const SourceConfig& source : context_.config.sources) plan.sources.push_back(source.name);
    for (const Reading& reading : readings) {
      if (!reading.failure.empty()) plan.failures[reading.source->name] = reading.failure;
      if (reading.overtaken.empty()) continue;
      if (has_later_run(reading)) {
        out_.problems.push_back(reading.overtaken);
      } else {
        plan.failures[reading.source->name] = reading.overtaken;
      }
    }
    const std::vector<SourceStanding> standings = plan_snapshot(plan);
    for (std::size_t i = 0; i < standings.size(); ++i) {
      SourceReport source{.standing = standings[i], .kind = context_.config.sources[i].kind};
      if (standings[i].run != 0) source.run = run_of(standings[i].run);
      for (const Reading& reading : readings) {
        if (reading.source->name != standings[i].source) continue;
        source.read_now = true;
        if (reading.run) source.run = reading.run;
      }
      if (source.run) measure(source);
      out_.sources.push_back(std::move(source));
    }
  }

  void measure(SourceReport& source) {
    for (const Section section : all_sections()) {
      const auto expected = expected_facts(*source.run, section, runs_);
      if (expected) source.expected = source.expected.value_or(0) + *expected;
    }
    if (source.run->reject_count == 0) return;
    for (const Reject& reject : store_.rejects(source.run->no)) ++source.rejects[reject.reason];
  }

  void add_unread_systems(SnapshotInfo& info) {
    std::vector<std::string> sources;
    for (const SourceReport& source : out_.sources) sources.push_back(source.standing.source);
    for (const RegisteredSystem& system : unread_systems(inputs_.systems, sources)) {
      info.missing_sources.push_back(system.system);
      out_.problems.push_back("register, line " + std::to_string(system.line) + ": no source reads `" +
                              system.system + "`, which holds customer data");
      out_.incomplete = true;
    }
  }

  // Labels of a source that is only missing this time are no mistake.
  void report_labels_of_no_source() {
    std::vector<std::string> known;
    for (const SourceConfig& source : context_.config.sources) known.push_back(source.name);
    for (const LabelRow& row : inputs_.labels) {
      if (std::ranges::find(known, row.source) != known.end()) continue;
      const auto near = nearest_name(row.source, known);
      out_.problems.push_back("labels file, line " + std::to_string(row.line) + ": decides about nothing; " +
                              context_.config.path + " has no source `" + row.source + "`" +
                              (near ? "; did you mean `" + *near + "`?" : ""));
    }
  }

  bool publish(SnapshotInfo info, const DeriveRequest& request, const SnapshotBasis& basis) {
    Derived derived = derive(request);
    if (!derived.binding_problems.empty()) {
      info.missing_sources.push_back(count_of(derived.binding_problems.size(), "binding", "bindings"));
    }
    if (derived.refused_labels > 0) {
      info.missing_sources.push_back(count_of(derived.refused_labels, "label", "labels"));
      out_.not_evaluable = true;
    }
    out_.snapshot = store_.publish_snapshot(info, derived.rows, basis);
    if (!out_.snapshot) return false;
    for (std::string& gap : unasked_members(store_, *out_.snapshot)) {
      out_.problems.push_back(std::move(gap));
      out_.incomplete = true;
    }
    out_.accounts = std::move(derived.accounts);
    out_.matches = std::move(derived.matches);
    std::ranges::move(derived.correction_problems, std::back_inserter(out_.problems));
    out_.bindings = derived.rows.bindings.size();
    out_.decided = derived.rows.classifications.size();
    out_.undecided = derived.undecided;
    for (const std::string& problem : derived.binding_problems)
      out_.problems.push_back("bindings file, " + problem);
    if (!derived.binding_problems.empty()) out_.incomplete = true;
    out_.problems.insert(out_.problems.end(), derived.classification_problems.begin(),
                         derived.classification_problems.end());
    return true;
  }

  const Context& context_;
  Store& store_;
  const SyncInputs& inputs_;
  UtcMillis now_ = 0;
  std::vector<SyncRun> runs_;
  SyncOutcome out_;
};

void require_sources(const Config& config) {
  if (config.sources.empty()) {
    throw Error(ErrorCode::config, config.path + ": there is no source to read; add a section [source.NAME]");
  }
}

}  // namespace

SyncOutcome sync(const Context& context, const SyncRequest& request) {
  require_sources(context.config);
  const SyncInputs inputs = read_sync_inputs(context.config);
  std::vector<Reading> readings = prepare(context, request.only);
  const std::unique_ptr<Store> store = context.open_store();
  read_all(context, *store, readings);
  return SnapshotMaker(context, *store, inputs).make(readings);
}

SyncOutcome accept_quarantined(const Context& context, const std::string& source, const std::string& by) {
  require_sources(context.config);
  source_named(context.config, source);
  const SyncInputs inputs = read_sync_inputs(context.config);
  const std::unique_ptr<Store> store = context.open_store();
  const auto newest = store->latest_run(source);
  if (!newest || is_usable(*newest) || !store->accept_quarantined(newest->no, by)) {
    throw Error(ErrorCode::conflict, "the newest run of source `" + source + "` is not quarantined; " +
                                         "`reeve source list` shows how each source stands");
  }
  return SnapshotMaker(context, *store, inputs).make({});
}

}  // namespace reeve
