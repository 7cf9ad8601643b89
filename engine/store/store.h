// PORT Store: what reeve keeps. Implementations: SqlStore (engine/sql) and MemoryStore, its in-memory twin;
// one conformance suite runs over both.
//
// Every call is one transaction: after a crash at any moment either all of it happened or nothing. Calls that
// change state under a condition return whether they did (compare and swap); they never overwrite what
// someone else wrote. Errors: Error{store} with what to do; Error{not_found} where an id does not exist.
// Thread rule: one Store object may be used by several threads; several processes may open the same store.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/campaign.h"
#include "engine/model/facts.h"
#include "engine/model/finding.h"
#include "engine/model/remediation.h"
#include "engine/model/snapshot.h"
#include "engine/model/sync_run.h"

namespace reeve {

struct RunStart {
  std::string id;  // UUIDv7
  std::string source;
  std::string kind;
  UtcMillis started = 0;
};

// What the collector knows when a read ends; counts of duplicates and dangling references are added by the
// writer.
struct RunEnd {
  UtcMillis finished = 0;
  std::array<SectionSummary, kSectionCount> sections{};  // state, reason, scope, scope_digest, read, rejected
};

// Writes one sync run. Until `publish` nothing of it can be seen; destroying the writer without it leaves
// nothing. publish: orders the staged facts by natural key, drops rows equal in every field (duplicates),
// rejects every row of a key that stands for two different rows, rejects rows whose references (member,
// container, parent, principal, resource ...) are not facts of the same run, gives ordinals, computes the
// digest, and flips the run visible. A rejected row turns `complete` into `complete_with_rejects`. Thread
// rule: one writer per thread; several at a time.
class RunWriter {
 public:
  virtual ~RunWriter() = default;
  virtual void add(const Fact& fact) = 0;
  virtual void reject(const Reject& reject) = 0;
  virtual SyncRun publish(const RunEnd& end) = 0;
};

struct CampaignContent {
  Campaign campaign;
  std::vector<Card> cards;
  std::vector<Case> cases;
  std::vector<WorkItem> work_items;
};

// A single-use link: only the SHA-256 of its token is kept.
struct PortalLink {
  Digest token_digest{};
  std::string campaign_id;
  std::string reviewer_key;
  std::string reviewer_name;
  UtcMillis expires = 0;
  UtcMillis used_at = 0;  // 0 = not used
};

struct PortalSession {
  Digest token_digest{};
  std::string campaign_id;
  std::string reviewer_key;
  std::string reviewer_name;
  std::string csrf_token;
  UtcMillis expires = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  // --- runs and snapshots
  virtual std::unique_ptr<RunWriter> begin_run(const RunStart& start) = 0;
  virtual std::vector<SyncRun> runs() = 0;  // all published and quarantined, by number
  virtual std::optional<SyncRun> run(RunNo no) = 0;
  virtual std::optional<SyncRun> latest_run(const std::string& source) = 0;
  virtual void quarantine(RunNo run, const std::string& reason) = 0;
  virtual bool accept_quarantined(RunNo run, const std::string& by) = 0;
  virtual std::vector<Reject> rejects(RunNo run) = 0;
  // Facts of one section of a run, by ordinal, in batches. For derivation and tests.
  virtual void each_fact(RunNo run, Section section,
                         const std::function<void(Ordinal, const Fact&)>& visit) = 0;
  // Facts whose edge key (membership or grant) is `edge_key`.
  virtual std::vector<Fact> find_edge(RunNo run, Section section, const std::string& edge_key) = 0;
  // Allocates the number and publishes the snapshot with its derived rows.
  virtual SnapshotInfo publish_snapshot(const SnapshotInfo& info, const DerivedRun& derived) = 0;
  virtual std::vector<SnapshotInfo> snapshots() = 0;
  virtual std::optional<SnapshotInfo> latest_snapshot() = 0;
  virtual Snapshot load_snapshot(SnapshotNo no) = 0;

