// The answer key against the files themselves, read the naive way: what is planted is really there, and near
// misses are about people and rights that exist.
#include "cli/demo/answer_key.h"

#include <gtest/gtest.h>

#include "cli/demo/company_files.h"
#include "engine/core/json.h"
#include "engine/core/text.h"
#include "tests/support/company_reader.h"
#include "tests/support/scratch_dir.h"

namespace reeve::demo {
namespace {

using test::CompanyReader;
using test::Row;

constexpr UtcMillis kAsOf = 20'500 * kDay;

class WrittenCompany : public testing::TestWithParam<std::uint64_t> {
 protected:
  WrittenCompany() {
    company_ = invent_company({.people = 2000, .seed = GetParam(), .as_of = kAsOf});
    write_files(company_files(company_), scratch_.path());
    reader_.emplace(scratch_.path());
  }

  // Some account of the person leads to the entitlement.
  bool person_reaches(const Row& person, const std::string& entitlement) const {
    const std::vector<std::string> parts = split_key(entitlement);
    for (const auto& [source, account] : reader_->accounts_of(person)) {
      if (reader_->reaches(source, account, parts.at(0), parts.at(2), parts.at(3), format_date(kAsOf)))
        return true;
    }
    return false;
  }

  bool exists(const std::string& key) const {
    const std::vector<std::string> parts = split_key(key);
    if (parts.at(1) == "identity") return reader_->person(parts.at(2)) != nullptr;
    for (const char* const file : {"/accounts.csv", "/principals.csv", "/resources.csv"}) {
      for (const Row& row : reader_->rows(parts.at(0) + file)) {
        if (row.at("key") == parts.at(2)) return true;
      }
    }
    return false;
  }

  const Row& person(const std::string& subject_key) const {
    return *reader_->person(split_key(subject_key).at(2));
  }

  test::ScratchDir scratch_;
  Company company_;
  std::optional<CompanyReader> reader_;
};

TEST_P(WrittenCompany, LeadsEveryPlantedPersonToWhatIsPlanted) {
  std::size_t checked = 0;
  for (const PlantedFinding& finding : company_.key.planted) {
    ASSERT_TRUE(exists(finding.subject_key)) << printable_key(finding.subject_key);
    if (finding.entitlement_key.empty() || split_key(finding.subject_key).at(1) != "identity") continue;
    EXPECT_TRUE(person_reaches(person(finding.subject_key), finding.entitlement_key))
        << finding.story << ": " << printable_key(finding.subject_key) << " to "
        << printable_key(finding.entitlement_key);
    ++checked;
  }
  EXPECT_GE(checked, 30U);
}

TEST_P(WrittenCompany, HasLeaversAndContractsAndRegionsAsTheKeySays) {
  for (const PlantedFinding& finding : company_.key.planted) {
    if (split_key(finding.subject_key).at(1) != "identity") continue;
    const Row& row = person(finding.subject_key);
    if (finding.rule == rule::kLeaver) {
      EXPECT_TRUE(row.at("status") == "left" || row.at("end") <= format_date(kAsOf)) << finding.story;
    } else {
      const bool absent = finding.rule == rule::kAbsent;
      EXPECT_EQ(row.at("status") == "active", !absent) << finding.story;
      EXPECT_GT(row.at("end"), format_date(kAsOf)) << finding.story;
    }
    EXPECT_EQ(finding.rule == rule::kContractor, row.at("employment") != "employee") << finding.story;
  }
}

TEST_P(WrittenCompany, SpeaksInNearMissesOfWhatExists) {
  for (const NearMiss& near_miss : company_.key.near_misses) {
    EXPECT_TRUE(exists(near_miss.subject_key))
        << near_miss.story << ": " << printable_key(near_miss.subject_key);
    if (near_miss.entitlement_key.empty()) continue;
    EXPECT_TRUE(exists(near_miss.entitlement_key)) << printable_key(near_miss.entitlement_key);
  }
}

TEST_P(WrittenCompany, PlantsNobodyWhoIsANearMissOfTheSameRule) {
  for (const NearMiss& near_miss : company_.key.near_misses) {
    for (const PlantedFinding& finding : company_.key.planted) {
      EXPECT_FALSE(finding.rule == near_miss.rule && finding.subject_key == near_miss.subject_key &&
                   finding.entitlement_key == near_miss.entitlement_key)
          << near_miss.story << ": " << printable_key(near_miss.subject_key);
    }
  }
}

TEST_P(WrittenCompany, WritesTheKeyAsAFile) {
  const Json key = parse_json(company_files(company_).back().bytes, "answer-key.json");
  EXPECT_EQ(key.at("planted").size(), company_.key.planted.size());
  EXPECT_EQ(key.at("near_misses").size(), company_.key.near_misses.size());
  EXPECT_EQ(key.at("seed"), GetParam());
  EXPECT_EQ(key.at("planted").at(0).at("subject"), company_.key.planted.at(0).subject_key);
}

INSTANTIATE_TEST_SUITE_P(Seeds, WrittenCompany, testing::Values(1, 2, 3));

}  // namespace
}  // namespace reeve::demo
