#include <algorithm>
#include <array>
#include <map>

#include "engine/core/text.h"
#include "engine/report/svg_chart.h"
#include "reports/html_view.h"

namespace reeve {
namespace {

struct StateWords {
  RemovalState state;
  std::string css;
  std::string meaning;
};

// In the order of a removal's life, the good end last.
const std::array<StateWords, 7> kStates{{
    {RemovalState::came_back, "c-critical", "was gone, and a later read shows it again"},
    {RemovalState::still_present, "c-high", "a read after the decision still shows it"},
    {RemovalState::rejected, "c-medium", "somebody refused to remove it"},
    {RemovalState::planned, "c-open", "decided; nobody was asked yet, or it is held"},
    {RemovalState::ticketed, "c-low", "somebody was asked to remove it"},
    {RemovalState::claimed_done, "c-decided", "somebody says that it is removed"},
    {RemovalState::verified_removed, "c-signed", "a complete read after the decision no longer shows it"},
}};

std::size_t in_state(const std::vector<Removal>& removals, RemovalState state) {
  return static_cast<std::size_t>(std::ranges::count(removals, state, &Removal::state));
}

std::string chart_of(const std::vector<Removal>& removals) {
  BarChart chart{
      .id = "chart-removals",
      .title = "Removals by state",
      .description = "One bar per state. Only a later complete read makes a removal verified removed."};
  for (const StateWords& s : kStates) {
    const std::size_t count = in_state(removals, s.state);
    if (count == 0) continue;
    chart.rows.push_back({.label = std::string(to_string(s.state)),
                          .segments = {{s.css, count}},
                          .note = std::to_string(count)});
  }
  return bar_chart(chart);
}

std::string tickets_of(const std::vector<const Ticket*>& tickets) {
  std::vector<std::string> words;
  for (const Ticket* t : tickets) {
    words.push_back(t->sink + ": " +
                    (t->state == TicketState::sent
                         ? t->external_ref
                         : std::string(t->state == TicketState::dead ? "given up" : to_string(t->state))));
  }
  return words.empty() ? "none" : join(words, ", ");
}

std::string took(const Removal& r) {
  if (r.state != RemovalState::verified_removed || r.state_at < r.decided_at) return "";
  return count_of(static_cast<std::size_t>((r.state_at - r.decided_at) / kDay), "day", "days");
}

std::string css_of(RemovalState state) { return std::ranges::find(kStates, state, &StateWords::state)->css; }

Json row_of(const Removal& r, const std::vector<const Ticket*>& tickets) {
  return {{"what", r.what},
          {"statement", r.statement},
          {"state", to_string(r.state)},
          {"css", css_of(r.state)},
          {"detail", r.state_detail},
          {"decided_by", r.decided_by},
          {"decided_on", format_date(r.decided_at)},
          {"tickets", tickets_of(tickets)},
          {"took", took(r)}};
}

}  // namespace

Json removals_view(const Report& report) {
  if (report.removals.empty()) return nullptr;
  std::map<std::string, std::vector<const Ticket*>> tickets;
  for (const Ticket& ticket : report.tickets) tickets[ticket.removal_id].push_back(&ticket);
  std::vector<Json> rows;
  for (const StateWords& s : kStates) {
    for (const Removal& r : report.removals) {
      if (r.state == s.state) rows.push_back(row_of(r, tickets[r.id]));
    }
  }
  Json states = Json::array();
  for (const StateWords& s : kStates) {
    states.push_back({{"state", to_string(s.state)},
                      {"css", s.css},
                      {"count", std::to_string(in_state(report.removals, s.state))},
                      {"meaning", s.meaning}});
  }
  return {{"chart", chart_of(report.removals)},
          {"states", std::move(states)},
          {"list", limited(std::move(rows), "removals")}};
}

}  // namespace reeve
