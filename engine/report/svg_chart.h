// Charts as inline SVG, without scripts. Colours are classes (c-critical, c-signed ...) that the page's style
// sheet fills, so that screen and print agree. Every chart has a title and a description for people who do
// not see it; the same figures stand in a table beside it.
#pragma once

#include <string>
#include <vector>

#include "engine/core/time.h"

namespace reeve {

struct ChartKey {
  std::string css;  // "c-critical"
  std::string label;
};

struct Segment {
  std::string css;
  std::size_t value = 0;
};

struct BarRow {
  std::string label;  // shortened where it is too long
  std::vector<Segment> segments;
  std::string note;  // at the end of the bar: "12", "3 of 9"
};

struct BarChart {
  std::string id;  // unique on the page
  std::string title;
  std::string description;
  std::vector<ChartKey> legend;
  std::vector<BarRow> rows;
};

// Horizontal stacked bars, one below the other, on one scale.
std::string bar_chart(const BarChart& chart);

struct TimePoint {
  UtcMillis at = 0;
  std::size_t value = 0;
};

struct TimeSeries {
  ChartKey key;
  std::vector<TimePoint> points;  // by time; the value holds until the next point
};

struct TimeMark {
  UtcMillis at = 0;
  std::string label;
};

struct TimeChart {
  std::string id;
  std::string title;
  std::string description;
  UtcMillis from = 0;
  UtcMillis to = 0;
  std::size_t ceiling = 0;  // the highest value there can be
  std::vector<TimeSeries> series;
  std::vector<TimeMark> marks;
};

// Steps over time.
std::string time_chart(const TimeChart& chart);

}  // namespace reeve
