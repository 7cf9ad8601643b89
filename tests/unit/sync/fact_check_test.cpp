#include "engine/sync/fact_check.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

const std::string kNul("a\0b", 3);
const std::string kBad = "\xc3\x28";

TEST(FactCheck, AcceptsWhatCanBeKept) {
  for (const Fact& fact : std::vector<Fact>{
           IdentityFact{.key = "1", .display_name = "Zoë"}, PrincipalFact{.key = kBad, .second_key = kBad},
           MembershipFact{.member_key = "a", .container_key = "b"},
           ResourceFact{.key = "r", .labels = {"a", "b"}},
           LineageFact{.exposing_key = "v", .exposed_key = "t"},
           GrantFact{.principal_key = "a", .resource_key = "r", .privilege = "SELECT"},
           GateFact{.resource_key = "s", .privilege = "USAGE"},
           UsageFact{.principal_key = "a", .resource_key = "r"},
           ApprovalFact{.request = "T-1", .subject_key = "1", .target_key = "r"}}) {
    EXPECT_EQ(objection_to(fact), "") << natural_key(fact);
    EXPECT_TRUE(has_key(fact)) << natural_key(fact);
  }
}

TEST(FactCheck, WantsEveryIdentifyingKey) {
  for (const Fact& fact : std::vector<Fact>{
           IdentityFact{}, PrincipalFact{}, MembershipFact{.member_key = "a"},
           MembershipFact{.container_key = "a"}, ResourceFact{}, LineageFact{.exposing_key = "v"},
           LineageFact{.exposed_key = "v"}, GrantFact{.principal_key = "a", .resource_key = "r"},
           GrantFact{.principal_key = "a", .privilege = "p"},
           GrantFact{.resource_key = "a", .privilege = "p"}, GateFact{.resource_key = "s"},
           GateFact{.privilege = "s"}, UsageFact{.principal_key = "a"}, UsageFact{.resource_key = "a"},
           ApprovalFact{.subject_key = "1"}, ApprovalFact{.target_key = "1"}}) {
    EXPECT_EQ(objection_to(fact), "an identifying key is empty") << natural_key(fact);
    EXPECT_FALSE(has_key(fact)) << natural_key(fact);
  }
}

TEST(FactCheck, TakesNoNulAnywhere) {
  for (const Fact& fact :
       std::vector<Fact>{IdentityFact{.key = kNul}, IdentityFact{.key = "1", .manager_key = kNul},
                         IdentityFact{.key = "1", .job = kNul}, ResourceFact{.key = "r", .labels = {kNul}}}) {
    EXPECT_EQ(objection_to(fact), "a text holds a NUL byte") << natural_key(fact);
  }
}

TEST(FactCheck, WantsUtf8InTextsAndSortedLabels) {
  EXPECT_EQ(objection_to(IdentityFact{.key = "1", .display_name = kBad}), "a text is not UTF-8");
  EXPECT_EQ(objection_to(ResourceFact{.key = "r", .labels = {kBad}}), "a text is not UTF-8");
  EXPECT_EQ(objection_to(ResourceFact{.key = "r", .labels = {"b", "a"}}), "the labels are not sorted");
  EXPECT_EQ(objection_to(ResourceFact{.key = "r", .labels = {"a", "a"}}), "the labels are not sorted");
}

}  // namespace
}  // namespace reeve
