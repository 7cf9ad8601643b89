#include "engine/sql/fact_io.h"
#include "engine/sql/run_rows.h"
#include "engine/sql/run_writer.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"
#include "engine/store/edge_search.h"

namespace reeve {
namespace {

SyncRun require_run(Connection& connection, RunNo no) {
  auto run = find_run(connection, "run_no = :run", {no});
  if (!run) throw no_such_run(no);
  return *std::move(run);
}

}  // namespace

SqlStore::SqlStore(std::unique_ptr<Database> database, const SqlStoreOptions& options)
    : database_(std::move(database)), options_(options), locks_(database_->path()) {}

std::unique_ptr<RunWriter> SqlStore::begin_run(const RunStart& start) {
  return std::make_unique<SqlRunWriter>(*database_, locks_, options_, start);
}

std::vector<SyncRun> SqlStore::runs() {
  return database_->read([](Connection& connection) { return find_runs(connection, "run_no > 0", {}); });
}

std::optional<SyncRun> SqlStore::run(RunNo no) {
  return database_->read([&](Connection& connection) { return find_run(connection, "run_no = :run", {no}); });
}

std::optional<SyncRun> SqlStore::latest_run(const std::string& source) {
  return database_->read([&](Connection& connection) {
    return find_run(connection,
                    "run_no = (select max(run_no) from sync_run where source = :source and state < 2)",
                    {source});
  });
}

void SqlStore::quarantine(RunNo no, const std::string& reason) {
  database_->write(Durability::decision, [&](Connection& connection) {
    const SyncRun run = require_run(connection, no);
    if (run.state == RunState::quarantined || !run.accepted_by.empty()) return;
    connection.execute("update sync_run set state = :state, quarantine_reason = :reason where run_no = :run",
                       {RunState::quarantined, reason, no});
  });
}

bool SqlStore::accept_quarantined(RunNo no, const std::string& by) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    require_run(connection, no);
    return connection.execute(
               "update sync_run set state = :published, accepted_by = :by "
               "where run_no = :run and state = :quarantined",
               {RunState::published, by, no, RunState::quarantined}) == 1;
  });
}

std::vector<Reject> SqlStore::rejects(RunNo no) {
  return database_->read([&](Connection& connection) {
    require_run(connection, no);
    return select_rows<Reject>(connection, "from sync_reject where run_no = :run order by reject_no", {no});
  });
}

void SqlStore::each_fact(RunNo no, Section section, const std::function<void(Ordinal, const Fact&)>& visit) {
  const Database::Lease leased = database_->lease();
  Connection& connection = *leased;
  const Transaction transaction(connection);
  const SyncRun run = require_run(connection, no);
  const KeyAt key_at = read_all_keys(connection, no, section);
  read_facts(connection, no, section, 0, run.section(section).kept,
             [&](Fact& fact, const PlacedFact& placed) {
               restore_keys(fact, placed, key_at);
               visit(placed.ordinal, fact);
             });
}

std::vector<Fact> SqlStore::find_edge(RunNo no, Section section, const std::string& edge_key) {
  require_edge_section(section);
  return database_->read([&](Connection& connection) {
    const SyncRun run = require_run(connection, no);
    const KeyAt key_at = look_up_keys(connection, no);
    return facts_of_edge(run.section(section).kept, edge_key, [&](Ordinal ordinal) {
      Fact found;
      read_facts(connection, no, section, ordinal, ordinal + 1, [&](Fact& fact, const PlacedFact& placed) {
        restore_keys(fact, placed, key_at);
        found = std::move(fact);
      });
      return found;
    });
  });
}

}  // namespace reeve
