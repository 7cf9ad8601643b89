// The in-memory twin of the store: same promises, gone with the object. For tests and for trying things out.
#pragma once

#include <array>
#include <map>
#include <mutex>
#include <utility>

#include "engine/store/run_assembler.h"
#include "engine/store/store.h"

namespace reeve {

class MemoryStore final : public Store {
 public:
  MemoryStore() = default;

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
  class Writer;

  struct StoredRun {
    SyncRun run;
    std::array<std::vector<std::pair<PlacedFact, Fact>>, kSectionCount> facts;
    std::vector<Reject> rejects;
  };
  struct StoredSnapshot {
    SnapshotInfo info;
    DerivedRun derived;
  };

  struct StoredCampaign {
    CampaignContent content;
    std::vector<Decision> decisions;
    std::vector<SignOff> sign_offs;
    std::vector<CampaignEvent> events;
  };

  RunNo newest_run();
  SyncRun keep(StoredRun run, const RunEnd& end, RunNo newest_at_begin);
  StoredRun& stored_run(RunNo no);
  StoredCampaign& stored_campaign(const std::string& id);
  bool knows_decision(const std::string& id) const;
  bool knows_event(const std::string& id) const;
  DecideResult record(StoredCampaign& stored, const VersionedDecision& versioned);

  std::mutex mutex_;  // guards everything below
  std::map<RunNo, StoredRun> runs_;
  std::map<SnapshotNo, StoredSnapshot> snapshots_;
  std::map<SnapshotNo, Evaluation> evaluations_;
  std::map<Digest, FindingRecord> findings_;
  std::map<std::string, Waiver> waivers_;
  std::map<std::string, Correction> corrections_;
  std::map<Digest, std::string> verdicts_;
  std::map<std::string, StoredCampaign> campaigns_;
  std::map<Digest, PortalLink> links_;
  std::map<Digest, PortalSession> sessions_;
  std::map<std::string, Look> looks_;
  std::map<std::string, Removal> removals_;
  std::map<std::string, Ticket> tickets_;
  std::map<std::string, RemovalAct> acts_;
  std::vector<PlanApproval> plan_approvals_;
};

}  // namespace reeve
