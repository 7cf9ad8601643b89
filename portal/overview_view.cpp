#include "portal/overview_view.h"

#include <algorithm>
#include <functional>
#include <map>

#include "engine/core/text.h"
#include "engine/report/finding_counts.h"
#include "engine/report/svg_chart.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

constexpr std::size_t kMostUnits = 20;
constexpr std::size_t kMostDepartments = 25;

struct Progress {
  std::string name;
  std::string unit;
  std::size_t cases = 0;  // to decide: cases == open + decided + signed_off
  std::size_t open = 0, decided = 0, signed_off = 0;

  void add(const ReviewCount& count) {
    const auto n = static_cast<std::size_t>(count.items);
    // Nobody is asked about what is gone or carried forward; a question about a right leaves its case open.
    if (count.state == WorkItemState::gone || count.state == WorkItemState::carried) return;
    if (count.state == WorkItemState::open || count.state == WorkItemState::asked) open += n;
    if (count.state == WorkItemState::decided) decided += n;
    if (count.state == WorkItemState::signed_off) signed_off += n;
    cases += n;
  }
  bool not_started() const { return cases > 0 && open == cases; }
};

std::string number(std::size_t n) { return figure(static_cast<std::int64_t>(n)); }

std::size_t percent(std::size_t part, std::size_t whole) { return whole == 0 ? 100 : part * 100 / whole; }

// Not started first, then those with most left to do.
std::vector<Progress> by_reviewer(const std::vector<ReviewCount>& counts, const SnapshotView* snapshot) {
  std::vector<Progress> out;
  std::string key;
  for (const ReviewCount& count : counts) {
    if (out.empty() || key != count.reviewer_key) {
      key = count.reviewer_key;
      out.push_back({.name = count.reviewer_name, .unit = snapshot ? snapshot->department_of(key) : ""});
    }
    out.back().add(count);
  }
  std::ranges::stable_sort(out, [](const Progress& a, const Progress& b) {
    if (a.not_started() != b.not_started()) return a.not_started();
    return a.open > b.open;
  });
  return out;
}

std::vector<Progress> by_unit(const std::vector<Progress>& reviewers) {
  std::map<std::string, Progress> units;
  for (const Progress& p : reviewers) {
    Progress& unit = units[p.unit];
    unit.name = p.unit.empty() ? "no unit known" : p.unit;
    unit.cases += p.cases;
    unit.open += p.open;
    unit.decided += p.decided;
    unit.signed_off += p.signed_off;
  }
  std::vector<Progress> out;
  for (auto& [name, unit] : units) out.push_back(std::move(unit));
  std::ranges::stable_sort(out, std::greater(), &Progress::open);
  return out;
}

std::string progress_chart(const std::vector<Progress>& units) {
  BarChart chart{.id = "chart-progress",
                 .title = "Progress by unit",
                 .description = "One bar per unit of the reviewers: cases signed off, decided, and open.",
                 .legend = {{"c-signed", "signed off"}, {"c-decided", "decided"}, {"c-open", "open"}}};
  for (std::size_t i = 0; i < std::min(units.size(), kMostUnits); ++i) {
    const Progress& u = units[i];
    chart.rows.push_back(
        {.label = u.name,
         .segments = {{"c-signed", u.signed_off}, {"c-decided", u.decided}, {"c-open", u.open}},
         .note = std::to_string(u.cases - u.open) + " of " + std::to_string(u.cases)});
  }
  return bar_chart(chart);
}

Json reviewer_row(const Progress& p) {
  const bool finished = p.signed_off == p.cases;
  const std::string state = finished          ? "signed off"
                            : p.not_started() ? "not started"
                            : p.open == 0     ? "to sign off"
                                              : "at work";
  return {{"name", p.name},
          {"unit", p.unit},
          {"cases", number(p.cases)},
          {"open", number(p.open)},
          {"decided", number(p.decided)},
          {"signed_off", number(p.signed_off)},
          {"state", state},
          {"css", finished          ? "good"
                  : p.not_started() ? "bad"
                                    : "warn"}};
}

