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
#include "engine/model/correction.h"
#include "engine/model/facts.h"
#include "engine/model/finding.h"
#include "engine/model/portal_role.h"
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
  // Asked once, with the finished run, before anybody can see it: a text that is not empty quarantines it in
  // the same transaction, so that no crash can leave a suspicious run looking sound. Must not use the store.
  std::function<std::string(const SyncRun&)> quarantine_reason;
};

// Writes one sync run. Until `publish` nothing of it can be seen; destroying the writer without it leaves
// nothing. publish: orders the staged facts by natural key, drops rows equal in every field (duplicates),
// rejects every row of a key that stands for two different rows, rejects rows whose references (member,
// container, parent, principal, resource ...) are not facts of the same run, gives ordinals, computes the
// digest, and flips the run visible. A rejected row turns `complete` into `complete_with_rejects`. Of reads
// of one source that overlap, a later number means a later start: Error{conflict} where a run of the source
// that began later was numbered since begin_run. Thread rule: one writer per thread; several at a time.
class RunWriter {
 public:
  virtual ~RunWriter() = default;
  virtual void add(const Fact& fact) = 0;
  virtual void reject(const Reject& reject) = 0;
  virtual SyncRun publish(const RunEnd& end) = 0;
};

// What of the store a snapshot was planned from: how many runs could be seen, and the newest snapshot.
struct SnapshotBasis {
  std::int64_t runs = 0;
  SnapshotNo snapshot = 0;  // 0 = there was none
};

struct CampaignContent {
  Campaign campaign;
  std::vector<Card> cards;
  std::vector<Case> cases;
  std::vector<WorkItem> work_items;
  bool operator==(const CampaignContent&) const = default;
};

// A decision on the work item as it stood when its reviewer saw it.
struct VersionedDecision {
  Decision decision;
  std::int64_t expected_version = 0;
};

// What happens to a running campaign besides decisions of its reviewers: all of it or nothing.
struct CampaignChange {
  std::vector<CampaignEvent> events;  // at least one: every change says what it is
  std::vector<WorkItem> items;        // as they shall be; `version` is the one that was seen
  std::vector<Case> cases;            // in the place of those of the same number
  std::vector<Card> cards;            // in the place of those of the same number, or new
  std::vector<Decision> decisions;    // of the system, on `items`
  std::vector<Removal> removals;
  std::vector<Ticket> tickets;
  // State, deadline, closed_by and closed_at as they shall be; `version` is the one that was seen.
  std::optional<Campaign> campaign;
};

// What becomes final when a reviewer signs.
struct SignOffContent {
  SignOff sign_off;                       // `items` is counted by the store
  std::vector<std::string> decision_ids;  // the standing decisions that she saw
  // Items that go on to their next stage instead of being signed off, as they shall be there.
  std::vector<WorkItem> handed_on;
  std::vector<CampaignEvent> events;
  std::vector<Removal> removals;
  std::vector<Ticket> tickets;
};

// A single-use link: only the SHA-256 of its token is kept. It lets in as exactly one role.
struct PortalLink {
  Digest token_digest{};
  std::string campaign_id;   // empty: the link of a staff role
  std::string reviewer_key;  // of a staff role: her entry in reeve.toml
  std::string reviewer_name;
  RoleSet roles{PortalRole::reviewer};
  UtcMillis expires = 0;
  UtcMillis used_at = 0;  // 0 = not used
  bool operator==(const PortalLink&) const = default;
};

struct PortalSession {
  Digest token_digest{};
  std::string campaign_id;   // as of the link
  std::string reviewer_key;  // as of the link
  std::string reviewer_name;
  std::string csrf_token;
  UtcMillis expires = 0;
  RoleSet roles{PortalRole::reviewer};  // the most that it may be; reeve.toml says what it is now
  std::string signed_in;                // "single-use link": recorded with each decision
  UtcMillis seen_at = 0;                // the last time that `see_portal_session` told
  bool operator==(const PortalSession&) const = default;
};

// How much of a campaign lies on whose desk, and in which state.
struct ReviewCount {
  std::string reviewer_key;
  std::string reviewer_name;
  WorkItemState state = WorkItemState::open;
  std::int64_t items = 0;
  bool operator==(const ReviewCount&) const = default;
};

// How much the rules found in one snapshot, waived findings included.
struct EvaluationFigures {
  SnapshotNo snapshot = 0;
  UtcMillis as_of = 0;                     // of the snapshot
  std::array<std::int64_t, 4> findings{};  // by Severity
  std::int64_t not_evaluable = 0;
  bool operator==(const EvaluationFigures&) const = default;
};

// Somebody looked at who can reach what, or took figures away.
struct Look {
  std::string id;  // UUIDv7
  UtcMillis at = 0;
  std::string by;  // name and entry of who looked
  std::string role;
  std::string what;   // "access of", "who can", "export"
  std::string about;  // what was asked for
  bool operator==(const Look&) const = default;
};

