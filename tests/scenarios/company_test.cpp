// Invented companies through the real pipeline, against their answer keys. Clean: every planted case is
// found, nothing else is reported, and what cannot be judged is exactly what no source tells. Dirty: no
// planted case is silently missed. scripts/check-company runs the whole matrix.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "engine/core/text.h"
#include "tests/support/company_dirt.h"
#include "tests/support/company_pipeline.h"

namespace reeve::test {
namespace {

constexpr UtcMillis kAsOf = 20'500 * kDay;

bool whole_matrix() {
  const char* wanted = std::getenv("REEVE_COMPANY_MATRIX");
  return wanted != nullptr && std::string(wanted) == "whole";
}

struct Size {
  int people = 0;
  std::uint64_t seed = 0;
};

std::string name_of(const Size& size) {
  return std::to_string(size.people) + "_people_seed_" + std::to_string(size.seed);
}

void PrintTo(const Size& size, std::ostream* out) { *out << name_of(size); }

std::vector<Size> sizes() {
  if (!whole_matrix()) return {{2000, 1}, {2000, 2}, {2000, 3}};
  std::vector<Size> all;
  for (const int people : {2000, 20'000}) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) all.push_back({people, seed});
  }
  return all;
}

template <class Item>
std::vector<Item> only_in(const std::set<Item>& one, const std::set<Item>& other) {
  std::vector<Item> out;
  std::ranges::set_difference(one, other, std::back_inserter(out));
  return out;
}

class CleanCompany : public testing::TestWithParam<Size> {};

TEST_P(CleanCompany, IsJudgedAsItsAnswerKeySays) {
  const demo::Company company =
      demo::invent_company({.people = GetParam().people, .seed = GetParam().seed, .as_of = kAsOf});
  CompanyPipeline pipeline(company);
  pipeline.write(company_files(company));
  const SyncOutcome synced = pipeline.sync();
  EXPECT_FALSE(synced.incomplete);
  EXPECT_THAT(synced.problems, testing::IsEmpty());
  EXPECT_EQ(synced.undecided, 0U);
  const EvaluateOutcome outcome = pipeline.evaluate();
  const std::set<ReportedFinding> expected = expected_findings(company);
  const std::set<ReportedFinding> found = standing_findings(outcome);
  EXPECT_THAT(only_in(expected, found), testing::IsEmpty()) << "planted and not found";
  std::set<ReportedFinding> unplanted;
  for (const ReportedFinding& finding : only_in(found, expected)) {
    if (demo::is_exact(std::get<0>(finding))) unplanted.insert(finding);
  }
  EXPECT_THAT(unplanted, testing::IsEmpty()) << "found and not planted";
  EXPECT_THAT(only_in(expected_unjudged(company), unjudged(outcome)), testing::IsEmpty())
      << "judged after all";
  EXPECT_THAT(only_in(unjudged(outcome), expected_unjudged(company)), testing::IsEmpty()) << "not judged";
  EXPECT_EQ(expected.size(), company.key.planted.size());
}

INSTANTIATE_TEST_SUITE_P(Companies, CleanCompany, testing::ValuesIn(sizes()),
                         [](const auto& place) { return name_of(place.param); });

// What is said about a planted case, whatever the words.
class Coverage {
 public:
  Coverage(const demo::Company& company, const SyncOutcome& synced, const EvaluateOutcome& outcome)
      : company_(company), outcome_(outcome) {
    for (const SourceReport& source : synced.sources) {
      if (source.standing.standing != Standing::sound) unsound_.insert(source.standing.source);
    }
  }

  bool reported(const demo::PlantedFinding& planted, bool source_counts) const {
    const demo::Footing& footing = footing_of(planted);
    return found(planted) || account_found(footing) || not_evaluable(planted, footing) ||
           (source_counts && !unsound_.empty());
  }

 private:
  const demo::Footing& footing_of(const demo::PlantedFinding& planted) const {
    return std::ranges::find(company_.key.stories, planted.story, &demo::Story::id)->footing;
  }

  bool found(const demo::PlantedFinding& planted) const {
    return std::ranges::any_of(outcome_.records, [&](const FindingRecord& record) {
      const Finding& f = record.finding;
      return f.rule == planted.rule && f.code == planted.code && f.subject_key == planted.subject_key &&
             f.entitlement_key == planted.entitlement_key;
    });
  }

  // Where nobody can be told whose the account is, the account itself is the finding.
  bool account_found(const demo::Footing& footing) const {
    return std::ranges::any_of(outcome_.records, [&](const FindingRecord& record) {
      return record.finding.rule == demo::rule::kUnowned && is_account(footing, record.finding.subject_key);
    });
  }

  // An expired waiver stands beside what it accepted, and who has an unknown job has no peers; where the
  // matrix cannot judge the access, this says so for both.
  bool not_evaluable(const demo::PlantedFinding& planted, const demo::Footing& footing) const {
    return std::ranges::any_of(outcome_.evaluation.not_evaluable, [&](const NotEvaluable& item) {
      const bool beside =
          planted.rule == demo::rule::kWaiverExpired || planted.rule == demo::rule::kPeerOutlier;
      if (beside && item.rule == demo::rule::kMatrix)
        return item.subject_key == planted.subject_key && item.entitlement_key == planted.entitlement_key;
      if (!item.rule.empty() && item.rule != planted.rule && item.rule != demo::rule::kUnowned) return false;
      return item.subject_key == planted.subject_key || is_account(footing, item.subject_key) ||
             is_resource(footing, item.subject_key) ||
             (item.subject_key.empty() && is_resource(footing, item.entitlement_key));
    });
  }

  static bool is_account(const demo::Footing& footing, const std::string& key) {
    return std::ranges::any_of(footing.accounts, [&](const demo::SourceKey& account) {
      return key == join_key({account.source, "principal", account.key});
    });
  }

  // The resource itself or one that holds it.
  static bool is_resource(const demo::Footing& footing, const std::string& key) {
    const std::vector<std::string> parts = split_key(key);
    if (parts.size() < 3 || parts[1] != "resource") return false;
    return std::ranges::any_of(footing.resources, [&](const demo::SourceKey& resource) {
      if (resource.source != parts[0] || !resource.key.starts_with(parts[2])) return false;
      return resource.key.size() == parts[2].size() || resource.key[parts[2].size()] == '.';
    });
  }

  const demo::Company& company_;
  const EvaluateOutcome& outcome_;
  std::set<std::string> unsound_;
};

std::vector<Dirt> dirt_to_test() {
  std::vector<Dirt> all = all_dirt();
  if (whole_matrix()) return all;
  const std::set<std::string> few{"late_hr",
                                  "no_hr_row",
                                  "reused_number",
                                  "leavers_number_reused",
                                  "no_manager",
                                  "unlabelled",
                                  "contradicting_account",
                                  "no_grant_dates",
                                  "cut_off:hr/identities.csv",
                                  "cut_off:shop/grants.csv"};
  std::erase_if(all, [&](const Dirt& dirt) { return !few.contains(dirt.name); });
  return all;
}

class DirtyCompany : public testing::TestWithParam<Dirt> {
 protected:
  static void expect_no_silent_miss(const Dirt& dirt, const Size& size) {
    const demo::Company clean =
        demo::invent_company({.people = size.people, .seed = size.seed, .as_of = kAsOf});
    demo::Company dirty = clean;
    if (dirt.spoil_facts) dirt.spoil_facts(dirty);
    std::vector<demo::CompanyFile> files = company_files(dirty);
    if (dirt.spoil_files) dirt.spoil_files(files);
    CompanyPipeline pipeline(clean);
    pipeline.write(files);
    const SyncOutcome synced = pipeline.sync();
    const EvaluateOutcome outcome = pipeline.evaluate();
    const Coverage coverage(clean, synced, outcome);
    for (const demo::PlantedFinding& planted : clean.key.planted) {
      EXPECT_TRUE(coverage.reported(planted, dirt.whole_source))
          << dirt.name << " in " << name_of(size) << ": silently missed " << planted.rule << " of "
          << planted.story << ", " << printable_key(planted.subject_key) << ", "
          << printable_key(planted.entitlement_key);
    }
  }
};

TEST_P(DirtyCompany, MissesNoPlantedCaseInSilence) {
  if (!whole_matrix()) {
    expect_no_silent_miss(GetParam(), {demo::kFewestPeople, 1});
    return;
  }
  const auto place = std::ranges::find(all_dirt(), GetParam().name, &Dirt::name) - all_dirt().begin();
  const auto seed = static_cast<std::uint64_t>(place % 10 + 1);  // every seed has its share of the dirt
  for (const int people : {2000, 20'000}) expect_no_silent_miss(GetParam(), {people, seed});
}

INSTANTIATE_TEST_SUITE_P(Companies, DirtyCompany, testing::ValuesIn(dirt_to_test()), [](const auto& place) {
  std::string name = place.param.name;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace reeve::test
