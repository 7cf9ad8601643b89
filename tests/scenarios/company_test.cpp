// The invented company through the real path: every planted case is found, and the rules report nothing else.
#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "cli/demo/company_files.h"
#include "connectors/registry.h"
#include "engine/core/digest.h"
#include "engine/core/text.h"
#include "engine/opa/opa_evaluator.h"
#include "engine/sql/sql_store.h"
#include "engine/workflow/evaluate.h"
#include "engine/workflow/sync.h"
#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

constexpr UtcMillis kToday = 20'500 * kDay;

using Key = std::tuple<std::string, std::string, std::string, std::string, bool>;

std::set<Key> planted(const demo::Company& company) {
  std::set<Key> keys;
  for (const demo::PlantedFinding& p : company.key.planted) {
    keys.emplace(p.rule, p.code, printable_key(p.subject_key), printable_key(p.entitlement_key), p.waived);
  }
  return keys;
}

// A company in a folder, read and judged as the commands do it.
class Company : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  Company()
      : company_(demo::invent_company({.people = demo::kFewestPeople, .seed = GetParam(), .as_of = kToday})) {
    demo::write_files(demo::company_files(company_), dir_.path());
    context_.config = load_config((dir_.path() / "reeve.toml").string());
    context_.clock = &clock_;
    context_.progress = &progress_;
    context_.connectors = connector_kinds();
    context_.open_store = [this] { return open_store(context_.config.store); };
    context_.start_evaluator = [] { return start_opa({.binary = test::opa_binary().string()}); };
    const auto store = create_store(context_.config.store);
    for (const demo::PlannedWaiver& w : company_.waivers) {
      store->add_waiver({.id = uuid_v7(kToday),
                         .rule = w.rule,
                         .subject_key = w.subject_key,
                         .entitlement_key = w.entitlement_key,
                         .reason = w.reason,
                         .compensating_control = w.compensating_control,
                         .requested_by = w.requested_by,
                         .approved_by = w.approved_by,
                         .from = w.from,
                         .until = w.until,
                         .recorded_at = kToday,
                         .revoked_by = {}});
    }
  }

  std::set<Key> reported() {
    sync(context_, {});
    std::set<Key> keys;
    for (const FindingRecord& r : evaluate(context_).records) {
      const Finding& f = r.finding;
      keys.emplace(f.rule, f.code, printable_key(f.subject_key), printable_key(f.entitlement_key),
                   r.state == FindingState::waived);
    }
    return keys;
  }

  test::ScratchDir dir_;
  demo::Company company_;
  FixedClock clock_{kToday + kDay / 3};
  SilentProgress progress_;
  Context context_;
};

TEST_P(Company, EveryPlantedCaseIsFoundAndNothingElse) { EXPECT_EQ(reported(), planted(company_)); }

INSTANTIATE_TEST_SUITE_P(Seeds, Company, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace reeve
