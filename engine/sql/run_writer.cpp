#include "engine/sql/run_writer.h"

#include <chrono>
#include <thread>

#include "engine/core/error.h"
#include "engine/sql/fact_io.h"
#include "engine/sql/fact_rows.h"
#include "engine/sql/run_rows.h"
#include "engine/store/checks.h"

namespace reeve {
namespace {

// States of a run that nobody can see yet, beyond those of RunState.
constexpr std::int64_t kBeingWritten = 2;
constexpr std::int64_t kGivenUp = 3;

// Leaves the lock to whoever waits for it. Not for ever: who waits may have been stopped.
void let_others_write(const WriterLocks& locks) {
  for (int waited = 0; waited < 500 && locks.somebody_waits(); ++waited) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

RunNo last_number(Database& database, const std::string& counter) {
  return database.read([&](Connection& connection) {
    return select_number(connection, "value", "from counter where name = :name", {counter}).value_or(0);
  });
}

bool give_up(Database& database, RunNo no) {
  return database.write(Durability::bulk, [&](Connection& connection) {
    return connection.execute(
               "update sync_run set state = :given_up where run_no = :run and state >= :hidden",
               {kGivenUp, no, kBeingWritten}) == 1;
  });
}

// Only for a run that was given up: its row goes last, so that a crash in between is taken up again.
void delete_run(Database& database, RunNo no) {
  std::vector<std::string> tables{"sync_section", "sync_reject"};
  for (const Section section : all_sections()) tables.push_back(fact_table(section));
  tables.push_back("sync_run");
  for (const std::string& table : tables) {
    database.write(Durability::bulk, [&](Connection& connection) {
      connection.execute("delete from " + table + " where run_no = :run", {no});
    });
  }
}

}  // namespace

SqlRunWriter::SqlRunWriter(Database& database, const WriterLocks& locks, const SqlStoreOptions& options,
                           RunStart start)
    : database_(database),
      locks_(locks),
      options_(options),
      start_(std::move(start)),
      newest_at_begin_(last_number(database, "run")),
      staged_(database.path().parent_path(), options.staging_memory) {}

SyncRun SqlRunWriter::publish(const RunEnd& end) {
  const auto kept =
      database_.read([&](Connection& connection) { return find_run(connection, "id = :id", {start_.id}); });
  if (kept) return *kept;
  delete_dead_runs(database_, locks_);
  RunNo no = 0;
  const WriterLocks::Lock lock = begin(no);
  try {
    std::vector<Reject> rejects = rejects_;
    SyncRun run = finished_run(start_, end, write_facts(no, end, rejects));
    run.no = no;
    return flip(std::move(run), end, rejects);
  } catch (...) {
    if (give_up(database_, no)) delete_run(database_, no);
    throw;
  }
}

WriterLocks::Lock SqlRunWriter::begin(RunNo& no) {
  return database_.write(Durability::bulk, [&](Connection& connection) {
    require_not_overtaken(connection);
    no = next_number(connection, "run");
    // Before anybody can see the row: a row without a lock is taken for dead.
    auto lock = locks_.try_lock(no);
    if (!lock) throw Error(ErrorCode::internal, "run " + std::to_string(no) + " was given out twice");
    SyncRun run;
    run.no = no;
    run.source = start_.source;
    run.started = start_.started;
    insert_rows<SyncRun>(connection, "sync_run", {run}, [](auto& walk, auto& r) {
      std::optional<std::string> no_id;
      walk("run_no", r.no);
      walk("id", no_id);
      walk("source", r.source);
      walk("kind", r.kind);
      walk("started", r.started);
      walk("finished", r.finished);
      walk("state", kBeingWritten);
      walk("quarantine_reason", r.quarantine_reason);
      walk("accepted_by", r.accepted_by);
      walk("digest", r.digest);
      walk("reject_count", r.reject_count);
    });
    return std::move(*lock);
  });
}

// A run that is being written counts, too: it has its number already, and would be older with the later one.
void SqlRunWriter::require_not_overtaken(Connection& connection) const {
  const auto by = select_number(connection, "max(run_no)",
                                "from sync_run where source = :source and started > :started "
                                "and run_no > :begin and state < :given_up",
                                {start_.source, start_.started, newest_at_begin_, kGivenUp});
  if (by) throw overtaken(start_.source, *by);
}

RunAssembler::Assembled SqlRunWriter::write_facts(RunNo no, const RunEnd& end, std::vector<Reject>& rejects) {
  const Database::Lease leased = database_.lease();
  Connection& connection = *leased;
  // Open only while rows are written: sorting and looking up keys may take long.
  std::optional<Transaction> transaction;
  FactWriter facts(connection, no);
  std::int64_t rows = 0;
  auto assembled = assemble(staged_, end, rejects, [&](const Fact& fact, const PlacedFact& placed) {
    if (!transaction) transaction.emplace(connection, Durability::bulk);
    facts.add(fact, placed);
    if (++rows % options_.rows_per_transaction != 0) return;
    facts.flush();
    transaction->commit();
    transaction.reset();
    let_others_write(locks_);
  });
  facts.flush();
  if (transaction) transaction->commit();
  return assembled;
}

SyncRun SqlRunWriter::flip(SyncRun run, const RunEnd& end, const std::vector<Reject>& rejects) {
  run.reject_count = static_cast<std::int64_t>(rejects.size());
  if (end.quarantine_reason) run.quarantine_reason = end.quarantine_reason(run);
  if (!run.quarantine_reason.empty()) run.state = RunState::quarantined;
  database_.write(Durability::decision, [&](Connection& connection) {
    const std::vector<SectionSummary> sections(run.sections.begin(), run.sections.end());
    insert_rows(connection, "sync_section", sections, [&](auto& walk, auto& section) {
      walk("run_no", run.no);
      columns(walk, section);
    });
    std::int64_t reject_no = 0;
    insert_rows(connection, "sync_reject", rejects, [&](auto& walk, auto& reject) {
      walk("run_no", run.no);
      walk("reject_no", reject_no);
      columns(walk, reject);
      ++reject_no;
    });
    const std::int64_t flipped = connection.execute(
        "update sync_run set id = :id, kind = :kind, started = :started, finished = :finished, state = "
        ":state, "
        "quarantine_reason = :reason, digest = :digest, reject_count = :rejects "
        "where run_no = :run and state = :being_written",
        {run.id, run.kind, run.started, run.finished, run.state, run.quarantine_reason, run.digest,
         run.reject_count, run.no, kBeingWritten});
    if (flipped == 1) return;
    throw Error(ErrorCode::store, "run " + std::to_string(run.no) +
                                      " was deleted while it was being written; run `reeve sync` again");
  });
  return run;
}

void delete_dead_runs(Database& database, const WriterLocks& locks) {
  const auto hidden = database.read([](Connection& connection) {
    return select_rows<RunNo>(connection, "from sync_run where state >= :hidden", {kBeingWritten},
                              [](auto& walk, auto& no) { walk("run_no", no); });
  });
  for (const RunNo no : hidden) {
    const auto lock = locks.try_lock(no);
    if (lock && give_up(database, no)) delete_run(database, no);
  }
}

std::vector<SyncRun> find_runs(Connection& connection, const std::string& condition,
                               const SqlParams& params) {
  std::vector<SyncRun> runs = select_rows<SyncRun>(
      connection, "from sync_run where state < 2 and " + condition + " order by run_no", params);
  for (SyncRun& run : runs) {
    const auto sections = select_rows<SectionSummary>(
        connection, "from sync_section where run_no = :run order by section", {run.no});
    for (const SectionSummary& section : sections) {
      run.sections[static_cast<std::size_t>(section.section)] = section;
    }
  }
  return runs;
}

std::optional<SyncRun> find_run(Connection& connection, const std::string& condition,
                                const SqlParams& params) {
  std::vector<SyncRun> runs = find_runs(connection, condition, params);
  if (runs.empty()) return std::nullopt;
  return std::move(runs.back());
}

std::int64_t next_number(Connection& connection, const std::string& counter) {
  for (;;) {
    const auto last = select_number(connection, "value", "from counter where name = :name", {counter});
    if (!last) throw Error(ErrorCode::store, "the store has lost its counter `" + counter + "`");
    const std::int64_t changed = connection.execute(
        "update counter set value = :next where name = :name and value = :last", {*last + 1, counter, *last});
    if (changed == 1) return *last + 1;
  }
}

}  // namespace reeve
