// From a revoke to proof: removals and their tickets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/campaign.h"

namespace reeve {

// planned -> ticketed -> (claimed_done | rejected) -> verified_removed | still_present; verified_removed ->
// came_back. Only a later complete section of the same source with the same scope digest, in which the edge
// is absent and its key is not blocked, makes verified_removed. Only such a section in which it is present
// makes still_present or came_back.
enum class RemovalState : unsigned char {
  planned,
  ticketed,
  claimed_done,
  rejected,
  verified_removed,
  still_present,
  came_back,
};

// One edge to take away, whatever number of cases it ends.
struct Removal {
  std::string id;  // UUIDv7
  std::string campaign_id;
  RemovableEdge edge;
  std::string what;       // for people: "remove crm_lead from crm_ro in shop"
  std::string statement;  // the source's own words, empty where the source has none
  std::string inverse;    // what would bring it back
  std::string consequence;
  std::vector<std::int32_t> cases;
  std::string decided_by;
  UtcMillis decided_at = 0;
  RunNo decided_on = 0;   // the run in which the edge was seen
  Digest scope_digest{};  // of that section of that run
  RemovalState state = RemovalState::planned;
  std::string state_detail;  // why still present, who granted again, where the source tells
  UtcMillis state_at = 0;
  RunNo state_run = 0;  // the run that showed it, where one did
  bool operator==(const Removal&) const = default;
};

// Planned, and gets no ticket until somebody settles what the detail says after "held: ".
inline bool is_held(const Removal& removal) {
  return removal.state == RemovalState::planned && removal.state_detail.starts_with("held: ");
}

enum class TicketState : unsigned char {
  pending,
  sent,
  dead
};  // dead = gave up after the last retry; shown, never hidden

// The outbox row: written in the same transaction as the removal it is for.
struct Ticket {
  std::string id;  // UUIDv7
  std::string removal_id;
  std::string sink;             // name in reeve.toml
  std::string idempotency_key;  // stable for (removal, sink)
  TicketState state = TicketState::pending;
  std::string external_ref;  // what the sink calls it
  int attempts = 0;
  UtcMillis next_attempt = 0;
  std::string last_error;
  bool operator==(const Ticket&) const = default;
};

// What reeve itself did at a source, with its own credentials: to take an edge away, or to put it back.
enum class ActKind : unsigned char { remove, restore };

// started: nobody knows yet, or nobody ever will because the process ended. done: seen in the same
// connection. already: it was as wanted before. differs: the source is not as the plan says, and nothing was
// done. refused: the source did not do it, and nothing has changed. surprise: done, and something else
// changed with it. unknown: the connection was lost, and what became of it could not be asked.
enum class ActOutcome : unsigned char { started, done, already, differs, refused, surprise, unknown };

// Written before anything is done at the source, finished after it was seen there.
struct RemovalAct {
  std::string id;  // UUIDv7
  std::string removal_id;
  Digest plan_digest{};
  ActKind kind = ActKind::remove;
  ActOutcome outcome = ActOutcome::started;
  std::string detail;
  std::string by;  // "root on command line"
  std::string reason;
  UtcMillis started_at = 0;
  UtcMillis ended_at = 0;  // 0 = not ended
  Digest facts{};          // of what was to go (engine/remediation/edge_state.h)
  std::string inverse;     // the statements that bring it back, a JSON list
  bool operator==(const RemovalAct&) const = default;
};

// A person of the snapshot has read the plan and agrees to it.
struct PlanApproval {
  Digest plan_digest{};
  std::string by_key;  // identity subject key
  std::string by_name;
  std::string recorded_by;  // "root on command line"
  UtcMillis at = 0;
  bool operator==(const PlanApproval&) const = default;
};

REEVE_ENUM_NAMES(ActKind, "remove", "restore")
REEVE_ENUM_NAMES(ActOutcome, "started", "done", "already", "differs", "refused", "surprise", "unknown")
REEVE_ENUM_NAMES(RemovalState, "planned", "ticketed", "claimed done", "rejected", "verified removed",
                 "still present", "came back")
REEVE_ENUM_NAMES(TicketState, "pending", "sent", "dead")

}  // namespace reeve
