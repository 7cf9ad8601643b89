#include <algorithm>
#include <map>

#include "engine/core/text.h"
#include "engine/report/svg_chart.h"
#include "reports/html_view.h"

namespace reeve {
namespace {

constexpr std::size_t kMostBars = 25;

std::vector<ReviewLine> most_open_first(std::vector<ReviewLine> lines) {
  std::ranges::stable_sort(lines, [](const ReviewLine& a, const ReviewLine& b) {
    return a.open + a.decided > b.open + b.decided;
  });
  return lines;
}

std::string completion_chart(const std::vector<ReviewLine>& lines) {
  BarChart chart{.id = "chart-completion",
                 .title = "Completion by reviewer",
                 .description =
                     "One bar per reviewer: cases signed off, decided, and undecided. The table below "
                     "holds the same figures.",
                 .legend = {{"c-signed", "signed off"}, {"c-decided", "decided"}, {"c-open", "undecided"}}};
  for (std::size_t i = 0; i < std::min(lines.size(), kMostBars); ++i) {
    const ReviewLine& l = lines[i];
    chart.rows.push_back(
        {.label = l.reviewer,
         .segments = {{"c-signed", l.signed_off}, {"c-decided", l.decided}, {"c-open", l.open}},
         .note = std::to_string(l.signed_off) + " of " + std::to_string(l.cases)});
  }
  return bar_chart(chart);
}

// Cases decided, and signed for, by each moment.
std::string time_line(const Report& report) {
  const Campaign& campaign = *report.campaign;
  TimeChart chart{
      .id = "chart-time",
      .title = "Decisions over time",
      .description = "Cases decided and cases signed off from the opening to the end, of all cases.",
      .from = campaign.opened_at,
      .to = std::max(campaign.opened_at + kDay,
                     std::min(report.made_at, std::max(campaign.deadline, campaign.closed_at))),
      .ceiling = report.review.all.cases,
      .series = {{.key = {"c-decided", "decided"}}, {.key = {"c-signed", "signed off"}}}};
  for (const Decision& d : report.decisions) chart.series[0].points.push_back({d.at, 0});
  std::ranges::sort(chart.series[0].points, {}, &TimePoint::at);
  for (std::size_t i = 0; i < chart.series[0].points.size(); ++i) chart.series[0].points[i].value = i + 1;
  std::size_t signed_off = 0;
  for (const SignOff& s : report.sign_offs) {
    signed_off += static_cast<std::size_t>(s.items);
    chart.series[1].points.push_back({s.at, signed_off});
  }
  if (campaign.deadline <= chart.to) chart.marks.push_back({campaign.deadline, "deadline"});
  if (campaign.state == CampaignState::closed) chart.marks.push_back({campaign.closed_at, "closed"});
  return time_chart(chart);
}

Json line_row(const ReviewLine& l) {
  return {{"reviewer", l.reviewer},
          {"cases", std::to_string(l.cases)},
          {"open", std::to_string(l.open)},
          {"decided", std::to_string(l.decided)},
          {"signed_off", std::to_string(l.signed_off)},
          {"certified", std::to_string(l.certified + l.certified_until)},
          {"revoked", std::to_string(l.revoked)},
          {"not_judged", std::to_string(l.not_judged)},
          {"in_bulk", std::to_string(l.in_bulk)}};
}

Json sign_off_row(const SignOff& s) {
  return {{"reviewer", s.reviewer_name},
          {"at", shown_time(s.at)},
          {"items", std::to_string(s.items)},
          {"statement", s.statement}};
}

Json scope_rows(const ReviewSummary& r) {
  const auto row = [](const std::string& name, std::size_t count) {
    return Json{{"name", name}, {"count", std::to_string(count)}};
  };
  return Json::array({row("accesses in the snapshot", r.accesses), row("became cases", r.all.cases),
                      row("not evaluable: no classification", r.not_evaluable),
                      row("held only because everybody has it", r.covered_by_public),
                      row("out of scope", r.out_of_scope)});
}

}  // namespace

Json review_view(const Report& report) {
  if (!report.campaign) return nullptr;
  const std::vector<ReviewLine> lines = most_open_first(report.review.reviewers);
  std::vector<Json> rows;
  for (const ReviewLine& line : lines) rows.push_back(line_row(line));
  Json sign_offs = Json::array();
  for (const SignOff& s : report.sign_offs) sign_offs.push_back(sign_off_row(s));
  return {{"chart", lines.empty() ? "" : completion_chart(lines)},
          {"chart_more", lines.size() > kMostBars
                             ? "The " + std::to_string(kMostBars) + " reviewers with most left to do, of " +
                                   std::to_string(lines.size()) + "."
                             : ""},
          {"time_line", time_line(report)},
          {"lines", limited(std::move(rows), "reviewers")},
          {"all", line_row(report.review.all)},
          {"scope", scope_rows(report.review)},
          {"has_sign_offs", !sign_offs.empty()},
          {"sign_offs", std::move(sign_offs)}};
}

}  // namespace reeve
