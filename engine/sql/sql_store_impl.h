// The store in an SQL database; engine/sql/sql_store.h makes one. One file per part of the port:
// sql_store_runs, _snapshots, _evaluation, _corrections, _campaigns, _decisions, _portal, _removal.
#pragma once

#include "engine/sql/database.h"
#include "engine/sql/sql_store.h"
#include "engine/sql/writer_locks.h"
#include "engine/store/store.h"

namespace reeve {

class SqlStore final : public Store {
 public:
  // The schema is up to date.
  SqlStore(std::unique_ptr<Database> database, const SqlStoreOptions& options);

  std::unique_ptr<RunWriter> begin_run(const RunStart& start) override;
  std::vector<SyncRun> runs() override;
  std::optional<SyncRun> run(RunNo no) override;
  std::optional<SyncRun> latest_run(const std::string& source) override;
  void quarantine(RunNo run, const std::string& reason) override;
  bool accept_quarantined(RunNo run, const std::string& by) override;
  std::vector<Reject> rejects(RunNo run) override;
  void each_fact(RunNo run, Section section, const std::function<void(Ordinal, const Fact&)>& visit) override;
  std::vector<Fact> find_edge(RunNo run, Section section, const std::string& edge_key) override;
  std::optional<SnapshotInfo> publish_snapshot(const SnapshotInfo& info, const DerivedRun& derived,
                                               const SnapshotBasis& basis) override;
  std::vector<SnapshotInfo> snapshots() override;
  std::optional<SnapshotInfo> latest_snapshot() override;
  Snapshot load_snapshot(SnapshotNo no) override;

  void save_evaluation(const Evaluation& evaluation, const std::vector<FindingRecord>& records) override;
  std::optional<Evaluation> evaluation(SnapshotNo snapshot) override;
  std::optional<SnapshotNo> latest_evaluated() override;
  std::vector<EvaluationFigures> evaluation_figures() override;
  std::vector<FindingRecord> findings() override;
  void add_waiver(const Waiver& waiver) override;
  std::vector<Waiver> waivers() override;
  bool revoke_waiver(const std::string& id, const std::string& by) override;
  void add_correction(const Correction& correction) override;
  std::vector<Correction> corrections() override;
  bool withdraw_correction(const std::string& id, const std::string& by, UtcMillis at) override;
  std::optional<std::string> cached_verdicts(const Digest& rule_digest) override;
  void cache_verdicts(const Digest& rule_digest, const std::string& blob) override;

  void open_campaign(const CampaignContent& content) override;
  std::vector<Campaign> campaigns() override;
  CampaignContent campaign(const std::string& id) override;
  std::vector<ReviewCount> review_counts(const std::string& id) override;
  bool close_campaign(const std::string& id, const std::string& by, UtcMillis at) override;
  std::vector<DecideResult> record_decisions(const std::string& campaign_id,
                                             const std::vector<VersionedDecision>& decisions) override;
  bool undo_decision(const std::string& campaign_id, const std::string& decision_id, UtcMillis at) override;
  std::vector<Decision> decisions(const std::string& campaign_id) override;
  bool change_campaign(const std::string& campaign_id, const CampaignChange& change) override;
  std::vector<CampaignEvent> campaign_events(const std::string& campaign_id) override;
  bool sign_off(const std::string& campaign_id, const SignOffContent& content) override;
  std::vector<SignOff> sign_offs(const std::string& campaign_id) override;

  void add_link(const PortalLink& link) override;
  std::optional<PortalLink> link(const Digest& token_digest) override;
  bool use_link(const Digest& token_digest, UtcMillis at, const PortalSession& session) override;
  std::optional<PortalSession> portal_session(const Digest& token_digest) override;
  void end_portal_session(const Digest& token_digest) override;
  void see_portal_session(const Digest& token_digest, UtcMillis at) override;
  void add_look(const Look& look) override;
  std::vector<Look> looks(std::size_t most) override;

  std::vector<Removal> removals() override;
  bool change_removal(const Removal& removal, RemovalState expected,
                      const std::vector<Ticket>& tickets) override;
  void add_removals(const std::vector<Removal>& removals, const std::vector<Ticket>& tickets) override;
  std::vector<RemovalAct> removal_acts() override;
  bool begin_act(const RemovalAct& act, UtcMillis since) override;
  bool finish_act(const RemovalAct& act, const std::optional<Removal>& removal,
                  RemovalState expected) override;
  void approve_plan(const PlanApproval& approval) override;
  std::vector<PlanApproval> plan_approvals(const Digest& plan_digest) override;
  std::vector<Ticket> tickets() override;
  std::optional<Ticket> claim_ticket(UtcMillis now, UtcMillis lease) override;
  void finish_ticket(const Ticket& ticket) override;

 private:
  std::unique_ptr<Database> database_;
  SqlStoreOptions options_;
  WriterLocks locks_;
};

}  // namespace reeve
