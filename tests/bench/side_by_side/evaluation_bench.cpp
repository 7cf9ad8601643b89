// From a loaded snapshot to findings, against OPA asked about every access.
#include <algorithm>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "engine/opa/opa_evaluator.h"
#include "engine/policy/rule_evaluation.h"
#include "engine/sql/sql_store.h"
#include "engine/workflow/rule_runner.h"
#include "tests/bench/side_by_side/measurements.h"
#include "tests/bench/side_by_side/opa_rows.h"
#include "tests/bench/side_by_side/shapes.h"
#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::bench {
namespace {

std::unique_ptr<Evaluator> start_engine() { return start_opa({.binary = test::opa_binary().string()}); }

// A company of M with so many sensitive tables that people reach some ten million of them.
Shape many_accesses(const Options& options) {
  Shape shape = options.quick ? shape_of(10'000) : shape_m();
  shape.sensitive_per_mille = options.quick ? 200 : 750;
  return shape;
}

class Scene {
 public:
  explicit Scene(const Shape& shape)
      : snapshot(company_of(shape)),
        store(create_store("sqlite:" + (folder.path() / "reeve.db").string())),
        engine(start_engine()),
        book(present_policies({}), {}, *engine) {}

  const Snapshot snapshot;
  const test::ScratchDir folder;
  const std::unique_ptr<Store> store;
  const std::unique_ptr<Evaluator> engine;
  const RuleBook book;
};

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
      const double seconds = seconds_of([&] { run.reports.push_back(runner.run(rule, run.evaluation)); });
      std::cerr << rule.id << " " << seconds << " s, " << run.reports.back().situations << " situations, "
                << run.reports.back().findings << " findings, " << run.reports.back().not_evaluable
                << " not evaluable\n";
    }
  });
  std::cerr << "access " << run.access << " s, rules " << run.rules << " s\n";
  return run;
}

AttributeColumns all_attributes(const Scene& scene, const SnapshotFacts& facts) {
  const std::vector<Finding> none;
  return build_attributes(Grain::access, {.snapshot = scene.snapshot,
                                          .access = facts.access,
                                          .waivers = facts.waivers,
                                          .findings = none,
                                          .bands = scene.book.bands(),
                                          .settings = scene.book.settings()});
}

// Of OPA with full rows: the best batch size on a small sample, then the median over a steady one.
double opa_rate(const Scene& scene, const SnapshotFacts& facts, const Options& options, std::string& how) {
  const AttributeColumns columns = all_attributes(scene, facts);
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

}  // namespace

void measure_cold(const Options& options) {
  const Shape shape = many_accesses(options);
  const Scene scene(shape);
  std::vector<double> seconds;
  Run run = evaluate_all(scene, *scene.engine);
  seconds.push_back(run.seconds());
  print_situations(run, shape);
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

}  // namespace reeve::bench