class Store {
 public:
  virtual ~Store() = default;

  // --- runs and snapshots
  // A writer whose id is published already changes nothing: its `publish` answers the run that is kept.
  virtual std::unique_ptr<RunWriter> begin_run(const RunStart& start) = 0;
  virtual std::vector<SyncRun> runs() = 0;  // all published and quarantined, by number
  virtual std::optional<SyncRun> run(RunNo no) = 0;
  virtual std::optional<SyncRun> latest_run(const std::string& source) = 0;  // whatever its state
  // Changes nothing where the run is quarantined already or a person has accepted it.
  virtual void quarantine(RunNo run, const std::string& reason) = 0;
  virtual bool accept_quarantined(RunNo run, const std::string& by) = 0;  // false: was not quarantined
  // The collector's in the order of `reject`, then what `publish` dropped, by section and natural key.
  virtual std::vector<Reject> rejects(RunNo run) = 0;
  // Facts of one section of a run, by ordinal, in batches. For derivation and tests. `visit` may use the
  // store.
  virtual void each_fact(RunNo run, Section section,
                         const std::function<void(Ordinal, const Fact&)>& visit) = 0;
  // Facts whose edge key (membership or grant) is `edge_key`.
  virtual std::vector<Fact> find_edge(RunNo run, Section section, const std::string& edge_key) = 0;
  // Allocates the number and publishes the snapshot with its derived rows, whose digest it works out. An id
  // that is published already is answered with what is kept. nullopt where the store is not as `basis` says
  // any more: plan again, or an older read would stand in a newer snapshot. Error{internal} where a derived
  // row refers to a row that is not among those of its runs.
  virtual std::optional<SnapshotInfo> publish_snapshot(const SnapshotInfo& info, const DerivedRun& derived,
                                                       const SnapshotBasis& basis) = 0;
  virtual std::vector<SnapshotInfo> snapshots() = 0;  // by number
  virtual std::optional<SnapshotInfo> latest_snapshot() = 0;
  virtual Snapshot load_snapshot(SnapshotNo no) = 0;

  // --- evaluation
  // Stores the evaluation (in the place of an earlier one of the same snapshot) and the findings' new records
  // at once; a record that is kept and not among `records` stays. Error{conflict} where a newer snapshot has
  // been evaluated: records must not go back in time.
  virtual void save_evaluation(const Evaluation& evaluation, const std::vector<FindingRecord>& records) = 0;
  virtual std::optional<Evaluation> evaluation(
      SnapshotNo snapshot) = 0;  // findings of that evaluation included
  virtual std::optional<SnapshotNo> latest_evaluated() = 0;
  virtual std::vector<EvaluationFigures> evaluation_figures() = 0;  // of evaluated snapshots, by number
  virtual std::vector<FindingRecord> findings() = 0;  // all, resolved ones included, by fingerprint
  virtual void add_waiver(const Waiver& waiver) = 0;  // an id that is kept already changes nothing
  virtual std::vector<Waiver> waivers() = 0;          // by the time of recording, then id
  virtual bool revoke_waiver(const std::string& id, const std::string& by) = 0;  // false: was revoked before
  virtual void add_correction(const Correction& correction) = 0;  // an id that is kept changes nothing
  virtual std::vector<Correction> corrections() = 0;              // all, by the time of deciding, then id
  virtual bool withdraw_correction(const std::string& id, const std::string& by,
                                   UtcMillis at) = 0;  // false: was withdrawn before
  // Verdicts kept for the next evaluation: one blob per rule digest.
  virtual std::optional<std::string> cached_verdicts(const Digest& rule_digest) = 0;
  virtual void cache_verdicts(const Digest& rule_digest, const std::string& blob) = 0;

