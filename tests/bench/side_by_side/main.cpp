// side_by_side MEASUREMENT [SHAPE] [--quick]: measures, and prints one line of JSON for each row.
// side_by_side report ROWS BENCH_JSON PERFORMANCE_MD: makes the table out of such lines.
#include <exception>
#include <functional>
#include <iostream>
#include <map>

#include "tests/bench/side_by_side/measurements.h"
#include "tests/bench/side_by_side/report.h"

namespace reeve::bench {
namespace {

const std::map<std::string, std::function<void(const Options&)>> kMeasurements{
    {"closure", measure_closure}, {"cold", measure_cold},     {"compare", measure_compare},
    {"warm", measure_warm},       {"growth", measure_growth}, {"store", measure_store},
    {"queries", measure_queries},
};

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 4 && arguments[0] == "report") {
    return write_report(arguments[1], arguments[2], arguments[3]) ? 0 : 1;
  }
  const auto found = arguments.empty() ? kMeasurements.end() : kMeasurements.find(arguments[0]);
  if (found == kMeasurements.end()) {
    std::cerr << "usage: side_by_side MEASUREMENT [SHAPE] [--quick]; measurements:";
    for (const auto& [name, measure] : kMeasurements) std::cerr << " " << name;
    std::cerr << "\n";
    return 64;
  }
  Options options;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i] == "--quick") {
      options.quick = true;
    } else {
      options.shape = arguments[i];
    }
  }
  found->second(options);
  return 0;
}

}  // namespace
}  // namespace reeve::bench

int main(int argc, char** argv) {
  try {
    return reeve::bench::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "side_by_side: " << error.what() << "\n";
    return 1;
  }
}
