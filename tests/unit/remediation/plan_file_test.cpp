#include "engine/remediation/plan_file.h"

#include <gmock/gmock.h>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

using testing::HasSubstr;

PlanFile plan() {
  PlanFile plan{.company = "Bazaar", .made_at = 1'767'225'600'000, .made_by = "root", .snapshot = 3};
  PlannedChange change{.removal_id = "r1",
                       .connector = "postgresql",
                       .what = "remove \"ána\" from crm",
                       .decided_by = "Bo Kim",
                       .decided_at = 1'767'225'600'123,
                       .high_value = true,
                       .seen_in = 7};
  change.change = {.edge = {"shop", Section::grant,
                            join_key({"a\x1f"
                                      "\\na",
                                      "db.t", "SELECT"})},
                   .facts = sha256("facts"),
                   .steps = {"REVOKE", "RESET ROLE"},
                   .inverse = {"GRANT"}};
  change.also_gone = {"b"};
  change.ends = {"Ana: SELECT on t"};
  change.costs = {"Kim: SELECT on t"};
  plan.changes.push_back(change);
  plan.not_planned.push_back({"r2", "remove b", "held: two decisions"});
  return plan;
}

std::string error_of(const std::string& text) {
  try {
    parse_plan(text, "`plan.json`");
  } catch (const Error& error) {
    return std::string(to_string(error.code())) + ": " + error.message();
  }
  return "no error";
}

TEST(PlanFile, IsReadAsItWasWritten) {
  const PlanFile read = parse_plan(plan_text(plan()), "plan");
  EXPECT_EQ(plan_text(read), plan_text(plan()));
  EXPECT_EQ(plan_digest(read), plan_digest(plan()));
  EXPECT_EQ(read.changes.at(0).change.edge, plan().changes.at(0).change.edge);
  EXPECT_EQ(read.changes.at(0).change.steps, plan().changes.at(0).change.steps);
}

TEST(PlanFile, AnythingThatIsChangedIsNoticed) {
  const Json whole = parse_json(plan_text(plan()), "plan");
  for (const auto& [key, value] : whole.items()) {
    Json changed = whole;
    changed[key] = value.is_string() ? Json(value.get<std::string>() + "0") : Json(9);
    EXPECT_NE(error_of(changed.dump()), "no error") << key;
  }
  for (const auto& [key, value] : whole.at("changes").at(0).items()) {
    Json changed = whole;
    changed["changes"][0].erase(key);
    EXPECT_THAT(error_of(changed.dump()), HasSubstr("is no removal plan")) << key;
  }
  Json more = whole;
  more["changes"][0]["note"] = "looks harmless";
  EXPECT_THAT(error_of(more.dump()), HasSubstr("was changed after it was made"));
  Json other = whole;
  other["changes"][0]["statements"] = Json::array({"DROP TABLE t"});
  EXPECT_EQ(error_of(other.dump()),
            "refused: `plan.json` was changed after it was made: its digest is another one; make a new plan");
}

TEST(PlanFile, ANameThatIsNoTextIsNotPlanned) {
  PlannedChange change = plan().changes.at(0);
  change.change.edge.edge_key = "\xff";
  EXPECT_THROW(change_text(change), Error);
}

}  // namespace
}  // namespace reeve
