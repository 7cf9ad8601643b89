// A reviewer's desk: what lies on it, deciding, undoing, signing off. The one door for the portal and for
// `reeve decide`; both show what `Case::evidence` holds (engine/campaign/evidence.h) and nothing else.
//
// Every call reads the present state; nothing is kept between calls. Thread rule: any thread. Errors:
// Error{not_found} where the campaign does not exist or the reviewer has no case in it. What is merely
// refused is an answer, not an error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/completion.h"
#include "engine/campaign/decision_rules.h"
#include "engine/campaign/removal_plan.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// Who acts, and how she proved who she is: "single-use link", "command line as root".
struct Actor {
  std::string key;  // identity subject key
  std::string name;
  std::string signed_in;
};

struct DeskCase {
  Case content;
  WorkItem item;
  std::optional<Decision> standing;
  std::vector<Contradiction> contradictions;  // of this case, seen from either side
  std::vector<CampaignEvent> events;          // what happened to it besides decisions, by time
};

// Cards hold this reviewer's cases only, without those that are gone or carried forward: nobody is asked
// about them.
struct DeskCard {
  Card card;
  std::vector<DeskCase> cases;  // highest risk first, then by number
  Severity risk = Severity::low;
  bool flagged = false;  // some case is, or not every rule could judge it: no bulk for the card
};

struct Desk {
  Campaign campaign;
  DecisionRules rules;
  std::string reviewer_key;
  std::string reviewer_name;
  std::vector<DeskCard> cards;  // highest risk first, then by number
  ReviewFigures figures;
  std::optional<SignOff> signed_off;  // her newest
  bool may_decide = false;            // the campaign is open and its deadline has not passed
};

Desk load_desk(Store& store, const Clock& clock, const std::string& campaign_id,
               const std::string& reviewer_key);

// One decision as it was typed or clicked.
struct Choice {
  std::int32_t case_no = 0;
  DecisionKind kind = DecisionKind::cannot_judge;
  std::optional<UtcMillis> until;
  std::string reason;
  bool bulk = false;
  std::string decision_id;  // UUIDv7 that the form carried, so that sending twice is once; empty = new
  std::optional<std::int64_t> version;  // WorkItem::version that the page showed; empty = the present one
  std::optional<Digest> shown;          // Case::evidence_digest that the page showed; empty = the present one
};

struct Answer {
  // recorded: it counts. already: the same decision stood before. The others change nothing, and `message`
  // says why and what to do.
  enum class Kind : unsigned char { recorded, already, refused, stale, closed, not_yours, signed_off };
  std::int32_t case_no = 0;
  Kind kind = Kind::refused;
  std::string message;      // empty for recorded
  std::string decision_id;  // for undo; empty where nothing stands
  bool counts() const { return kind == Kind::recorded || kind == Kind::already; }
};

// One answer per choice, in their order. Each choice stands for itself: one that is refused does not stop the
// others. What counts is recorded in one transaction: after a crash all of it is there, or nothing.
std::vector<Answer> decide(Store& store, const Clock& clock, const std::string& campaign_id,
                           const Actor& actor, const std::vector<Choice>& choices);

// Takes back her standing decision on the case, until she signs off.
Answer undo(Store& store, const Clock& clock, const std::string& campaign_id, const Actor& actor,
            std::int32_t case_no);

// What follows from her decisions. `plan.removals` carry ids once they are stored.
struct SignOffResult {
  bool signed_off = false;
  bool signed_before = false;  // not signed off now, because everything on her desk is
  std::string message;         // why not
  std::size_t still_open = 0;
  RemovalPlan plan;
  std::vector<Contradiction> contradictions;  // in which one of her cases stands on either side
  std::vector<Ticket> tickets;
  std::vector<WorkItem> handed_on;  // kept, and now on the desk of the next stage; as they are there
};

// The summary before she signs; writes nothing.
SignOffResult preview_sign_off(Context& context, Store& store, const std::string& campaign_id,
                               const Actor& actor);

// Closes her decided items with the statement, hands what she kept to the reviewer of the next stage where
// there is one, and stores the removals and one pending ticket for each sink
// of reeve.toml in the same transaction. Held removals get no ticket. Signing again with nothing new is
// refused with a message and changes nothing.
SignOffResult sign_off(Context& context, Store& store, const std::string& campaign_id, const Actor& actor,
                       const std::string& statement);

// The statement that the portal and the command line offer.
inline constexpr std::string_view kSignOffStatement =
    "I have looked at each case on this desk and decided to the best of my knowledge.";

REEVE_ENUM_NAMES(Answer::Kind, "recorded", "already decided so", "refused", "changed meanwhile", "too late",
                 "not on this desk", "signed off already")

}  // namespace reeve
