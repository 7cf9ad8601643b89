// Whether twice the people take twice the time: from a snapshot to both closures and everybody's access.
#include <optional>

#include "engine/access/closure.h"
#include "engine/access/effective.h"
#include "tests/bench/side_by_side/measurements.h"
#include "tests/bench/side_by_side/shapes.h"

namespace reeve::bench {
namespace {

struct Size {
  double seconds = 0;
  std::size_t accesses = 0;
  std::uint64_t pairs = 0;
};

std::uint64_t pairs_of(const AccessGraph& graph, const Closure& closure) {
  Roaring scratch;
  std::uint64_t pairs = 0;
  for (std::uint32_t p = 0; p < graph.inherited.rows(); ++p) {
    pairs += closure.of(PrincipalIx(p), scratch).cardinality();
  }
  return pairs;
}

Size measure(std::uint32_t people, std::size_t rounds) {
  Shape shape = shape_of(people);
  shape.sensitive_per_mille = 100;
  const Snapshot snapshot = company_of(shape);
  Size size;
  std::vector<double> seconds;
  for (std::size_t i = 0; i < rounds; ++i) {
    seconds.push_back(seconds_of([&] {
      const AccessGraph graph(snapshot);
      const Closure inherited = Closure::inherited(graph);
      size.pairs = pairs_of(graph, Closure::assumable(graph, inherited));
      size.accesses = effective_access(graph, build_catalogue(graph)).size();
    }));
  }
  size.seconds = median(seconds);
  return size;
}

}  // namespace

void measure_growth(const Options& options) {
  std::optional<Size> before;
  for (const std::uint32_t people : {25'000U, 50'000U, 100'000U, 200'000U}) {
    if (options.quick && people > 50'000) break;
    const Size now = measure(people, options.rounds());
    Row row{.group = "growth",
            .what = "closures and access of " + std::to_string(people) + " people",
            .shape = std::to_string(people),
            .reeve = now.seconds,
            .rounds = options.rounds(),
            .note = std::to_string(now.pairs) + " pairs, " + std::to_string(now.accesses) + " accesses"};
    if (before) {
      row.against = "half as many people";
      row.baseline = before->seconds;
      row.ratio = now.seconds / before->seconds;
      row.limit = at_most(2.2);
    }
    print(row);
    before = now;
  }
}

}  // namespace reeve::bench
