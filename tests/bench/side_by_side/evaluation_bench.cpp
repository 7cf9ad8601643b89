// From a loaded snapshot to findings, against OPA asked about every access.
#include <algorithm>
#include <optional>
#include <stdexcept>

#include "engine/access/effective.h"
#include "engine/policy/rule_evaluation.h"
#include "tests/bench/side_by_side/measurements.h"
#include "tests/bench/side_by_side/opa_rows.h"
#include "tests/bench/side_by_side/scene.h"

namespace reeve::bench {
namespace {

// A company of M with so many sensitive tables that people reach some ten million of them.
Shape many_accesses(const Options& options) {
  Shape shape = options.quick ? shape_of(10'000) : shape_m();
  shape.sensitive_per_mille = options.quick ? 200 : 750;
  return shape;
}

struct Run {
  double access = 0, rules = 0;
  std::size_t accesses = 0;
  Evaluation evaluation;
  std::vector<RuleReport> reports;
  double seconds() const { return access + rules; }
};

Run evaluate_all(const Scene& scene, Evaluator& engine) {
  Run run;
  std::optional<SnapshotFacts> facts;
  run.access = seconds_of([&] { facts.emplace(*scene.store, scene.snapshot, scene.snapshot.info.as_of); });
  run.accesses = facts->access.size();
  run.rules = seconds_of([&] {
    RuleRunner runner(scene.book, *facts, engine);
    for (const Rule& rule : scene.book.rules()) {
      run.reports.push_back(runner.run(rule, run.evaluation));
    }
  });
  return run;
}

// Of OPA with full rows: the best batch size on a small sample, then the median over a steady one.
double opa_rate(const Scene& scene, const SnapshotFacts& facts, const Options& options, std::string& how) {
  const AttributeColumns columns = scene.all_attributes(facts.access);
  OpaRows opa(scene.book);
  const std::size_t probe = 8'000, sample = options.quick ? 10'000 : 40'000;
  opa.rate(columns, 0, probe, 1'000);
  std::size_t best = 0;
  double fastest = 0;
  for (const std::size_t batch : {250, 1'000, 4'000}) {
    const double rate = opa.rate(columns, 0, probe, batch);
    if (rate > fastest) best = batch;
    fastest = std::max(rate, fastest);
  }
  std::vector<double> rates;
  for (std::size_t i = 0; i < 3; ++i) {
    rates.push_back(
        opa.rate(columns, (i + 1) * columns.rows() / 5, std::min(sample, columns.rows() / 5), best));
  }
  how = "OPA: " + std::to_string(static_cast<int>(median(rates))) + " accesses/s in batches of " +
        std::to_string(best);
  return median(rates);
}

void print_situations(const Run& run, const Shape& shape) {
  std::size_t all = 0;
  for (const RuleReport& report : run.reports) {
    if (report.rule.metadata.grain != Grain::access) continue;
    all += report.situations;
    print({.group = "situations",
           .what = report.rule.id,
           .shape = shape.name,
           .reeve = static_cast<double>(report.situations),
           .unit = "situations",
           .note = std::to_string(report.findings) + " findings"});
  }
  const double per_hundred = 100.0 * static_cast<double>(all) / static_cast<double>(run.accesses);
  print({.group = "situations",
         .what = "situations per 100 accesses, all rules of grain access",
         .shape = shape.name,
         .reeve = per_hundred,
         .unit = "situations",
         .ratio = per_hundred,
         .limit = at_most(5),
         .note = std::to_string(run.accesses) + " accesses"});
}

// What a new process takes that finds the verdicts in the store.
void print_second(const Scene& scene, const Shape& shape) {
  const auto engine = start_engine();
  scene.book.load(*engine);
  const Run run = evaluate_all(scene, *engine);
  std::size_t asked = 0;
  for (const RuleReport& report : run.reports) asked += report.asked;
  print({.group = "evaluation",
         .what = "second process: snapshot to findings",
         .shape = shape.name,
         .reeve = run.seconds(),
         .note = "asks OPA about " + std::to_string(asked) + " situations"});
  print({.group = "evaluation",
         .what = "second process: situations that OPA is asked about",
         .shape = shape.name,
         .reeve = static_cast<double>(asked),
         .unit = "situations",
         .ratio = static_cast<double>(asked),
         .limit = at_most(0)});
}

// What the engine says of each row, in the words of OpaRows.
std::vector<std::string> said_by_situation(const Scene& scene, const Rule& rule,
                                           const AttributeColumns& columns) {
  const RuleVerdicts verdicts =
      judge(rule, scene.book.dependencies(rule), columns, Digest{}, *scene.engine, {});
  std::vector<std::string> all;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const Judgement& judgement = verdicts.judgements[verdicts.of_row[row]];
    if (!judgement.unknown.empty() || !judgement.error.empty())
      throw std::runtime_error(rule.id + " could not be asked about a row");
    all.push_back(said(judgement.violations, judgement.not_evaluable));
  }
  return all;
}

}  // namespace

void measure_cold(const Options& options) {
  const Shape shape = many_accesses(options);
  const Scene scene(shape);
  const Run run = evaluate_all(scene, *scene.engine);
  print_situations(run, shape);
  print_second(scene, shape);
  std::string how;
  const SnapshotFacts facts(*scene.store, scene.snapshot, scene.snapshot.info.as_of);
  const double rate = opa_rate(scene, facts, options, how);
  const double baseline = static_cast<double>(run.accesses) / rate;
  Row row{.group = "evaluation",
          .what = "cold: snapshot to findings and cache",
          .shape = shape.name,
          .against = "OPA on every access, scaled",
          .limit = at_least(100),
          .note = std::to_string(run.accesses) + " accesses, " +
                  std::to_string(run.evaluation.findings.size()) + " findings; " + how};
  print(row_of({run.seconds(), baseline, run.seconds() / baseline, 1}, row));
}

void measure_compare(const Options& options) {
  Shape shape = options.quick ? shape_of(10'000) : shape_m();
  shape.sensitive_per_mille = 70;
  const Scene scene(shape);
  const AccessGraph graph(scene.snapshot);
  const AttributeColumns columns = scene.all_attributes(effective_access(graph, build_catalogue(graph)));
  const std::size_t rows = std::min<std::size_t>(columns.rows(), options.quick ? 10'000 : 500'000);
  const OpaRows::Said alone = OpaRows(scene.book).ask(columns, 0, rows, 1'000);
  std::size_t compared = 0, different = 0, with_something = 0;
  for (const Rule& rule : scene.book.rules()) {
    if (rule.metadata.grain != Grain::access) continue;
    const std::vector<std::string> ours = said_by_situation(scene, rule, columns);
    const auto theirs = alone.find(rule.id);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::string& expected = theirs == alone.end() ? std::string() : theirs->second[row];
      ++compared;
      with_something += expected.empty() ? 0U : 1U;
      different += ours[row] == expected ? 0U : 1U;
    }
  }
  print({.group = "evaluation",
         .what = "verdicts that differ from OPA's on the full row",
         .shape = shape.name,
         .reeve = static_cast<double>(different),
         .unit = "verdicts",
         .ratio = static_cast<double>(different),
         .limit = at_most(0),
         .note = std::to_string(rows) + " accesses, " + std::to_string(compared) + " verdicts compared, " +
                 std::to_string(with_something) + " of them not empty"});
}

}  // namespace reeve::bench
