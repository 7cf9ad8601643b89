// The decisions that an auditor reads first: what was kept although a rule flags it, what was revoked, and
// what nobody judged.
#include <algorithm>
#include <map>

#include "engine/core/text.h"
#include "reports/html_view.h"

namespace reeve {
namespace {

std::string sentence_of(const Case& c) {
  const auto it = c.evidence.find("sentence");
  const bool known = it != c.evidence.end() && it->is_string() && !it->get_ref<const std::string&>().empty();
  return known ? it->get<std::string>() : c.subject_name + ": " + c.entitlement_name;
}

std::string decided(const Decision& d) {
  std::string words(to_string(d.kind));
  if (d.until) words += " " + format_date(*d.until);
  return words + (d.bulk ? " (in bulk)" : "");
}

Json row_of(const Case& c, const Decision* d, const std::string& reviewer) {
  return {{"no", std::to_string(c.no)},
          {"risk", c.findings.empty() ? "" : to_string(c.risk)},
          {"sentence", sentence_of(c)},
          {"decision", d == nullptr ? "undecided" : decided(*d)},
          {"reason", d == nullptr ? "" : d->reason},
          {"by", d == nullptr ? reviewer : d->by_name},
          {"how", d == nullptr ? "" : shown_time(d->at) + ", " + d->signed_in},
          {"digest", first_hex(c.evidence_digest)}};
}

struct Lists {
  std::vector<Json> kept_flagged, revoked, not_judged, flagged_open;
};

void sort_in(Lists& lists, const Case& c, const Decision* d, const std::string& reviewer) {
  if (d == nullptr) {
    if (c.flagged) lists.flagged_open.push_back(row_of(c, d, reviewer));
  } else if (d->kind == DecisionKind::revoke) {
    lists.revoked.push_back(row_of(c, d, reviewer));
  } else if (d->kind == DecisionKind::cannot_judge) {
    lists.not_judged.push_back(row_of(c, d, reviewer));
  } else if (c.flagged) {
    lists.kept_flagged.push_back(row_of(c, d, reviewer));
  }
}

Json section(const std::string& heading, const std::string& text, std::vector<Json> rows) {
  Json s = limited(std::move(rows), "cases");
  s["heading"] = heading;
  s["text"] = text;
  return s;
}

}  // namespace

Json decisions_view(const Report& report) {
  if (!report.campaign) return nullptr;
  std::map<std::int32_t, const Decision*> decision_of;
  for (const Decision& d : report.decisions) decision_of[d.case_no] = &d;
  std::map<std::int32_t, std::string> reviewer_of;
  for (const WorkItem& item : report.work_items) reviewer_of[item.case_no] = item.reviewer_name;
  std::vector<const Case*> cases;
  for (const Case& c : report.cases) cases.push_back(&c);
  std::ranges::stable_sort(cases, [](const Case* a, const Case* b) { return a->risk > b->risk; });
  Lists lists;
  for (const Case* c : cases) {
    const auto d = decision_of.find(c->no);
    sort_in(lists, *c, d == decision_of.end() ? nullptr : d->second, reviewer_of[c->no]);
  }
  Json sections = Json::array();
  const auto add = [&](const std::string& heading, const std::string& text, std::vector<Json>& rows) {
    if (!rows.empty()) sections.push_back(section(heading, text, std::move(rows)));
  };
  add("Kept although flagged",
      "A rule flags these accesses, and the reviewer kept them for the reason beside it.",
      lists.kept_flagged);
  add("Revoked", "The reviewer decided that these accesses have to go.", lists.revoked);
  add("Not judged", "The reviewer could not judge these accesses.", lists.not_judged);
  add("Flagged and undecided", "A rule flags these accesses, and nobody has decided.", lists.flagged_open);
  if (sections.empty()) return nullptr;
  return {{"sections", std::move(sections)}};
}

}  // namespace reeve
