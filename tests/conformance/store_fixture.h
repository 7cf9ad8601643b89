// One suite for every store: tests are written against the port and run over each kind.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "engine/store/store.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {

struct StoreKind {
  std::string name;
  // A fresh store; what it needs on disk goes into the folder.
  std::function<std::unique_ptr<Store>(const std::filesystem::path& folder)> make;
  bool shares_folder = false;  // made again in the same folder, it is the same store
};

inline void PrintTo(const StoreKind& kind, std::ostream* out) { *out << kind.name; }

std::vector<StoreKind> store_kinds();

class StoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  // Publishes a run with these facts; every section is complete unless `end` says otherwise.
  SyncRun publish(const std::string& id, const std::string& source, const std::vector<Fact>& facts,
                  const std::vector<Reject>& rejects = {});
  // The facts of a small source: three people, their accounts, a role, a database with a table.
  static std::vector<Fact> small_source();
  // Publishes a snapshot of these runs.
  SnapshotInfo snapshot_of(const std::vector<RunNo>& runs, const DerivedRun& derived = {},
                           const std::string& id = "snapshot-1");
  std::vector<Fact> facts_of(RunNo run, Section section);

  ScratchDir folder_;
  std::unique_ptr<Store> store_ = GetParam().make(folder_.path());
};

RunEnd complete_end(const std::vector<Fact>& facts, const std::vector<Reject>& rejects);

std::string store_kind_name(const testing::TestParamInfo<StoreKind>& info);

// Instantiates a suite of StoreTest over all kinds.
#define REEVE_FOR_EVERY_STORE(Suite) \
  INSTANTIATE_TEST_SUITE_P(Stores, Suite, testing::ValuesIn(store_kinds()), store_kind_name)

}  // namespace reeve::test
