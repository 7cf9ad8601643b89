// A company, a store for its verdicts, and the shipped rules in an OPA.
#pragma once

#include <memory>

#include "engine/opa/opa_evaluator.h"
#include "engine/sql/sql_store.h"
#include "engine/workflow/rule_runner.h"
#include "tests/bench/side_by_side/shapes.h"
#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::bench {

inline std::unique_ptr<Evaluator> start_engine() {
  return start_opa({.binary = test::opa_binary().string()});
}

struct Scene {
  explicit Scene(const Shape& shape)
      : snapshot(company_of(shape)),
        store(create_store("sqlite:" + (folder.path() / "reeve.db").string())),
        engine(start_engine()),
        book(present_policies({}), {}, *engine) {}

  // Every attribute of the accesses.
  AttributeColumns all_attributes(const AccessTable& access) const {
    const std::vector<Finding> no_findings;
    const std::vector<Waiver> no_waivers;
    return build_attributes(Grain::access, {.snapshot = snapshot,
                                            .access = access,
                                            .waivers = no_waivers,
                                            .findings = no_findings,
                                            .bands = book.bands(),
                                            .settings = book.settings()});
  }

  const Snapshot snapshot;
  const test::ScratchDir folder;
  const std::unique_ptr<Store> store;
  const std::unique_ptr<Evaluator> engine;
  const RuleBook book;
};

}  // namespace reeve::bench
