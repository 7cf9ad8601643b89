// The rules about who reviews whom, held against random companies.
#include <gtest/gtest.h>

#include <set>

#include "engine/campaign/reviewers.h"
#include "tests/support/random_snapshot.h"
#include "tests/support/small_company.h"

namespace reeve {
namespace {

using test::Dice;
using test::SmallCompany;
using test::subject_of;

constexpr CategorySet kMails = category_bit(CategoryIx(0));

// People with managers anywhere (rings included), some away, some twice under one e-mail; resources with and
// without a steward.
struct RandomCompany {
  explicit RandomCompany(std::uint64_t seed) : dice(seed), count(4 + dice.below(12)) {
    for (std::size_t i = 0; i < count; ++i) company.person(key(i));
    for (std::size_t i = 0; i < count; ++i) {
      if (dice.percent(85)) company.reports_to(key(i), key(dice.below(count)));
      if (dice.percent(15)) company.identity(key(i)).status = IdentityStatus::left;
      if (dice.percent(20))
        company.identity(key(i)).email = company.text("mail" + std::to_string(dice.below(4)));
    }
    for (std::size_t i = 0; i < 4; ++i)
      company.resource("r" + std::to_string(i), "", dice.percent(70) ? key(dice.below(count)) : "");
  }
  static std::string key(std::size_t i) { return "p" + std::to_string(i); }
  IdentityIx someone() { return company.find_person(key(dice.below(count))); }

  Dice dice;
  std::size_t count;
  SmallCompany company;
};

bool same_person(const Snapshot& s, IdentityIx a, IdentityIx b) {
  return a == b || (!s[a].email.empty() && s[a].email == s[b].email);
}

ReviewerRules rules_of(RandomCompany& random) {
  ReviewerRules rules{
      .stages = {{.roles = StageRule{}.reviewers},
                 {.roles = {ReviewerRole::data_owner, ReviewerRole::group, ReviewerRole::campaign_owner}}},
      .campaign_owners = {random.someone()}};
  rules.stages[1].group = {random.someone(), random.someone()};
  return rules;
}

TEST(RandomReviewers, EveryCaseHasOnePermittedPersonInEachOfItsStages) {
  std::size_t two_stages = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    RandomCompany random(seed);
    const Snapshot& s = random.company.snapshot;
    ReviewerFinder finder(s, rules_of(random));
    std::set<std::pair<std::uint32_t, std::uint32_t>> reviews;
    std::vector<std::pair<IdentityIx, IdentityIx>> all;  // reviewer, subject
    for (std::size_t i = 0; i < 2 * random.count; ++i) {
      const IdentityIx subject = random.someone();
      const ReviewNeed need{CaseKind::person, subject_of(subject),
                            random.company.find_resource("r" + std::to_string(random.dice.below(4))), kMails};
      const std::vector<Reviewer> stages = finder.assign(need);
      two_stages += stages.size() == 2 ? 1 : 0;
      if (stages.size() == 2) {
        EXPECT_FALSE(same_person(s, stages[0].identity, stages[1].identity)) << "seed " << seed;
      }
      for (const Reviewer& r : stages) {
        EXPECT_TRUE(is_at_work(s[r.identity], s.info.as_of)) << "seed " << seed;
        EXPECT_FALSE(same_person(s, r.identity, subject)) << "seed " << seed;
        const IdentityIx boss = s[r.identity].manager;
        EXPECT_FALSE(boss.valid() && same_person(s, boss, subject)) << "seed " << seed;
        all.emplace_back(r.identity, subject);
      }
    }
    for (const auto& [a, b] : all) {
      for (const auto& [c, d] : all) {
        EXPECT_FALSE(same_person(s, a, d) && same_person(s, b, c))
            << "seed " << seed << ": a reciprocal pair";
      }
    }
  }
  EXPECT_GT(two_stages, 1000U) << "the companies are too poor to try anything";
}

}  // namespace
}  // namespace reeve
