#include "cli/demo/company.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/demo/company_files.h"
#include "cli/demo/jobs.h"
#include "cli/demo/names.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::demo {
namespace {

constexpr UtcMillis kAsOf = 20'500 * kDay;

CompanySpec spec(int people, std::uint64_t seed) { return {.people = people, .seed = seed, .as_of = kAsOf}; }

std::map<std::string, std::string> bytes_of(const CompanySpec& wanted) {
  std::map<std::string, std::string> bytes;
  for (CompanyFile& file : company_files(invent_company(wanted))) bytes[file.path] = std::move(file.bytes);
  return bytes;
}

TEST(Company, IsTheSameForTheSameSpecAndAnotherForAnotherSeed) {
  const auto once = bytes_of(spec(1000, 5));
  EXPECT_EQ(once, bytes_of(spec(1000, 5)));
  const auto other = bytes_of(spec(1000, 6));
  for (const char* const path : {"hr/identities.csv", "directory/memberships.csv", "shop/usage.csv",
                                 "tools/accounts.csv", "answer-key.json"}) {
    EXPECT_NE(once.at(path), other.at(path)) << path;
  }
}

TEST(Company, HasAsManyPeopleAsAskedAndRefusesTooFew) {
  for (const int people : {kFewestPeople, 2001, 7777}) {
    EXPECT_EQ(invent_company(spec(people, 1)).hr.identities.size(), static_cast<std::size_t>(people));
  }
  try {
    invent_company(spec(kFewestPeople - 1, 1));
    FAIL() << "a company that is too small was invented";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(),
              "a company of `999` people is too small for its stories; use --people 1000 or more");
  }
}

// A name is a function of the seed and the place in HR's file alone, whatever part the person plays.
TEST(Company, DrawsNamesIndependentlyOfTheStories) {
  const Company company = invent_company(spec(2000, 9));
  Random names(9, "names");
  for (const IdentityFact& identity : company.hr.identities) {
    ASSERT_EQ(identity.display_name, invent_name(names).display);
  }
}

TEST(Company, HasOneChiefToWhomEverybodyReports) {
  const Company company = invent_company(spec(2000, 2));
  std::map<std::string, std::string> manager;
  for (const IdentityFact& identity : company.hr.identities) manager[identity.key] = identity.manager_key;
  std::vector<std::string> without;
  for (const auto& [person, first] : manager) {
    if (first.empty()) without.push_back(person);
    std::string at = person;
    int steps = 0;
    while (!manager.at(at).empty() && ++steps < 10) at = manager.at(at);
    EXPECT_LT(steps, 6) << person;
  }
  EXPECT_EQ(without, std::vector<std::string>{company.hr.identities.front().key});
  EXPECT_EQ(company.hr.identities.front().job, "Chief Executive Officer");
}

TEST(Company, HasARegionADepartmentAndAJobForEverybody) {
  const Company company = invent_company(spec(2000, 3));
  std::set<std::string> countries;
  for (const Region region : kRegions)
    countries.insert(countries_of(region).begin(), countries_of(region).end());
  for (const IdentityFact& identity : company.hr.identities) {
    EXPECT_TRUE(countries.contains(identity.region)) << identity.key;
    EXPECT_FALSE(identity.job.empty() || identity.department.empty()) << identity.key;
    EXPECT_NE(identity.employment, Employment::unknown) << identity.key;
    EXPECT_NE(identity.status, IdentityStatus::unknown) << identity.key;
  }
}

template <class FactKind>
void expect_unique(const std::vector<FactKind>& facts, std::set<std::string>& keys) {
  for (const FactKind& fact : facts)
    EXPECT_TRUE(keys.insert(natural_key(fact)).second) << printable_key(natural_key(fact));
}

template <class... Sections>
void expect_unique_keys(const Sections&... sections) {
  std::set<std::string> keys;
  (expect_unique(sections, keys), ...);
}

TEST(Company, GivesEveryFactAKeyOfItsOwn) {
  const Company company = invent_company(spec(6000, 4));
  for (const SourceFacts* source : {&company.hr, &company.directory, &company.shop, &company.tools}) {
    expect_unique_keys(source->identities);
    expect_unique_keys(source->accounts, source->principals);
    expect_unique_keys(source->memberships);
    expect_unique_keys(source->resources);
    expect_unique_keys(source->lineages);
    expect_unique_keys(source->grants);
    expect_unique_keys(source->gates);
    expect_unique_keys(source->usages);
    expect_unique_keys(source->approvals);
  }
}

// No story tells of what came back after a removal, of a nested group, and of a whole broker bundle.
TEST(Company, PlantsNearlyEveryRule) {
  const AnswerKey key = invent_company(spec(kFewestPeople, 1)).key;
  std::map<std::string, std::size_t> planted;
  std::map<std::string, std::size_t> near_misses;
  for (const PlantedFinding& finding : key.planted) ++planted[finding.rule];
  for (const NearMiss& near_miss : key.near_misses) ++near_misses[near_miss.rule];
  for (const std::string_view rule :
       {rule::kHeldByMany, rule::kPublic, rule::kLeaver, rule::kUnused, rule::kMatrix, rule::kContractor,
        rule::kCrossRegion, rule::kUnowned, rule::kDirect, rule::kGrantOption, rule::kToxicPair,
        rule::kWaiverExpired}) {
    EXPECT_GE(planted[std::string(rule)], 1U) << rule;
    EXPECT_GE(near_misses[std::string(rule)], 2U) << rule;
  }
  for (const std::string_view rule :
       {rule::kAssumable, rule::kBeyondMatrix, rule::kBulkExport, rule::kDefinerView, rule::kInactive,
        rule::kJoined, rule::kMover, rule::kNoDataOwner, rule::kNoGroupOwner, rule::kNotApproved,
        rule::kPeerOutlier, rule::kPurposeDrift, rule::kServicePerson, rule::kShared, rule::kAbsent,
        rule::kWriteBeyondRead}) {
    EXPECT_GE(planted[std::string(rule)], 1U) << rule;
  }
  EXPECT_EQ(planted.size(), 28U);
}

TEST(Company, GrowsItsStoriesWithItsSize) {
  const auto planted = [](int people) { return invent_company(spec(people, 1)).key.planted.size(); };
  const std::size_t small = planted(kFewestPeople);
  EXPECT_EQ(planted(4999), small);
  // Told once, however many people there are: the queue for all moderators, the group that another department
  // entered, and a view in each of three regions.
  EXPECT_EQ(planted(10'000), 3 * small - 2 * (1 + 1 + 3));
}

}  // namespace
}  // namespace reeve::demo
