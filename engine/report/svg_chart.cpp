#include "engine/report/svg_chart.h"

#include <algorithm>
#include <cmath>

#include "engine/core/text.h"
#include "engine/report/svg_text.h"

namespace reeve {
namespace {

constexpr double kWidth = 560;
constexpr double kLabelWidth = 196;
constexpr double kLeastNoteWidth = 66;
constexpr double kNoteLetter = 8.5;  // a bold letter or digit at most
constexpr double kRowHeight = 30;
constexpr double kBarHeight = 18;
constexpr double kLegendHeight = 30;
constexpr std::size_t kLongestLabel = 28;

constexpr double kPlotLeft = 42;
constexpr double kPlotRight = 14;
constexpr double kPlotTop = 26;
constexpr double kPlotHeight = 180;
constexpr double kAxisHeight = 26;

std::string rectangle(const std::string& css, double x, double y, double width, double height) {
  return "<rect" + svg_attribute("class", css) + svg_attribute("x", x) + svg_attribute("y", y) +
         svg_attribute("width", width) + svg_attribute("height", height) + "/>";
}

// A line of coloured squares with their meaning, from `x` on.
std::string legend(const std::vector<ChartKey>& keys, double x, double y) {
  std::string out;
  for (const ChartKey& key : keys) {
    out += rectangle(key.css, x, y, 12, 12) + svg_text("key", x + 18, y + 10.5, key.label);
    x += 44 + 7.2 * static_cast<double>(utf8_length(key.label));
  }
  return out;
}

std::size_t total_of(const BarRow& row) {
  std::size_t total = 0;
  for (const Segment& s : row.segments) total += s.value;
  return total;
}

std::string bar(const BarRow& row, double y, double scale) {
  std::string out = svg_text("label", kLabelWidth - 12, y + 13.5, shortened(row.label, kLongestLabel));
  double x = kLabelWidth;
  for (const Segment& s : row.segments) {
    if (s.value == 0) continue;
    const double width = std::max(2.0, scale * static_cast<double>(s.value));
    out += rectangle(s.css, x, y, width, kBarHeight);
    x += width;
  }
  out += svg_text("note", x + 8, y + 13.5, row.note);
  return "<g><title>" + html_escape(row.label + ": " + row.note) + "</title>" + out + "</g>";
}

// Where things of a time chart stand.
struct Plot {
  const TimeChart& chart;

  double x(UtcMillis at) const {
    const UtcMillis clamped = std::clamp(at, chart.from, chart.to);
    const double share = static_cast<double>(clamped - chart.from) /
                         static_cast<double>(std::max<UtcMillis>(1, chart.to - chart.from));
    return kPlotLeft + share * (kWidth - kPlotLeft - kPlotRight);
  }
  double y(std::size_t value) const {
    const double share =
        static_cast<double>(value) / static_cast<double>(std::max<std::size_t>(1, chart.ceiling));
    return kPlotTop + kPlotHeight * (1 - share);
  }
};

std::string area(const Plot& plot, const TimeSeries& series) {
  std::string path = "M" + svg_number(plot.x(plot.chart.from)) + " " + svg_number(plot.y(0));
  for (const TimePoint& p : series.points)
    path += "H" + svg_number(plot.x(p.at)) + "V" + svg_number(plot.y(p.value));
  path += "H" + svg_number(plot.x(plot.chart.to)) + "V" + svg_number(plot.y(0)) + "Z";
  return "<path" + svg_attribute("class", series.key.css) + svg_attribute("d", path) + "/>";
}

std::string grid(const Plot& plot) {
  std::string out;
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const double y = kPlotTop + kPlotHeight * (1 - share);
    const auto value =
        static_cast<std::size_t>(std::llround(share * static_cast<double>(plot.chart.ceiling)));
    out += svg_line("grid", kPlotLeft, y, kWidth - kPlotRight, y);
    out += svg_text("tick end", kPlotLeft - 8, y + 4, std::to_string(value));
  }
  return out;
}

std::string dates(const Plot& plot) {
  constexpr double kLetter = 34;  // half of a date
  const double y = kPlotTop + kPlotHeight + 18;
  std::string out;
  const UtcMillis span = plot.chart.to - plot.chart.from;
  const int steps = span < 4 * kDay ? 1 : 4;
  for (int i = 0; i <= steps; ++i) {
    const UtcMillis at = plot.chart.from + span / steps * i;
    const double x = std::clamp(plot.x(at), kPlotLeft + kLetter - 6, kWidth - kPlotRight - kLetter + 6);
    out += svg_text("tick middle", x, y, format_date(at));
  }
  return out;
}

std::string marks(const Plot& plot) {
  std::string out;
  for (const TimeMark& mark : plot.chart.marks) {
    const double x = plot.x(mark.at);
    const bool on_the_right = x > kWidth / 2;
    out += svg_line("mark", x, kPlotTop - 8, x, kPlotTop + kPlotHeight);
    out += svg_text(on_the_right ? "tick end" : "tick", on_the_right ? x - 5 : x + 5, kPlotTop - 12 + 2,
                    mark.label);
  }
  return out;
}

}  // namespace

std::string bar_chart(const BarChart& chart) {
  std::size_t longest = 1;
  double note_width = kLeastNoteWidth;
  for (const BarRow& row : chart.rows) {
    longest = std::max(longest, total_of(row));
    note_width = std::max(note_width, 8 + kNoteLetter * static_cast<double>(utf8_length(row.note)));
  }
  const double scale = (kWidth - kLabelWidth - note_width) / static_cast<double>(longest);
  const double top = chart.legend.empty() ? 4 : kLegendHeight;
  std::string out = svg_opened(chart.id, chart.title, chart.description, kWidth,
                               top + kRowHeight * static_cast<double>(chart.rows.size()));
  out += legend(chart.legend, kLabelWidth, 4);
  double y = top;
  for (const BarRow& row : chart.rows) {
    out += bar(row, y, scale);
    y += kRowHeight;
  }
  return out + svg_line("axis", kLabelWidth, top - 4, kLabelWidth, y - 6) + "</svg>";
}

std::string time_chart(const TimeChart& chart) {
  const Plot plot{chart};
  std::string out = svg_opened(chart.id, chart.title, chart.description, kWidth,
                               kPlotTop + kPlotHeight + kAxisHeight + kLegendHeight);
  out += grid(plot);
  std::vector<ChartKey> keys;
  for (const TimeSeries& series : chart.series) {
    out += area(plot, series);
    keys.push_back(series.key);
  }
  out += svg_line("ceiling", kPlotLeft, plot.y(chart.ceiling), kWidth - kPlotRight, plot.y(chart.ceiling));
  return out + marks(plot) + dates(plot) + legend(keys, kPlotLeft, kPlotTop + kPlotHeight + kAxisHeight + 8) +
         "</svg>";
}

}  // namespace reeve