Json severity_cells(const std::map<Severity, std::size_t>& counts) {
  Json cells = Json::array();
  for (const Severity s : kWorstFirst) {
    const auto it = counts.find(s);
    const std::string label = capitalised(std::string(to_string(s)));
    cells.push_back({{"label", label}, {"count", it == counts.end() ? "" : number(it->second)}});
  }
  return cells;
}

std::string query_of(const std::string& key, const std::string& value) {
  return "/findings?" + key + "=" + value;
}

}  // namespace

Json progress_view(const Campaign& campaign, const std::vector<ReviewCount>& counts,
                   const SnapshotView* snapshot, UtcMillis now) {
  const std::vector<Progress> reviewers = by_reviewer(counts, snapshot);
  Progress all;
  for (const ReviewCount& count : counts) all.add(count);
  const auto idle = static_cast<std::size_t>(std::ranges::count_if(reviewers, &Progress::not_started));
  Json rows = Json::array();
  for (const Progress& p : reviewers) rows.push_back(reviewer_row(p));
  const bool open = campaign.state == CampaignState::open;
  return {{"name", campaign.name},
          {"id", campaign.id},
          {"cases_href", "/cases?campaign=" + campaign.id},
          {"open", open},
          {"deadline", minute_of(campaign.deadline)},
          {"deadline_iso", format_time(campaign.deadline)},
          {"days_left", open ? days_left(now, campaign.deadline) : "closed"},
          {"over", open && campaign.deadline < now},
          {"done", percent(all.cases - all.open, all.cases)},
          {"signed", percent(all.signed_off, all.cases)},
          {"cases", number(all.cases)},
          {"left", number(all.open)},
          {"not_started", idle == 0 ? "" : count_of(idle, "reviewer has", "reviewers have") + " not started"},
          {"chart", reviewers.empty() ? "" : progress_chart(by_unit(reviewers))},
          {"reviewers", std::move(rows)}};
}

Json findings_overview(std::span<const FindingRecord> findings, const CategoryWords& words) {
  const auto rules = counts_by_rule(findings);
  Json rule_rows = Json::array();
  std::size_t open = 0;
  std::size_t grave = 0;
  for (const auto& [name, rule] : rules) {
    open += rule.all_open();
    for (const Severity s : {Severity::critical, Severity::high})
      grave += rule.open.contains(s) ? rule.open.at(s) : 0;
    rule_rows.push_back({{"rule", name},
                         {"href", query_of("rule", name)},
                         {"severity", to_string(rule.severity)},
                         {"open", number(rule.all_open())},
                         {"waived", number(rule.waived)},
                         {"resolved", number(rule.resolved)}});
  }
  Json categories = Json::array();
  for (const auto& [id, counts] : open_by_category(findings)) {
    const auto name = words.find(id);
    categories.push_back({{"name", id.empty()            ? "no category"
                                   : name == words.end() ? id
                                                         : name->second},
                          {"href", id.empty() ? "" : query_of("category", id)},
                          {"cells", severity_cells(counts)}});
  }
  return {{"open", number(open)},
          {"grave", number(grave)},
          {"any", open > 0},
          {"chart", chart_of_rules(rules)},
          {"has_rules", !rules.empty()},
          {"rules", std::move(rule_rows)},
          {"has_categories", !categories.empty()},
          {"categories", std::move(categories)}};
}

Json trend_view(const std::vector<EvaluationFigures>& figures) {
  if (figures.size() < 2) return nullptr;
  TimeChart chart{
      .id = "chart-trend",
      .title = "Findings over time",
      .description = "What the rules found in each evaluated snapshot, by severity, one on the other.",
      .from = figures.front().as_of,
      .to = figures.back().as_of + 1,
      .ceiling = 1};
  // Drawn one over the other, so each series counts itself and everything that is worse.
  for (const Severity s : {Severity::low, Severity::medium, Severity::high, Severity::critical}) {
    TimeSeries series{.key = {"c-" + std::string(to_string(s)), std::string(to_string(s))}};
    for (const EvaluationFigures& f : figures) {
      std::int64_t sum = 0;
      for (auto worse = static_cast<std::size_t>(s); worse < f.findings.size(); ++worse)
        sum += f.findings[worse];
      series.points.push_back({f.as_of, static_cast<std::size_t>(sum)});
      chart.ceiling = std::max(chart.ceiling, series.points.back().value);
    }
    chart.series.push_back(std::move(series));
  }
  Json rows = Json::array();
  for (auto f = figures.rbegin(); f != figures.rend(); ++f) {
    std::map<Severity, std::size_t> counts;
    for (const Severity s : kWorstFirst)
      counts[s] = static_cast<std::size_t>(f->findings[static_cast<std::size_t>(s)]);
    rows.push_back({{"snapshot", f->snapshot},
                    {"as_of", format_date(f->as_of)},
                    {"cells", severity_cells(counts)},
                    {"not_evaluable", figure(f->not_evaluable)}});
  }
  return {{"chart", time_chart(chart)}, {"rows", std::move(rows)}};
}

