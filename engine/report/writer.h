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

// Everything that a report says, filled by workflow/report; a writer adds nothing to it.
struct Report {
  std::string company;
  UtcMillis made_at = 0;
  SnapshotInfo snapshot;
  std::vector<SyncRun> runs;
  std::vector<FindingRecord> findings;
  std::vector<NotEvaluable> not_evaluable;
  std::vector<Waiver> waivers;
  std::optional<Campaign> campaign;
  std::vector<Case> cases;
  std::vector<WorkItem> work_items;
  std::vector<Decision> decisions;
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
