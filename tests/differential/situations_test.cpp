// Situations against the executable specification (tests/support/row_by_row.h): each subject gets from its
// situation the judgement that OPA gives to its full row, for the shipped rules and for random ones, and the
// reports count the same. $REEVE_SITUATION_ROUNDS for longer runs, $REEVE_RANDOM_SEED to start elsewhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "engine/access/effective.h"
#include "engine/access/people_behind.h"
#include "engine/core/text.h"
#include "engine/policy/findings.h"
#include "tests/support/boundary_values.h"
#include "tests/support/company_pipeline.h"
#include "tests/support/random_cases.h"
#include "tests/support/random_details.h"
#include "tests/support/rule_bench.h"
#include "tests/support/rule_items.h"

namespace reeve::test {
namespace {

constexpr std::size_t kRulesPerGrain = 4, kRowsPerValue = 3, kSnapshots = 30;
using Judgements = RuleBench::Judgements;

std::string text_of(const Judgement& j) {
  return j.violations.dump() + " " + j.not_evaluable.dump() + " unknown: " + join(j.unknown, ", ") +
         (j.error.empty() ? "" : ", error");
}

struct Difference {
  std::size_t rows = 0;
  std::string first;  // of them, for people
};

// Rows that get another judgement from their situation than alone.
Difference difference(const RuleVerdicts& verdicts, const std::vector<Judgement>& alone) {
  if (verdicts.of_row.size() != alone.size()) return {alone.size(), "not the same rows"};
  Difference found;
  for (std::size_t row = 0; row < alone.size(); ++row) {
    const std::string got = text_of(verdicts.judgements[verdicts.of_row[row]]),
                      expected = text_of(alone[row]);
    if (got != expected && ++found.rows == 1) found.first = got + " instead of " + expected;
  }
  return found;
}

// What was compared, by what came out.
struct Tally {
  std::size_t judgements = 0, violations = 0, not_evaluable = 0, unknown = 0, errors = 0;

