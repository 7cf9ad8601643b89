#include "engine/store/checks.h"

#include <map>

namespace reeve {
namespace {

class Rows {
 public:
  explicit Rows(const std::vector<SyncRun>& runs) {
    for (const SyncRun& run : runs) {
      if (runs_.emplace(run.no, &run).second) continue;
      throw Error(ErrorCode::internal, "run " + std::to_string(run.no) + " is twice in one snapshot");
    }
  }
  void require(FactRef ref, Section section) const {
    const auto run = runs_.find(ref.run);
    if (run != runs_.end() && ref.ordinal >= 0 && ref.ordinal < run->second->section(section).kept) return;
    throw Error(ErrorCode::internal, "a derived row refers to " + std::string(to_string(section)) + " " +
                                         std::to_string(ref.ordinal) + " of run " + std::to_string(ref.run) +
                                         ", which the snapshot does not hold");
  }

 private:
  std::map<RunNo, const SyncRun*> runs_;
};

Section principal_section(bool is_account) { return is_account ? Section::account : Section::principal; }

}  // namespace

Error no_such_run(RunNo no) {
  return {ErrorCode::not_found, "there is no run " + std::to_string(no) + "; `reeve sync` makes one"};
}

Error overtaken(const std::string& source, RunNo by) {
  return {ErrorCode::conflict, "source " + source + ": run " + std::to_string(by) +
                                   " began after this read and was published before it, so this older read "
                                   "is not kept"};
}

Error no_such_snapshot(SnapshotNo no) {
  return {ErrorCode::not_found, "there is no snapshot " + std::to_string(no) + "; `reeve sync` makes one"};
}

Error no_such_waiver(const std::string& id) {
  return {ErrorCode::not_found, "there is no waiver `" + id + "`"};
}

Error no_such_correction(const std::string& id) {
  return {ErrorCode::not_found, "there is no correction `" + id +
                                    "`; `reeve correlate --decisions` and `reeve classify --corrections` "
                                    "list them"};
}

Error no_such_campaign(const std::string& id) {
  return {ErrorCode::not_found, "there is no campaign `" + id + "`; `reeve campaign status` lists them"};
}

Error no_such_decision(const std::string& id) {
  return {ErrorCode::not_found, "the campaign has no decision `" + id + "`"};
}

Error no_such_work_item(std::int32_t case_no) {
  return {ErrorCode::not_found, "the campaign has no work item for case " + std::to_string(case_no)};
}

Error no_such_removal(const std::string& id) {
  return {ErrorCode::not_found, "there is no removal `" + id + "`"};
}

Error no_such_ticket(const std::string& id) {
  return {ErrorCode::not_found, "there is no ticket `" + id + "`; `reeve tickets list` shows them"};
}

Error evaluated_already(SnapshotNo newest, SnapshotNo no) {
  return {ErrorCode::conflict, "snapshot " + std::to_string(newest) + " has been evaluated, so snapshot " +
                                   std::to_string(no) + " can no longer be; run `reeve evaluate` again"};
}

void check_derived(const DerivedRun& derived, const std::vector<SyncRun>& runs) {
  const Rows rows(runs);
  for (const DerivedOwner& owner : derived.owners) {
    rows.require(owner.principal, principal_section(owner.is_account));
    if (owner.identity) rows.require(*owner.identity, Section::identity);
  }
  for (const DerivedBinding& binding : derived.bindings) {
    rows.require(binding.member, principal_section(binding.member_is_account));
    rows.require(binding.container, principal_section(binding.container_is_account));
  }
  for (const DerivedClassification& row : derived.classifications) {
    rows.require(row.resource, Section::resource);
  }
}

}  // namespace reeve
