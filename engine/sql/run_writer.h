// Writes one sync run into the database: staged in a sorter, inserted in batches under a number that nobody
// can see yet, published by one flip.
#pragma once

#include "engine/sql/database.h"
#include "engine/sql/sql_store.h"
#include "engine/sql/writer_locks.h"
#include "engine/store/run_assembler.h"

namespace reeve {

class SqlRunWriter final : public RunWriter {
 public:
  SqlRunWriter(Database& database, const WriterLocks& locks, const SqlStoreOptions& options, RunStart start);

  void add(const Fact& fact) override { staged_.add(fact); }
  void reject(const Reject& reject) override { rejects_.push_back(reject); }
  SyncRun publish(const RunEnd& end) override;

 private:
  WriterLocks::Lock begin(RunNo& no);
  void require_not_overtaken(Connection& connection) const;
  RunAssembler::Assembled write_facts(RunNo no, const RunEnd& end, std::vector<Reject>& rejects);
  SyncRun flip(SyncRun run, const RunEnd& end, const std::vector<Reject>& rejects);

  Database& database_;
  const WriterLocks& locks_;
  SqlStoreOptions options_;
  RunStart start_;
  RunNo newest_at_begin_;  // being written or published
  FactSorter staged_;
  std::vector<Reject> rejects_;
};

// Deletes what is left of runs whose writers died before they published.
void delete_dead_runs(Database& database, const WriterLocks& locks);

// The run as it is kept; only published and quarantined ones are found.
std::optional<SyncRun> find_run(Connection& connection, const std::string& condition,
                                const SqlParams& params);
std::vector<SyncRun> find_runs(Connection& connection, const std::string& condition, const SqlParams& params);

// The next number of that name, by compare and swap.
std::int64_t next_number(Connection& connection, const std::string& counter);

}  // namespace reeve
