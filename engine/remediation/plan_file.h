// A removal plan as a file: docs/formats/removal-plan.md. Whoever approves it approves its digest, and only
// that is applied.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/remediation/remover.h"

namespace reeve {

// One edge that goes. All texts are for people but `steps` and `inverse`, which the source is told.
struct PlannedChange {
  std::string removal_id;
  std::string connector;
  std::string what;  // "remove alopes from support_emea in shop"
  std::string decided_by;
  UtcMillis decided_at = 0;
  bool high_value = false;  // ends an access with a critical finding
  RunNo seen_in = 0;        // the run that shows it
  EdgeChange change;
  std::vector<std::string> also_gone;  // what the source takes away with it
  std::vector<std::string> ends;       // the accesses that were decided to end
  std::vector<std::string> costs;      // what else is lost, by whom
};

// A removal that waits, and why it is not in the plan.
struct NotPlanned {
  std::string removal_id;
  std::string what;
  std::string why;
};

struct PlanFile {
  std::string company;
  UtcMillis made_at = 0;
  std::string made_by;
  SnapshotNo snapshot = 0;
  std::vector<PlannedChange> changes;  // in the order in which they are applied
  std::vector<NotPlanned> not_planned;
};

Digest plan_digest(const PlanFile& plan);
// What the digest of one change is over: equal texts are the same change on the same facts.
std::string change_text(const PlannedChange& change);

// JSON for people, with its digest. Throws Error{refused} where a key is no text.
std::string plan_text(const PlanFile& plan);
// Throws Error{config} with place and reason where it is no plan, Error{refused} where its digest is another
// one.
PlanFile parse_plan(std::string_view text, const std::string& name);

}  // namespace reeve
