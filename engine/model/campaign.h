// A recertification campaign on a frozen snapshot: cases, cards, work items, decisions, sign-offs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/digest.h"
#include "engine/core/json.h"
#include "engine/model/finding.h"
#include "engine/model/keys.h"

namespace reeve {

enum class CampaignState : unsigned char { open, closed };

struct Campaign {
  std::string id;  // UUIDv7
  std::string name;
  SnapshotNo snapshot = 0;
  CampaignState state = CampaignState::open;
  std::string opened_by;
  UtcMillis opened_at = 0;
  UtcMillis deadline = 0;
  std::string closed_by;
  UtcMillis closed_at = 0;
  std::int64_t version = 0;  // every change of state and deadline is conditional on it
  std::string accepted_gap;  // "name: reason" where the snapshot was partial and a named person accepted that
  Json definition = Json::object();
  Json scope = Json::object();  // frozen at opening: what was read, left out and not evaluable
                                // (engine/campaign/scope.h)
  bool operator==(const Campaign&) const = default;
};

// An edge that a removal plan takes away, by its stable key.
struct RemovableEdge {
  std::string source;
  Section section = Section::membership;  // membership or grant
  std::string edge_key;                   // engine/model/facts.h
  bool operator==(const RemovableEdge&) const = default;
  auto operator<=>(const RemovableEdge&) const = default;
};

enum class CaseKind : unsigned char { person, account, everyone };

// One subject x entitlement under review, with the facts frozen at opening. `evidence` is exactly what the
// reviewer is shown (sentence, path with sources, usage, findings, peers, what a revoke cuts and costs);
// `evidence_digest` is the SHA-256 of its canonical JSON.
struct Case {
  std::int32_t no = 0;    // from 1 within the campaign
  std::int32_t card = 0;  // Card::no
  CaseKind kind = CaseKind::person;
  std::string subject_key;
  std::string subject_name;
  std::string entitlement_key;
  std::string entitlement_name;
  std::vector<std::string> categories;
  std::vector<Digest> findings;   // fingerprints
  Severity risk = Severity::low;  // highest of its findings, low where there are none
  bool flagged = false;           // keeping it needs a reason, and it is never decided in bulk
  Json evidence = Json::object();
  Digest evidence_digest{};
  bool operator==(const Case&) const = default;
};

// A removable edge as it stood at opening, with the words for taking it away.
struct CardEdge {
  RemovableEdge edge;
  std::string what;       // for people: "remove crm_lead from crm_ro in shop"
  std::string statement;  // the source's own words, empty where the source has none
  std::string inverse;    // what would bring it back
  RunNo seen_in = 0;      // the run in which the edge was seen
  Digest scope_digest{};  // of that section of that run
  bool operator==(const CardEdge&) const = default;
};

// The cases that share one removable cut, decided together unless split. `edges` empty: no permitted cut ends
// the access, `why_no_cut` says why, and a revoke says so.
struct Card {
  std::int32_t no = 0;
  std::string title;  // what the manager reads: "crm_readers for Ana Lopes"
  std::vector<CardEdge> edges;
  std::vector<std::int32_t> ends;  // every case that a revoke ends, those of other cards too; sorted
  std::string why_no_cut;
  std::string consequence;  // what a revoke cuts and who else loses what, in words
  bool operator==(const Card&) const = default;
};

// asked: a question about the right waits for its owner's answer, the case pauses. gone: the access vanished
// before anybody had to judge it. carried: what a person decided in an earlier campaign still counts.
enum class WorkItemState : unsigned char { open, decided, signed_off, asked, gone, carried };

struct StageReviewer {
  std::string key;  // identity subject key
  std::string name;
  std::string why;  // "manager", "manager's manager", "account owner", "data owner", "campaign owner"
  bool operator==(const StageReviewer&) const = default;
};

// A case on one reviewer's desk. A case has one work item, which goes from stage to stage: so at each moment
// exactly one person answers for it.
struct WorkItem {
  std::int32_t case_no = 0;
  int stage = 1;
  std::string reviewer_key;  // identity subject key
  std::string reviewer_name;
  std::string why_reviewer;
  WorkItemState state = WorkItemState::open;
  std::int64_t version = 0;          // every transition is conditional on it
  std::vector<StageReviewer> later;  // who looks at it after this reviewer keeps it, in their order
  bool operator==(const WorkItem&) const = default;
};

enum class DecisionKind : unsigned char { certify, certify_until, revoke, cannot_judge };

struct Decision {
  std::string id;  // UUIDv7; also the idempotency key
  std::int32_t case_no = 0;
  int stage = 1;
  DecisionKind kind = DecisionKind::cannot_judge;
  std::optional<UtcMillis> until;
  std::string reason;
  std::string by_key;  // identity subject key
  std::string by_name;
  std::string signed_in;  // "single-use link", "command line as root"
  UtcMillis at = 0;
  bool bulk = false;
  Digest evidence_digest{};  // of what was shown
  std::string undone_at;     // empty = stands; else the time of the undo
  bool operator==(const Decision&) const = default;
};

// What happened to a case, or to the whole campaign, besides decisions and sign-offs.
enum class CampaignEventKind : unsigned char {
  reassigned,
  delegated,
  not_mine,
  asked,
  answered,
  next_stage,
  escalated,
  reopened,
  gone,
  silence,
  extended,
  closed,
  campaign_reopened,
};

struct CampaignEvent {
  std::string id;            // UUIDv7; also the idempotency key
  std::int32_t case_no = 0;  // 0: the whole campaign
  CampaignEventKind kind = CampaignEventKind::reassigned;
  UtcMillis at = 0;
  std::string by;         // "Mara Okafor", "system"
  std::string signed_in;  // as in Decision
  std::string from_key;   // whose desk it left
  std::string from_name;
  std::string to_key;  // whose desk it reached, or who is asked
  std::string to_name;
  std::string text;  // the reason, the question, the answer, or what is different
  bool operator==(const CampaignEvent&) const = default;
};

struct SignOff {
  std::string reviewer_key;
  std::string reviewer_name;
  std::string statement;
  UtcMillis at = 0;
  std::int32_t items = 0;
  bool operator==(const SignOff&) const = default;
};

REEVE_ENUM_NAMES(CampaignState, "open", "closed")
REEVE_ENUM_NAMES(CaseKind, "person", "account", "everyone")
REEVE_ENUM_NAMES(WorkItemState, "open", "decided", "signed off", "asked", "gone", "carried forward")
REEVE_ENUM_NAMES(CampaignEventKind, "reassigned", "delegated", "not mine", "asked", "answered", "next stage",
                 "escalated", "reopened", "gone", "silence", "deadline extended", "closed",
                 "campaign reopened")
REEVE_ENUM_NAMES(DecisionKind, "certify", "certify-until", "revoke", "cannot-judge")

}  // namespace reeve
