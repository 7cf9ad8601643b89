// The two closures against a bare CRoaring loop over the same ready arrays, against a breadth-first search
// for each account, and against recursive SQL in SQLite.
#include <stdexcept>
#include <utility>

#include "engine/access/closure.h"
#include "engine/access/stamped_set.h"
#include "tests/bench/side_by_side/bare_sqlite.h"
#include "tests/bench/side_by_side/measurements.h"
#include "tests/bench/side_by_side/shapes.h"

namespace reeve::bench {
namespace {

constexpr std::uint64_t kSqlPairs = 400'000;

std::uint64_t pairs_of(const Closure& closure, std::size_t principals) {
  Roaring scratch;
  std::uint64_t pairs = 0;
  for (std::uint32_t p = 0; p < principals; ++p) pairs += closure.of(PrincipalIx(p), scratch).cardinality();
  return pairs;
}

// What anybody would write who has the arrays: a bitmap for each component that has members, one that is used
// again for the rest.
class BareClosure {
 public:
  BareClosure(const Csr& edges, const Components& components, const Closure* base)
      : edges_(edges), components_(components), base_(base), sets_(components.count()) {
    has_members_.assign(components.count(), false);
    for (std::uint32_t node = 0; node < edges.rows(); ++node) {
      for (const std::uint32_t to : edges.row(node)) {
        if (components.of[to] != components.of[node]) has_members_[components.of[to]] = true;
      }
    }
  }

  std::uint64_t pairs() {
    std::uint64_t pairs = 0;
    for (std::uint32_t c = 0; c < components_.count(); ++c) {
      Roaring leaf;
      Roaring& set = has_members_[c] ? sets_[c] : leaf;
      fill(c, set);
      pairs += set.cardinality() * components_.members.row(c).size();
    }
    return pairs;
  }

 private:
  void fill(std::uint32_t c, Roaring& set) {
    for (const std::uint32_t node : components_.members.row(c)) {
      if (base_ == nullptr) {
        set.add(node);
      } else {
        set |= base_->of(PrincipalIx(node), scratch_);
      }
      for (const std::uint32_t to : edges_.row(node)) {
        if (components_.of[to] != c) set |= sets_[components_.of[to]];
      }
    }
  }

  const Csr& edges_;
  const Components& components_;
  const Closure* base_;
  std::vector<Roaring> sets_;
  std::vector<bool> has_members_;
  Roaring scratch_;
};

void require_same(std::uint64_t ours, std::uint64_t theirs) {
  if (ours != theirs) throw std::runtime_error("the closure and its baseline differ");
}

class ClosureBench {
 public:
  ClosureBench(std::string shape, const Snapshot& snapshot, const Options& options)
      : shape_(std::move(shape)),
        options_(options),
        graph_(snapshot),
        count_(snapshot.principals.size()),
        inherited_(find_components(graph_.inherited)),
        assumable_(find_components(graph_.assumable)) {}

  void run() {
    against_bare("inherited closure", graph_.inherited, inherited_, nullptr);
    const Closure inherited = Closure::inherited(graph_);
    against_bare("assumable closure", graph_.assumable, assumable_, &inherited);
    against_search();
    memory();
    against_sql();
  }

 private:
  Row row(std::string what, std::string against, Limit limit) const {
    return {.group = "closure",
            .what = std::move(what),
            .shape = shape_,
            .against = std::move(against),
            .limit = limit,
            .rounds = options_.rounds()};
  }

  void against_bare(const std::string& what, const Csr& edges, const Components& components,
                    const Closure* base) {
    std::uint64_t ours = 0, theirs = 0;
    const Paired paired = side_by_side(
        options_.rounds(),
        [&] {
          Components ready = components;
          return seconds_of([&] {
            const Closure closure = base == nullptr ? Closure::inherited(graph_, std::move(ready))
                                                    : Closure::assumable(graph_, *base, std::move(ready));
            ours = pairs_of(closure, count_);
          });
        },
        [&] { return seconds_of([&] { theirs = BareClosure(edges, components, base).pairs(); }); });
    require_same(ours, theirs);
    Row out = row(what + ", all principals", "bare CRoaring loop", at_most(1.5));
    out.note = std::to_string(ours) + " pairs, " + std::to_string(edges.to.size()) + " edges";
    print(row_of(paired, out));
  }

  // Without SQL's; limits for the two large companies.
  void memory() const {
    const double limit = shape_ == "M" ? 2'048 : shape_ == "L" ? 6'144 : 0;
    if (limit == 0) return;
    print({.group = "closure",
           .what = "peak memory with snapshot and closures",
           .shape = shape_,
           .reeve = peak_mib(),
           .unit = "MiB",
           .ratio = peak_mib(),
           .limit = at_most(limit)});
  }

  double whole_closure(std::uint64_t& pairs) const {
    return seconds_of([&] { pairs = pairs_of(Closure::inherited(graph_), count_); });
  }

  std::uint64_t search() const {
    StampedSet seen(count_);
    std::vector<std::uint32_t> queue;
    std::uint64_t pairs = 0;
    for (std::uint32_t p = 0; p < count_; ++p) {
      seen.clear();
      seen.add(p);
      queue.assign(1, p);
      for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const std::uint32_t to : graph_.inherited.row(queue[i])) {
          if (seen.add(to)) queue.push_back(to);
        }
      }
      pairs += queue.size();
    }
    return pairs;
  }

  void against_search() const {
    const bool must = shape_ == "dense" || shape_ == "lattice";
    std::uint64_t ours = 0, theirs = 0;
    const Paired paired = side_by_side(
        options_.rounds(), [&] { return whole_closure(ours); },
        [&] { return seconds_of([&] { theirs = search(); }); });
    require_same(ours, theirs);
    print(row_of(paired, row("inherited closure with Tarjan", "breadth-first search for each",
                             must ? at_least(10) : Limit{})));
  }

  // On so many principals, spread evenly, that the search stays short; then scaled by pairs.
  void against_sql() const {
    std::uint64_t pairs = 0, in_sample = 0;
    const double ours = whole_closure(pairs);
    const std::uint64_t step = std::max<std::uint64_t>(pairs / kSqlPairs, 1);
    RecursiveSql sql(graph_.inherited);
    std::vector<double> seconds;
    for (std::size_t i = 0; i < (options_.quick ? 1U : 3U); ++i) {
      seconds.push_back(seconds_of([&] { in_sample = sql.pairs_of_every(step); }));
    }
    std::vector<double> again{ours};
    for (std::size_t i = 1; i < options_.rounds(); ++i) again.push_back(whole_closure(pairs));
    const double scaled = median(seconds) * static_cast<double>(pairs) / static_cast<double>(in_sample);
    Row out = row("inherited closure with Tarjan", "recursive SQL in SQLite", at_least(20));
    if (step > 1)
      out.note = "SQL on " + std::to_string(in_sample) + " of " + std::to_string(pairs) + " pairs, scaled";
    print(row_of({median(again), scaled, median(again) / scaled}, out));
  }

  std::string shape_;
  const Options& options_;
  AccessGraph graph_;
  std::size_t count_;
  Components inherited_, assumable_;
};

}  // namespace

Snapshot snapshot_named(const std::string& shape) {
  for (const Shape& known : {shape_s(), shape_m(), shape_l()}) {
    if (known.name == shape) return company_of(known);
  }
  return hard_shape(shape);
}

void measure_closure(const Options& options) {
  const Snapshot snapshot = snapshot_named(options.shape);
  ClosureBench(options.shape, snapshot, options).run();
}

}  // namespace reeve::bench