Json exposure_view(const Exposure& exposure) {
  BarChart chart{.id = "chart-exposure",
                 .title = "People by category of data",
                 .description = "How many people reach each category; the table holds them by department."};
  Json heads = Json::array();
  for (std::size_t c = 0; c < exposure.categories.size(); ++c) {
    const std::size_t people = exposure.all.by_category[c];
    heads.push_back(
        {{"name", capitalised(exposure.names[c])}, {"href", "/access/who?what=" + exposure.categories[c]}});
    chart.rows.push_back({.label = capitalised(exposure.names[c]),
                          .segments = {{"c-people", people}},
                          .note = number(people)});
  }
  const auto row_of = [&](const ExposureRow& row, const std::string& name) {
    Json cells = Json::array();
    for (std::size_t c = 0; c < row.by_category.size(); ++c)
      cells.push_back({{"label", capitalised(exposure.names[c])},
                       {"count", row.by_category[c] == 0 ? "" : number(row.by_category[c])}});
    return Json{{"name", name}, {"people", number(row.people)}, {"cells", std::move(cells)}};
  };
  Json rows = Json::array();
  for (std::size_t i = 0; i < std::min(exposure.departments.size(), kMostDepartments); ++i) {
    const ExposureRow& row = exposure.departments[i];
    rows.push_back(row_of(row, row.department.empty() ? "no department known" : row.department));
  }
  return {{"people", number(exposure.all.people)},
          {"population", number(exposure.population)},
          {"others", exposure.other_subjects == 0 ? ""
                                                  : count_of(exposure.other_subjects, "account", "accounts") +
                                                        " that belong to nobody"},
          {"undecided", exposure.undecided == 0
                            ? ""
                            : count_of(exposure.undecided, "access reaches", "accesses reach") +
                                  " things that nobody classified"},
          {"chart", chart.rows.empty() ? "" : bar_chart(chart)},
          {"heads", std::move(heads)},
          {"rows", std::move(rows)},
          {"all", row_of(exposure.all, "Everybody")},
          {"more", exposure.departments.size() > kMostDepartments
                       ? "and " + std::to_string(exposure.departments.size() - kMostDepartments) +
                             " smaller departments"
                       : ""}};
}

Json not_evaluable_view(std::span<const NotEvaluable> not_evaluable) {
  if (not_evaluable.empty()) return nullptr;
  struct Count {
    std::size_t verdicts = 0, people = 0;
  };
  std::map<std::string, Count> reasons;
  for (const NotEvaluable& n : not_evaluable) {
    Count& count =
        reasons[(n.rule.empty() ? "every rule" : n.rule) + ": " + (n.detail.empty() ? n.reason : n.detail)];
    ++count.verdicts;
    count.people += n.people;
  }
  std::vector<std::pair<std::string, Count>> ordered(reasons.begin(), reasons.end());
  std::ranges::stable_sort(ordered, std::greater(), [](const auto& e) { return e.second.people; });
  Json rows = Json::array();
  for (const auto& [reason, count] : ordered) {
    rows.push_back({{"reason", printable_utf8(reason)},
                    {"verdicts", number(count.verdicts)},
                    {"people", number(count.people)}});
  }
  return {{"count", number(not_evaluable.size())}, {"rows", std::move(rows)}};
}

}  // namespace reeve::portal
