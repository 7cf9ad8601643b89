// How a case reaches another desk while the campaign runs, and how a reviewer asks about a right. Every route
// keeps to the rules of opening (engine/campaign/reviewers.h), judged in the newest snapshot; each is kept as
// an event. What is refused is an answer for its case, and does not stop the others.
//
// Thread rule: any thread. Two at once never lose an update: who comes second is told to look again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve {

// Who does it, as in desk.h; `key` may be empty for somebody who runs the command without being a reviewer.
struct RouteActor {
  std::string key;
  std::string name;
  std::string signed_in;
};

struct RouteAnswer {
  std::int32_t case_no = 0;
  bool done = false;
  std::string reviewer;  // who has the case now, or who is asked
  std::string message;   // why not
  bool operator==(const RouteAnswer&) const = default;
};

// Gives the cases to the person that `to` names (lookup.h). Needs a reason.
std::vector<RouteAnswer> reassign_cases(Context& context, Store& store, const std::string& campaign_id,
                                        const std::vector<std::int32_t>& cases, const std::string& to,
                                        const std::string& reason, const RouteActor& actor);

// Gives everything that is not signed off on the reviewer's desk to the person that `to` names.
std::vector<RouteAnswer> delegate_desk(Context& context, Store& store, const std::string& campaign_id,
                                       const std::string& reviewer_key, const std::string& to,
                                       const std::string& reason, const RouteActor& actor);

// "Not mine": from her desk to the next in line who has not had the case yet. Needs a reason.
std::vector<RouteAnswer> pass_cases(Context& context, Store& store, const std::string& campaign_id,
                                    const std::vector<std::int32_t>& cases, const std::string& reason,
                                    const RouteActor& actor);

// "I don't understand this right": asks the owner of the data, or else of the source, else the campaign
// owner. The case pauses on its desk until the answer; the others can be signed off.
RouteAnswer ask_about_case(Context& context, Store& store, const std::string& campaign_id,
                           std::int32_t case_no, const std::string& question, const RouteActor& actor);
// The answer of whoever was asked; the case is open again.
RouteAnswer answer_question(Store& store, const Clock& clock, const std::string& campaign_id,
                            std::int32_t case_no, const std::string& text, const RouteActor& actor);

// Cases of reviewers who are not at work any more in the newest snapshot go to the next in line. One answer
// for each case that had to move.
std::vector<RouteAnswer> replace_absent_reviewers(Context& context, Store& store,
                                                  const std::string& campaign_id);

}  // namespace reeve