  // --- evaluation
  // Stores the evaluation and the findings' new records (all of them) at once.
  virtual void save_evaluation(const Evaluation& evaluation, const std::vector<FindingRecord>& records) = 0;
  virtual std::optional<Evaluation> evaluation(
      SnapshotNo snapshot) = 0;  // findings of that evaluation included
  virtual std::optional<SnapshotNo> latest_evaluated() = 0;
  virtual std::vector<FindingRecord> findings() = 0;  // all, resolved ones included, by fingerprint
  virtual void add_waiver(const Waiver& waiver) = 0;
  virtual std::vector<Waiver> waivers() = 0;
  virtual bool revoke_waiver(const std::string& id, const std::string& by) = 0;
  // Verdicts kept for the next evaluation: one blob per rule digest.
  virtual std::optional<std::string> cached_verdicts(const Digest& rule_digest) = 0;
  virtual void cache_verdicts(const Digest& rule_digest, const std::string& blob) = 0;

  // --- campaigns
  virtual void open_campaign(const CampaignContent& content) = 0;
  virtual std::vector<Campaign> campaigns() = 0;                // by opening time
  virtual CampaignContent campaign(const std::string& id) = 0;  // work items in their present state
  virtual bool close_campaign(const std::string& id, const std::string& by,
                              UtcMillis at) = 0;  // false: was not open
  // The decision counts only where the campaign is open, `at` is not after the deadline, and the work item
  // has `expected_version`, is not signed off and is on `by_key`'s desk; then it replaces the item's standing
  // decision. A decision id that is already kept is answered `already`.
  enum class DecideResult : unsigned char { recorded, already, stale, closed, not_yours, signed_off };
  virtual DecideResult record_decision(const std::string& campaign_id, const Decision& decision,
                                       std::int64_t expected_version) = 0;
  virtual bool undo_decision(const std::string& campaign_id, const std::string& decision_id,
                             UtcMillis at) = 0;
  virtual std::vector<Decision> decisions(
      const std::string& campaign_id) = 0;  // undone ones included, by time
  // Puts a work item that is not signed off on another desk; it is open there, and no decision stands on it.
  virtual bool reassign(const std::string& campaign_id, const WorkItem& item,
                        std::int64_t expected_version) = 0;
  // Signs off the decided items of the reviewer and stores `removals` with their `tickets` in the same
  // transaction. `seen`: all her items of the campaign, as they were when the removals were worked out.
  // False, and nothing happens, where an item of hers is open, is not in `seen` or has another version than
  // there (a decision that changed meanwhile would get no removal), or the campaign is closed or past its
  // deadline.
  virtual bool sign_off(const std::string& campaign_id, const SignOff& sign_off,
                        const std::vector<WorkItem>& seen, const std::vector<Removal>& removals,
                        const std::vector<Ticket>& tickets) = 0;
  virtual std::vector<SignOff> sign_offs(const std::string& campaign_id) = 0;

  // --- portal
  virtual void add_link(const PortalLink& link) = 0;
  virtual std::optional<PortalLink> link(const Digest& token_digest) = 0;
  // Uses the link up and opens the session, both or neither. False: used before, expired at `at`, or unknown.
  virtual bool use_link(const Digest& token_digest, UtcMillis at, const PortalSession& session) = 0;
  virtual std::optional<PortalSession> portal_session(const Digest& token_digest) = 0;
  virtual void end_portal_session(const Digest& token_digest) = 0;

  // --- removal
  virtual std::vector<Removal> removals() = 0;  // by decision time
  // Writes state, detail, at and run where the state is still `expected`, and stores `tickets` with it.
  virtual bool change_removal(const Removal& removal, RemovalState expected,
                              const std::vector<Ticket>& tickets) = 0;
  virtual std::vector<Ticket> tickets() = 0;
  // Claims a pending ticket whose next_attempt has come for `lease` milliseconds: nobody else gets it
  // meanwhile.
  virtual std::optional<Ticket> claim_ticket(UtcMillis now, UtcMillis lease) = 0;
  virtual void finish_ticket(const Ticket& ticket) = 0;  // state, ref, attempts, next_attempt, last_error
};

}  // namespace reeve