  // --- campaigns
  virtual void open_campaign(const CampaignContent& content) = 0;  // an id that is kept changes nothing
  virtual std::vector<Campaign> campaigns() = 0;                   // by opening time, then id
  // Cards, cases and work items by number of the case, in their present state.
  virtual CampaignContent campaign(const std::string& id) = 0;
  // What `campaign` would say of work items, counted; by reviewer's name, key, state. Cheap.
  virtual std::vector<ReviewCount> review_counts(const std::string& id) = 0;
  virtual bool close_campaign(const std::string& id, const std::string& by,
                              UtcMillis at) = 0;  // false: was not open
  // The decision counts only where the campaign is open, `at` is not after the deadline, and the work item is
  // on `by_key`'s desk, is neither signed off nor gone and has `expected_version`; then it replaces the
  // item's standing decision (which is marked as undone at that moment, so that one stands per item at most)
  // and the version counts up. A decision id that is already kept is answered `already`. The first of these
  // that holds is the answer: already, closed, not_yours, signed_off, stale. A decision on another stage than
  // the item's is stale. Decisions that are given together are recorded in one transaction, each answered for
  // itself, in their order.
  enum class DecideResult : unsigned char { recorded, already, stale, closed, not_yours, signed_off };
  virtual std::vector<DecideResult> record_decisions(const std::string& campaign_id,
                                                     const std::vector<VersionedDecision>& decisions) = 0;
  // The item is open again. False: the decision does not stand any more, the item is signed off, the campaign
  // is closed, or `at` is after the deadline.
  virtual bool undo_decision(const std::string& campaign_id, const std::string& decision_id,
                             UtcMillis at) = 0;
  virtual std::vector<Decision> decisions(
      const std::string& campaign_id) = 0;  // undone ones included, by time, then id
  // False, and nothing changes, where the campaign or an item has another version than `change` saw, or where
  // `change.campaign` is absent and the campaign is closed. Versions count up. On an item that is neither
  // decided nor signed off no decision of its stage stands any more. An event that is kept already: true, and
  // nothing changes.
  virtual bool change_campaign(const std::string& campaign_id, const CampaignChange& change) = 0;
  virtual std::vector<CampaignEvent> campaign_events(const std::string& campaign_id) = 0;  // by time, then id
  // Signs off all decided items of the reviewer, hands on those named, and stores events, removals and
  // tickets in the same transaction. False where an item of hers is still open, the standing decisions on her
  // decided items are not exactly `decision_ids` (somebody decided in between: look again), there are none,
  // or the campaign is closed. The same sign-off again (reviewer and time) is true and changes nothing.
  virtual bool sign_off(const std::string& campaign_id, const SignOffContent& content) = 0;
  virtual std::vector<SignOff> sign_offs(const std::string& campaign_id) = 0;  // by time, then reviewer

  // --- portal
  virtual void add_link(const PortalLink& link) = 0;  // a token that is kept already changes nothing
  virtual std::optional<PortalLink> link(const Digest& token_digest) = 0;
  // Uses the link up and opens the session, both or neither. False: used before, expired at `at` (that
  // moment included), or unknown. The same call again (same session token) is true.
  virtual bool use_link(const Digest& token_digest, UtcMillis at, const PortalSession& session) = 0;
  virtual std::optional<PortalSession> portal_session(const Digest& token_digest) = 0;  // expired ones too
  virtual void end_portal_session(const Digest& token_digest) = 0;
  // Moves `seen_at` on, never back. Nothing where the session does not exist.
  virtual void see_portal_session(const Digest& token_digest, UtcMillis at) = 0;
  virtual void add_look(const Look& look) = 0;            // an id that is kept already changes nothing
  virtual std::vector<Look> looks(std::size_t most) = 0;  // the newest, newest first

  // --- removal
  virtual std::vector<Removal> removals() = 0;  // by decision time, then id
  // Writes state, detail, at and run where the state is still `expected`, and stores `tickets` with it.
  virtual bool change_removal(const Removal& removal, RemovalState expected,
                              const std::vector<Ticket>& tickets) = 0;
  // Removals that follow from no sign-off. An id that is kept already changes nothing.
  virtual void add_removals(const std::vector<Removal>& removals, const std::vector<Ticket>& tickets) = 0;
  virtual std::vector<RemovalAct> removal_acts() = 0;  // by id, which is by time
  // False where the id is kept, or where another act on the same removal was started after `since` and has
  // not ended: somebody else is at it.
  virtual bool begin_act(const RemovalAct& act, UtcMillis since) = 0;
  // Keeps outcome, detail and ended_at of an act that has not ended, and in the same transaction changes the
  // removal, where `removal` is not empty and its state is still `expected`. False: it had ended before, and
  // nothing was changed.
  virtual bool finish_act(const RemovalAct& act, const std::optional<Removal>& removal,
                          RemovalState expected) = 0;
  virtual void approve_plan(const PlanApproval& approval) = 0;  // the same person again changes nothing
  virtual std::vector<PlanApproval> plan_approvals(const Digest& plan_digest) = 0;  // by time, then person
  virtual std::vector<Ticket> tickets() = 0;                                        // by id, which is by time
  // Claims the pending ticket that has waited longest past its next_attempt, for `lease` milliseconds: nobody
  // else gets it meanwhile.
  virtual std::optional<Ticket> claim_ticket(UtcMillis now, UtcMillis lease) = 0;
  // Keeps state, ref, attempts, next_attempt, last_error. What is sent stays sent, and what is dead can only
  // turn out to be sent: whoever lost its lease cannot undo what the next one did.
  virtual void finish_ticket(const Ticket& ticket) = 0;
};

}  // namespace reeve
