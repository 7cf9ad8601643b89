// Report (a value) and PORT Writer (one per format).
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "engine/model/campaign.h"
#include "engine/model/remediation.h"
#include "engine/model/sync_run.h"

namespace reeve {

// One reviewer's progress, or everybody's. cases == open + decided + signed_off + gone + carried. What is
// carried forward was decided in an earlier campaign, not in this one.
struct ReviewLine {
  std::string reviewer;
  std::size_t cases = 0, open = 0, decided = 0, signed_off = 0, gone = 0, carried = 0;
  std::size_t certified = 0, certified_until = 0, revoked = 0, not_judged = 0, in_bulk = 0;
};

// The figures of a campaign. accesses == cases + not_evaluable + out_of_scope + covered_by_public.
struct ReviewSummary {
  std::string title;
  std::vector<ReviewLine> reviewers;  // by name
  ReviewLine all;
  int percent = 0;  // of cases and accesses that could not become cases
  std::size_t accesses = 0, not_evaluable = 0, out_of_scope = 0, covered_by_public = 0;
  std::vector<std::string> categories;
  std::vector<std::string> unclassified;    // "SELECT on x in shop: 12 people and 1 other"
  std::vector<std::string> rejected_rows;   // for people
  std::vector<std::string> contradictions;  // for people
  std::vector<std::int32_t> without_cut;    // revoked, and no permitted cut ends it: case numbers
};

// Everything that a report says, filled by workflow/report; a writer adds nothing to it and leaves nothing
// out without saying how much.
struct Report {
  std::string company;
  std::string made_by;
  std::string version;  // of reeve
  UtcMillis made_at = 0;
  std::optional<SnapshotInfo> snapshot;      // that the findings are of
  std::vector<SyncRun> runs;                 // of that snapshot
  std::vector<std::string> source_problems;  // what was not read, partly read, old or quarantined
  std::vector<std::string> disabled_rules;
  std::string engine;                   // of the evaluation: "opa 1.22.2"; empty = not evaluated
  std::size_t rules = 0;                // that ran
  std::vector<FindingRecord> findings;  // worst first
  std::vector<NotEvaluable> not_evaluable;
  std::vector<Waiver> waivers;
  std::optional<Campaign> campaign;
  ReviewSummary review;  // where there is a campaign
  std::vector<Card> cards;
  std::vector<Case> cases;
  std::vector<WorkItem> work_items;
  std::vector<Decision> decisions;  // standing ones, by case
  std::vector<SignOff> sign_offs;
  std::vector<Removal> removals;
  std::vector<Ticket> tickets;
};

class Writer {
 public:
  virtual ~Writer() = default;
  virtual void write(const Report& report, std::ostream& out) = 0;
};

struct WriterKind {
  std::string name;  // "html", "csv"
  std::string help;
  std::unique_ptr<Writer> (*create)() = nullptr;
};

}  // namespace reeve
