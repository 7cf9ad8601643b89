#include "engine/sql/fact_io.h"
#include "engine/sql/run_rows.h"
#include "engine/sql/run_writer.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"
#include "engine/store/snapshot_builder.h"

namespace reeve {
namespace {

constexpr RunNo kNoRun = 0;

std::vector<SnapshotInfo> find_snapshots(Connection& connection, const std::string& rest,
                                         const SqlParams& params) {
  auto found = select_rows<SnapshotInfo>(connection, "from snapshot " + rest, params);
  for (SnapshotInfo& info : found) {
    info.runs = select_rows<RunNo>(connection, "from snapshot_run where snapshot_no = :no order by place",
                                   {info.no}, [](auto& walk, auto& run) { walk("run_no", run); });
  }
  return found;
}

std::optional<SnapshotInfo> find_snapshot(Connection& connection, const std::string& rest,
                                          const SqlParams& params) {
  auto found = find_snapshots(connection, rest, params);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<SyncRun> runs_of(Connection& connection, const SnapshotInfo& info) {
  std::vector<SyncRun> runs;
  for (const RunNo no : info.runs) {
    auto run = find_run(connection, "run_no = :run", {no});
    if (!run) throw no_such_run(no);
    runs.push_back(*std::move(run));
  }
  return runs;
}

template <class Row>
void insert_derived(Connection& connection, SnapshotNo snapshot, const std::string& table,
                    const std::vector<Row>& rows) {
  std::int64_t row_no = 0;
  insert_rows(connection, table, rows, [&](auto& walk, auto& row) {
    walk("snapshot_no", snapshot);
    walk("row_no", row_no);
    columns(walk, row);
    ++row_no;
  });
}

template <class Row>
std::vector<Row> select_derived(Connection& connection, SnapshotNo snapshot, const std::string& table) {
  return select_rows<Row>(connection, "from " + table + " where snapshot_no = :no order by row_no",
                          {snapshot});
}

void insert_snapshot(Connection& connection, const SnapshotInfo& info, const DerivedRun& derived) {
  insert_rows<SnapshotInfo>(connection, "snapshot", {info});
  std::int64_t place = 0;
  insert_rows(connection, "snapshot_run", info.runs, [&](auto& walk, auto& run) {
    walk("snapshot_no", info.no);
    walk("place", place);
    walk("run_no", run);
    ++place;
  });
  std::vector<OwnerRow> owners;
  for (const DerivedOwner& owner : derived.owners) {
    owners.push_back({owner, owner.identity.value_or(FactRef{.run = kNoRun})});
  }
  insert_derived(connection, info.no, "derived_owner", owners);
  insert_derived(connection, info.no, "derived_binding", derived.bindings);
  insert_derived(connection, info.no, "derived_classification", derived.classifications);
}

bool is_as_before(Connection& connection, const SnapshotBasis& basis) {
  return select_number(connection, "count(*)", "from sync_run where state < 2") == basis.runs &&
         select_number(connection, "max(snapshot_no)", "from snapshot").value_or(0) == basis.snapshot;
}

DerivedRun read_derived(Connection& connection, SnapshotNo no) {
  DerivedRun derived;
  for (OwnerRow& row : select_derived<OwnerRow>(connection, no, "derived_owner")) {
    if (row.identity.run != kNoRun) row.owner.identity = row.identity;
    derived.owners.push_back(std::move(row.owner));
  }
  derived.bindings = select_derived<DerivedBinding>(connection, no, "derived_binding");
  derived.classifications = select_derived<DerivedClassification>(connection, no, "derived_classification");
  return derived;
}

void add_run(Connection& connection, const SyncRun& run, SnapshotBuilder& builder) {
  builder.begin_run(run);
  for (const Section section : all_sections()) {
    read_facts(connection, run.no, section, 0, run.section(section).kept,
               [&](const Fact& fact, const PlacedFact& placed) { builder.add(fact, placed); });
  }
  const auto rejects =
      select_rows<Reject>(connection, "from sync_reject where run_no = :run order by reject_no", {run.no});
  for (const Reject& reject : rejects) builder.reject(reject);
}

}  // namespace

std::optional<SnapshotInfo> SqlStore::publish_snapshot(const SnapshotInfo& info, const DerivedRun& derived,
                                                       const SnapshotBasis& basis) {
  return database_->write(Durability::decision, [&](Connection& connection) -> std::optional<SnapshotInfo> {
    if (auto kept = find_snapshot(connection, "where id = :id", {info.id})) return kept;
    if (!is_as_before(connection, basis)) return std::nullopt;
    const std::vector<SyncRun> runs = runs_of(connection, info);
    check_derived(derived, runs);
    SnapshotInfo published = info;
    published.no = next_number(connection, "snapshot");
    published.derived_digest = derived_digest(derived, runs);
    insert_snapshot(connection, published, derived);
    return published;
  });
}

std::vector<SnapshotInfo> SqlStore::snapshots() {
  return database_->read(
      [](Connection& connection) { return find_snapshots(connection, "order by snapshot_no", {}); });
}

std::optional<SnapshotInfo> SqlStore::latest_snapshot() {
  return database_->read([](Connection& connection) {
    return find_snapshot(connection, "order by snapshot_no desc limit 1", {});
  });
}

Snapshot SqlStore::load_snapshot(SnapshotNo no) {
  return database_->read([&](Connection& connection) {
    const auto info = find_snapshot(connection, "where snapshot_no = :no", {no});
    if (!info) throw no_such_snapshot(no);
    SnapshotBuilder builder(*info);
    for (const SyncRun& run : runs_of(connection, *info)) add_run(connection, run, builder);
    return builder.finish(read_derived(connection, no));
  });
}

}  // namespace reeve
