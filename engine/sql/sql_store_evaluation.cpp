#include <map>

#include "engine/sql/evaluation_rows.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"

namespace reeve {
namespace {

// Rows that hang on one snapshot.
struct OfSnapshot {
  SnapshotNo no;
  void operator()(auto& walk, auto& row) const {
    walk("snapshot_no", no);
    columns(walk, row);
  }
};

struct SnapshotCount {
  SnapshotNo snapshot = 0;
  std::int64_t count = 0;
};
template <class Walk, Is<SnapshotCount> Row>
void columns(Walk& walk, Row& row) {
  walk("snapshot_no", row.snapshot);
  walk("count(*)", row.count);
}

struct SeverityCount : SnapshotCount {
  Severity severity = Severity::low;
};
template <class Walk, Is<SeverityCount> Row>
void columns(Walk& walk, Row& row) {
  walk("snapshot_no", row.snapshot);
  walk("severity", row.severity);
  walk("count(*)", row.count);
}

template <class Row>
std::vector<Row> select_of(Connection& connection, SnapshotNo no, const std::string& table,
                           const std::string& order) {
  return select_rows<Row>(connection, "from " + table + " where snapshot_no = :no order by " + order, {no});
}

std::vector<EvaluatedRule> rules_of(const Evaluation& evaluation) {
  std::map<std::string, EvaluatedRule> rules;
  for (const auto& [rule, digest] : evaluation.rule_digests) rules[rule].digest = to_hex(digest);
  for (const auto& [rule, situations] : evaluation.situations) {
    rules[rule].situations = static_cast<std::int64_t>(situations);
  }
  std::vector<EvaluatedRule> out;
  for (auto& [rule, row] : rules) {
    row.rule = rule;
    out.push_back(row);
  }
  return out;
}

void insert_evaluation(Connection& connection, const Evaluation& evaluation) {
  const OfSnapshot of_snapshot{evaluation.snapshot};
  insert_rows<Evaluation>(connection, "evaluation", {evaluation});
  insert_rows(connection, "evaluation_rule", rules_of(evaluation), of_snapshot);
  insert_rows(connection, "evaluation_finding", evaluation.findings, of_snapshot);
  std::int64_t row_no = 0;
  insert_rows(connection, "evaluation_not_evaluable", evaluation.not_evaluable, [&](auto& walk, auto& row) {
    of_snapshot(walk, row);
    walk("row_no", row_no);
    ++row_no;
  });
}

void delete_evaluation(Connection& connection, SnapshotNo no) {
  for (const char* table :
       {"evaluation_not_evaluable", "evaluation_finding", "evaluation_rule", "evaluation"}) {
    connection.execute("delete from " + std::string(table) + " where snapshot_no = :no", {no});
  }
}

void replace_records(Connection& connection, const std::vector<FindingRecord>& records) {
  for (const FindingRecord& record : records) {
    connection.execute("delete from finding_record where fingerprint = :fingerprint",
                       {record.finding.fingerprint});
  }
  insert_rows(connection, "finding_record", records);
}

std::optional<SnapshotNo> newest_evaluated(Connection& connection) {
  return select_number(connection, "max(snapshot_no)", "from evaluation");
}

}  // namespace

void SqlStore::save_evaluation(const Evaluation& evaluation, const std::vector<FindingRecord>& records) {
  const SnapshotNo no = evaluation.snapshot;
  database_->write(Durability::decision, [&](Connection& connection) {
    if (!select_number(connection, "snapshot_no", "from snapshot where snapshot_no = :no", {no})) {
      throw no_such_snapshot(no);
    }
    const SnapshotNo newest = newest_evaluated(connection).value_or(no);
    if (newest > no) throw evaluated_already(newest, no);
    delete_evaluation(connection, no);
    insert_evaluation(connection, evaluation);
    replace_records(connection, records);
  });
}

std::vector<EvaluationFigures> SqlStore::evaluation_figures() {
  return database_->read([&](Connection& connection) {
    std::map<SnapshotNo, EvaluationFigures> by_no;
    for (const auto& row : select_rows<EvaluationFigures>(
             connection, "from snapshot where snapshot_no in (select snapshot_no from evaluation)", {},
             [](auto&walk, auto&figures) {
               walk("snapshot_no", figures.snapshot);
               walk("as_of", figures.as_of);
             })) {
      by_no.emplace(row.snapshot, row);
    }
    for (const auto& row : select_rows<SeverityCount>(
             connection, "from evaluation_finding group by snapshot_no, severity", {})) {
      by_no.at(row.snapshot).findings.at(static_cast<std::size_t>(row.severity)) = row.count;
    }
    for (const auto& row :
         select_rows<SnapshotCount>(connection, "from evaluation_not_evaluable group by snapshot_no", {})) {
      by_no.at(row.snapshot).not_evaluable = row.count;
    }
    std::vector<EvaluationFigures> out;
    for (const auto& [no, figures] : by_no) out.push_back(figures);
    return out;
  });
}

std::optional<Evaluation> SqlStore::evaluation(SnapshotNo no) {
  return database_->read([&](Connection& connection) {
    auto found = select_row<Evaluation>(connection, "from evaluation where snapshot_no = :no", {no});
    if (!found) return found;
    for (const auto& row : select_of<EvaluatedRule>(connection, no, "evaluation_rule", "rule")) {
      if (row.digest) found->rule_digests[row.rule] = digest_from_hex(*row.digest);
      if (row.situations) found->situations[row.rule] = static_cast<std::size_t>(*row.situations);
    }
    found->findings = select_of<Finding>(connection, no, "evaluation_finding", "fingerprint");
    found->not_evaluable = select_of<NotEvaluable>(connection, no, "evaluation_not_evaluable", "row_no");
    return found;
  });
}

std::optional<SnapshotNo> SqlStore::latest_evaluated() {
  return database_->read([](Connection& connection) { return newest_evaluated(connection); });
}

std::vector<FindingRecord> SqlStore::findings() {
  return database_->read([](Connection& connection) {
    return select_rows<FindingRecord>(connection, "from finding_record order by fingerprint");
  });
}

void SqlStore::add_waiver(const Waiver& waiver) {
  database_->write(Durability::decision, [&](Connection& connection) {
    if (select_row<Waiver>(connection, "from waiver where id = :id", {waiver.id})) return;
    insert_rows<Waiver>(connection, "waiver", {waiver});
  });
}

std::vector<Waiver> SqlStore::waivers() {
  return database_->read([](Connection& connection) {
    return select_rows<Waiver>(connection, "from waiver order by recorded_at, id");
  });
}

bool SqlStore::revoke_waiver(const std::string& id, const std::string& by) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const auto waiver = select_row<Waiver>(connection, "from waiver where id = :id", {id});
    if (!waiver) throw no_such_waiver(id);
    return connection.execute("update waiver set revoked_by = :by where id = :id and revoked_by = ''",
                              {by, id}) == 1;
  });
}

std::optional<std::string> SqlStore::cached_verdicts(const Digest& rule_digest) {
  return database_->read([&](Connection& connection) {
    return select_row<std::string>(connection, "from verdict_cache where rule_digest = :digest",
                                   {rule_digest},
                                   [](auto& walk, auto& verdicts) { walk("verdicts", verdicts); });
  });
}

void SqlStore::cache_verdicts(const Digest& rule_digest, const std::string& blob) {
  database_->write(Durability::bulk, [&](Connection& connection) {
    connection.execute("delete from verdict_cache where rule_digest = :digest", {rule_digest});
    connection.execute("insert into verdict_cache (rule_digest, verdicts) values (:digest, :verdicts)",
                       {rule_digest, blob});
  });
}

}  // namespace reeve
