#include "engine/workflow/waivers.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/sql/sql_store.h"
#include "tests/support/publish_run.h"
#include "tests/support/publish_snapshot.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

constexpr UtcMillis kNow = 1'767'225'600'000;  // 2026-01-01

// Ana Lopes has the account alopes, and a second row in the register; Ben Roy answers for the account batch;
// stray is nobody's.
class AddWaiverTest : public testing::Test {
 protected:
  AddWaiverTest() {
    context_.clock = &clock_;
    context_.open_store = [this] { return open_store("sqlite:" + (scratch_.path() / "reeve.db").string()); };
    const auto store = create_store("sqlite:" + (scratch_.path() / "reeve.db").string());
    publish(*store);
    save_findings(*store);
  }

  static void publish(Store& store) {
    const RunNo hr =
        test::publish_run(
            store, "1", "hr",
            {IdentityFact{.key = "1", .display_name = "Ana Lopes", .email = "ana@nile.example"},
             IdentityFact{.key = "2", .display_name = "Ben Roy", .email = "ben@nile.example"},
             IdentityFact{.key = "3", .display_name = "Cleo Hart", .employee_number = "E3"},
             PrincipalFact{.key = "alopes"}, PrincipalFact{.key = "batch"}, PrincipalFact{.key = "stray"}})
            .no;
    const RunNo second =
        test::publish_run(
            store, "2", "register",
            {IdentityFact{.key = "a", .display_name = "Lopes, Ana", .email = "ANA@nile.example"}})
            .no;
    DerivedRun derived;
    derived.owners = {{.principal = {hr, 0}, .state = OwnerState::correlated, .identity = FactRef{hr, 0}},
                      {.principal = {hr, 1}, .state = OwnerState::owned, .identity = FactRef{hr, 1}},
                      {.principal = {hr, 2}, .state = OwnerState::uncorrelated}};
    test::publish_snapshot(store, {.id = "3", .as_of = kNow, .runs = {hr, second}}, derived);
  }

  static void save_findings(Store& store) {
    Evaluation evaluation;
    evaluation.snapshot = 1;
    const std::string kinds[]{"identity", "principal"};
    const std::string keys[]{"1", "batch"};
    std::vector<FindingRecord> records;
    for (int i = 0; i < 2; ++i) {
      FindingRecord record;
      record.finding.rule = "a/b";
      record.finding.subject_key = join_key({"hr", kinds[i], keys[i]});
      record.finding.fingerprint.fill(static_cast<std::uint8_t>(0x11 * (i + 1)));
      evaluation.findings.push_back(record.finding);
      records.push_back(record);
    }
    store.save_evaluation(evaluation, records);
  }

  // What is recorded, as "requester > approver"; or why not.
  std::string added(const std::string& finding, const std::string& requester, const std::string& approver) {
    try {
      const Waiver waiver = add_waiver(context_, {.finding = finding,
                                                  .reason = "migration",
                                                  .compensating_control = "",
                                                  .requested_by = requester,
                                                  .approved_by = approver,
                                                  .until = kNow + kDay});
      const std::vector<Waiver> kept = context_.open_store()->waivers();
      EXPECT_EQ(std::ranges::count(kept, waiver), 1);
      return waiver.requested_by + " > " + waiver.approved_by;
    } catch (const Error& e) {
      return e.message();
    }
  }

  test::ScratchDir scratch_;
  FixedClock clock_{kNow};
  Context context_;
};

constexpr auto kHers = "11111111";
constexpr auto kBatch = "22222222";
constexpr auto kProfits = "who profits from a waiver cannot approve it";
constexpr auto kAsks = "who asks for a waiver cannot approve it";

TEST_F(AddWaiverTest, NamesThePeopleAsTheirSourceDoes) {
  EXPECT_EQ(added(kHers, "ben@nile.example", " cleo hart "), "Ben Roy > Cleo Hart");
  EXPECT_EQ(added(kHers, "alopes", "e3"), "Ana Lopes > Cleo Hart");
}

TEST_F(AddWaiverTest, WhoProfitsCannotApproveByAnyNameOfHers) {
  for (const auto* name :
       {"Ana Lopes", "ana lopes", " Ana Lopes", "ANA@NILE.EXAMPLE", "alopes", "Lopes, Ana"}) {
    const std::string message = added(kHers, "Ben Roy", name);
    // The e-mail stands in two rows of hers, so that it names neither.
    EXPECT_TRUE(message == kProfits || message.starts_with("`ANA@NILE.EXAMPLE` is the name of several"))
        << name << ": " << message;
  }
  EXPECT_EQ(added(kBatch, "Ana Lopes", "BEN ROY"), kProfits);
}

TEST_F(AddWaiverTest, WhoAsksCannotApproveByAnyNameOfHers) {
  EXPECT_EQ(added(kBatch, "Ana Lopes", "alopes"), kAsks);
  EXPECT_EQ(added(kBatch, "Lopes, Ana", "Ana Lopes"), kAsks);
}

TEST_F(AddWaiverTest, BothArePeopleOfTheSnapshot) {
  EXPECT_EQ(added(kHers, " ", "Cleo Hart"), "this needs the name of a person");
  EXPECT_EQ(added(kHers, "Ben Roy", ""), "this needs the name of a person");
  EXPECT_EQ(added(kHers, "Ben Roy", "stray"), "`stray` is not a person but an account that is nobody's");
  EXPECT_EQ(
      added(kHers, "Nobody Known", "Cleo Hart"),
      "there is no person or account `Nobody Known` in the snapshot; names are as the sources tell them");
  EXPECT_TRUE(context_.open_store()->waivers().empty());
}

}  // namespace
}  // namespace reeve
