#include "tests/bench/side_by_side/measure.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <iostream>

namespace reeve::bench {
namespace {

// What takes less than a second in all its rounds is repeated.
constexpr double kEnoughSeconds = 1;
constexpr std::size_t kMostRounds = 31;

const char* name_of(LimitKind kind) {
  switch (kind) {
    case LimitKind::reported: return "reported";
    case LimitKind::at_most: return "at_most";
    case LimitKind::at_least: return "at_least";
  }
  return "";
}

}  // namespace

bool holds(const Row& row) {
  switch (row.limit.kind) {
    case LimitKind::reported: return true;
    case LimitKind::at_most: return row.ratio <= row.limit.value;
    case LimitKind::at_least: return row.ratio >= row.limit.value;
  }
  return false;
}

Json to_json(const Row& row) {
  return {{"group", row.group},
          {"what", row.what},
          {"shape", row.shape},
          {"reeve", row.reeve},
          {"against", row.against},
          {"baseline", row.baseline},
          {"unit", row.unit},
          {"ratio", row.ratio},
          {"limit", {{"kind", name_of(row.limit.kind)}, {"value", row.limit.value}}},
          {"holds", holds(row)},
          {"rounds", row.rounds},
          {"note", row.note},
          {"peak_mib", peak_mib()}};
}

double seconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Paired side_by_side(std::size_t rounds, const std::function<double()>& reeve,
                    const std::function<double()>& baseline) {
  std::vector<double> ours, theirs, slower;
  double spent = 0;
  for (std::size_t i = 0; i < rounds || (i < kMostRounds && spent < kEnoughSeconds); ++i) {
    double first = 0, second = 0;
    if (i % 2 == 0) {
      first = reeve();
      second = baseline();
    } else {
      second = baseline();
      first = reeve();
    }
    ours.push_back(first);
    theirs.push_back(second);
    slower.push_back(first / second);
    spent += first + second;
  }
  return {median(ours), median(theirs), median(slower), ours.size()};
}

Row row_of(const Paired& paired, Row row) {
  row.reeve = paired.reeve;
  row.baseline = paired.baseline;
  if (paired.rounds > 0) row.rounds = paired.rounds;
  row.ratio = row.limit.kind == LimitKind::at_least ? 1 / paired.slower : paired.slower;
  return row;
}

void print(Row row) { std::cout << canonical_json(to_json(row)) << std::endl; }

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace reeve::bench
