// Two things timed side by side, and what came out as one row of the table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace reeve::bench {

// at_most: reeve's time by the baseline's must not be above the limit. at_least: the baseline's time by
// reeve's must not be below it. reported: there is no limit.
enum class LimitKind : unsigned char { reported, at_most, at_least };

struct Limit {
  LimitKind kind = LimitKind::reported;
  double value = 0;
};
constexpr Limit at_most(double value) { return {LimitKind::at_most, value}; }
constexpr Limit at_least(double value) { return {LimitKind::at_least, value}; }

struct Row {
  std::string group, what, shape;
  double reeve = 0;  // in `unit`
  std::string against;
  double baseline = 0;  // in `unit`; 0 where there is none
  std::string unit = "s";
  double ratio = 0;  // as the limit reads it; 0 where there is none
  Limit limit;
  std::size_t rounds = 1;
  std::string note;
};
bool holds(const Row& row);
Json to_json(const Row& row);

double seconds_of(const std::function<void()>& work);
double median(std::vector<double> values);

struct Paired {
  double reeve = 0, baseline = 0;  // medians
  double slower = 0;               // median of the rounds' reeve / baseline
  std::size_t rounds = 0;
};
// Alternates, so that what else the machine does hits both; who begins changes from round to round. Short
// work gets more rounds.
Paired side_by_side(std::size_t rounds, const std::function<double()>& reeve,
                    const std::function<double()>& baseline);

// A row out of medians.
Row row_of(const Paired& paired, Row row);

struct Options {
  std::string shape;  // empty: every shape of the measurement
  bool quick = false;
  std::size_t rounds() const { return quick ? 3 : 5; }
};

// Prints rows as they come, each as one line of JSON, with the highest memory that this process has used so
// far.
void print(Row row);

double peak_mib();

}  // namespace reeve::bench