  void add(const std::vector<Judgement>& of_rule) {
    judgements += of_rule.size();
    for (const Judgement& j : of_rule) {
      violations += j.violations.empty() ? 0 : 1;
      not_evaluable += j.not_evaluable.empty() ? 0 : 1;
      unknown += j.unknown.empty() ? 0 : 1;
      errors += j.error.empty() ? 0 : 1;
    }
  }
};

std::ostream& operator<<(std::ostream& out, const Tally& t) {
  return out << t.judgements << " judgements compared: " << t.violations << " with violations, "
             << t.not_evaluable << " not evaluable by the rule, " << t.unknown << " by unknown attributes, "
             << t.errors << " by errors\n";
}

void expect_same(RuleBench& bench, const AttributeColumns& columns, const Judgements& alone, Tally& tally) {
  for (const RuleBench::Known& known : bench.rules()) {
    if (known.rule.metadata.grain != columns.grain) continue;
    const std::vector<Judgement>& expected = alone.at(known.rule.id);
    const Difference found = difference(bench.by_situation(known, columns), expected);
    EXPECT_EQ(found.rows, 0U) << found.first << "\n" << bench.text_of(known.rule);
    tally.add(expected);
  }
}

void expect_reads_as_written(const RuleBench& bench) {
  for (const RuleBench::Known& known : bench.rules()) {
    EXPECT_EQ(known.dependencies.refused, "") << known.rule.id;
    if (!known.written) continue;
    EXPECT_EQ(known.dependencies.attributes, *known.written) << bench.text_of(known.rule);
  }
}

void expect_same_at_boundaries(RuleBench& bench, Dice& dice, Tally& tally) {
  for (int g = 0; g < kGrainCount; ++g) {
    const AttributeColumns columns = boundary_columns(static_cast<Grain>(g), kRowsPerValue, dice);
    expect_same(bench, columns, bench.row_by_row(columns.grain, full_rows(columns)), tally);
  }
}

// Judgements, findings and what could not be judged, of all rules in the order in which they are evaluated:
// those about waivers see the findings of the others.
void expect_same_report(RuleBench& bench, const AttributeSources& from, std::vector<Finding>& findings,
                        Tally& tally) {
  std::map<Grain, Judgements> alone;
  for (const RuleBench::Known& known : bench.rules()) {
    const Grain grain = known.rule.metadata.grain;
    if (!alone.contains(grain)) alone[grain] = bench.row_by_row(grain, rows_alone(grain, from));
    const std::vector<Judgement>& expected = alone[grain].at(known.rule.id);
    const AttributeColumns columns = build_attributes(grain, from, known.dependencies.attributes);
    const RuleVerdicts verdicts = bench.by_situation(known, columns);
    const Difference found = difference(verdicts, expected);
    EXPECT_EQ(found.rows, 0U) << found.first << "\n" << bench.text_of(known.rule);

    const RuleOutcome said =
        outcome_of(known.rule, verdicts, columns, {from.snapshot, from.access, from.waivers, {}});
    EXPECT_EQ(items_of(known.rule.id, columns.rows(), said.findings, said.not_evaluable),
              items_of(expected, keys_of(grain, from)))
        << known.rule.id;
    findings.insert(findings.end(), said.findings.begin(), said.findings.end());
    tally.add(expected);
  }
}

void expect_same_in_random_snapshot(RuleBench& bench, std::uint64_t seed, Dice& dice, Tally& tally) {
  Snapshot snapshot = random_snapshot(seed);
  add_details(snapshot, dice);
  const AccessGraph graph(snapshot);
  const AccessTable access = effective_access(graph, build_catalogue(graph));
  const std::vector<Waiver> waivers = random_waivers(snapshot, bench.ids(), dice);
  std::vector<Finding> findings;
  expect_same_report(bench, {snapshot, access, waivers, findings, bench.bands()}, findings, tally);
}

TEST(Situations, AreJudgedAsEveryRowAlone) {
  Tally at_boundaries, in_snapshots;
  const std::uint64_t first = number_from("REEVE_RANDOM_SEED", 1);
  const std::uint64_t rounds = number_from("REEVE_SITUATION_ROUNDS", 1);
  for (std::uint64_t seed = first; seed < first + rounds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    RuleBench bench(kRulesPerGrain, dice);
    expect_reads_as_written(bench);
    expect_same_at_boundaries(bench, dice, at_boundaries);
    for (std::size_t i = 0; i < kSnapshots; ++i) {
      expect_same_in_random_snapshot(bench, seed * kSnapshots + i, dice, in_snapshots);
    }
  }
  std::cout << "boundary values: " << at_boundaries << "random snapshots: " << in_snapshots;
  for (const Tally& tally : {at_boundaries, in_snapshots}) {
    EXPECT_GT(std::min({tally.violations, tally.not_evaluable, tally.unknown}), 0U);
  }
  EXPECT_GT(at_boundaries.errors + in_snapshots.errors, 0U);
}

// A whole company through the pipeline: what `evaluate` reports of each rule, worked out row by row.
TEST(Situations, GiveTheReportOfACompany) {
  const demo::Company company =
      demo::invent_company({.people = demo::kFewestPeople, .seed = 1, .as_of = 20'500 * kDay});
  CompanyPipeline pipeline(company);
  pipeline.write(company_files(company));
  pipeline.sync();
  const EvaluateOutcome outcome = pipeline.evaluate();
  const auto store = pipeline.store();
  const Snapshot snapshot = store->load_snapshot(outcome.snapshot.no);
  const std::vector<Waiver> waivers = store->waivers();
  const AccessGraph graph(snapshot);
  const AccessTable access = effective_access(graph, build_catalogue(graph));

  Dice dice(1);
  RuleBench bench(0, dice);
  std::vector<Finding> findings = outcome.evaluation.findings;
  std::erase_if(findings, [](const Finding& f) { return f.grain == Grain::waiver; });
  const std::vector<std::uint32_t> people = people_behind(graph);
  AttributeSources from{snapshot, access, waivers, findings, bench.bands(), bench.settings()};
  from.people_behind = [&people]() -> const std::vector<std::uint32_t>& { return people; };
  std::map<std::string, RuleItems> reported, alone;
  for (const RuleReport& report : outcome.rules) {
    const std::string& id = report.rule.id;
    reported[id] =
        items_of(id, report.subjects, outcome.evaluation.findings, outcome.evaluation.not_evaluable);
    EXPECT_EQ(report.findings, reported[id].findings.size()) << id;
    EXPECT_EQ(report.not_evaluable, reported[id].not_evaluable.size()) << id;
  }
  Tally tally;
  for (int g = 0; g < kGrainCount; ++g) {
    const auto grain = static_cast<Grain>(g);
    for (const auto& [rule, judgements] : bench.row_by_row(grain, rows_alone(grain, from))) {
      alone[rule] = items_of(judgements, keys_of(grain, from));
      tally.add(judgements);
    }
  }
  EXPECT_EQ(reported, alone);
  std::cout << tally;
}

// A rule's judgements come out otherwise as soon as one attribute is left out that it reads.
TEST(Situations, AnAttributeThatIsLeftOutIsNoticed) {
  Dice dice(1);
  RuleBench bench(0, dice);
  std::map<Grain, AttributeColumns> columns;
  std::map<Grain, Judgements> alone;
  for (const RuleBench::Known& known : bench.rules()) {
    const Grain grain = known.rule.metadata.grain;
    if (!columns.contains(grain)) {
      columns[grain] = boundary_columns(grain, kRowsPerValue, dice);
      alone[grain] = bench.row_by_row(grain, full_rows(columns[grain]));
    }
    for (const std::string& attribute : known.dependencies.attributes) {
      RuleBench::Known blind = known;
      blind.dependencies.attributes.erase(attribute);
      const Difference found =
          difference(bench.by_situation(blind, columns[grain]), alone[grain].at(known.rule.id));
      EXPECT_GT(found.rows, 0U) << known.rule.id << " without " << attribute;
    }
  }
}

}  // namespace
}  // namespace reeve::test
