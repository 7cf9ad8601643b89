#include "engine/workflow/exposure.h"

#include <gtest/gtest.h>

#include "engine/core/clock.h"
#include "engine/store/memory_store.h"
#include "tests/support/publish_snapshot.h"

namespace reeve {
namespace {

// Two people of Care and one of Finance read mails; one of Care only reads orders, and her account is
// disabled. An account of nobody reads mails too; nobody decided what `notes` is.
class ExposureOfCompany : public ::testing::Test {
 protected:
  static constexpr UtcMillis kNow = 1'790'000'000'000;

  void SetUp() override {
    auto writer = store_.begin_run({.id = uuid_v7(kNow), .source = "shop", .kind = "csv", .started = kNow});
    for (const auto& [key, department] :
         {std::pair{"ana", "Care"}, {"bo", "Care"}, {"cy", "Finance"}, {"di", "Care"}})
      writer->add(IdentityFact{
          .key = key, .display_name = key, .status = IdentityStatus::active, .department = department});
    for (const char* key : {"ana", "bo", "cy", "di", "robot"})
      writer->add(PrincipalFact{.key = key,
                                .kind = PrincipalKind::account,
                                .enabled = key == std::string("di") ? TriState::no : TriState::yes});
    for (const char* key : {"mails", "orders", "notes"})
      writer->add(ResourceFact{.key = key, .kind = ResourceKind::table});
    for (const auto& [who, what] : {std::pair{"ana", "mails"},
                                    {"bo", "mails"},
                                    {"bo", "orders"},
                                    {"cy", "mails"},
                                    {"di", "orders"},
                                    {"robot", "mails"},
                                    {"cy", "notes"}})
      writer->add(GrantFact{
          .principal_key = who, .resource_key = what, .privilege = "SELECT", .action = Action::read});
    RunEnd end{.finished = kNow};
    for (const auto& [section, read] : {std::pair{Section::identity, 4},
                                        {Section::account, 5},
                                        {Section::resource, 3},
                                        {Section::grant, 7}})
      end.sections[static_cast<std::size_t>(section)] = {
          .section = section, .state = SectionState::complete, .read = read};
    const SyncRun run = writer->publish(end);
    DerivedRun derived;
    for (Ordinal i = 0; i < 4; ++i)
      derived.owners.push_back({.principal = {run.no, i},
                                .state = OwnerState::correlated,
                                .identity = FactRef{run.no, i},
                                .rule = "key"});
    derived.classifications = {
        {.resource = {run.no, 0}, .categories = {"customer_email"}, .rule = "label"},
        {.resource = {run.no, 2}, .categories = {"purchase_behaviour"}, .rule = "label"}};
    test::publish_snapshot(store_, {.id = uuid_v7(kNow), .as_of = kNow, .runs = {run.no}}, derived);
    context_.clock = &clock_;
    context_.progress = &progress_;
  }

  MemoryStore store_;
  FixedClock clock_{kNow};
  SilentProgress progress_;
  Context context_;
};

TEST_F(ExposureOfCompany, CountsPeopleOnceByDepartmentAndCategory) {
  const AccessView view(context_, store_, CatalogueScope::all);
  const Exposure exposure = exposure_of(view);
  EXPECT_EQ(exposure.categories, (std::vector<std::string>{"customer_email", "purchase_behaviour"}));
  EXPECT_EQ(exposure.departments, (std::vector<ExposureRow>{{"Care", 2, {2, 1}}, {"Finance", 1, {1, 0}}}));
  EXPECT_EQ(exposure.all, (ExposureRow{"", 3, {3, 1}}));
  EXPECT_EQ(exposure.population, 4U);
  EXPECT_EQ(exposure.other_subjects, 1U);
  EXPECT_EQ(exposure.undecided, 1U);
}

}  // namespace
}  // namespace reeve
