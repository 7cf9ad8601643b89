#include "portal/findings_view.h"

#include <algorithm>
#include <set>

#include "engine/core/text.h"
#include "engine/net/url.h"
#include "engine/policy/waivers.h"
#include "engine/report/finding_counts.h"
#include "portal/links.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

bool state_fits(const FindingRecord& record, const std::string& state) {
  if (state == "all") return true;
  return state == "open" ? counts_as_open(record) : to_string(record.state) == state;
}

bool holds(const Finding& f, const std::string& text) {
  const std::string wanted = lower_ascii(text);
  return std::ranges::any_of(
      std::initializer_list<std::string>{f.sentence, f.subject_name, f.entitlement_name, f.manager_name,
                                         to_hex(f.fingerprint)},
      [&](const std::string& where) { return lower_ascii(where).find(wanted) != std::string::npos; });
}

bool fits(const FindingRecord& record, const FindingFilter& filter) {
  const Finding& f = record.finding;
  return state_fits(record, filter.state) &&
         (filter.severity.empty() || to_string(f.severity) == filter.severity) &&
         (filter.rule.empty() || f.rule == filter.rule) &&
         (filter.source.empty() || f.source == filter.source) &&
         (filter.category.empty() ||
          std::ranges::find(f.categories, filter.category) != f.categories.end()) &&
         (filter.text.empty() || holds(f, filter.text));
}

std::string sentence_of(const Finding& f) {
  return f.sentence.empty() ? f.subject_name + ": " + f.rule : f.sentence;
}

Json row_of(const FindingRecord& record) {
  const Finding& f = record.finding;
  return {{"severity", to_string(f.severity)},
          {"sentence", sentence_of(f)},
          {"href", finding_page(f.fingerprint)},
          {"rule", f.rule},
          {"source", f.source},
          {"manager", f.manager_name},
          {"state", to_string(record.state)},
          {"first_seen", record.first_seen}};
}

using Words = std::map<std::string, std::string>;

Json options_of(const std::set<std::string>& values, const std::string& chosen, const Words& words = {}) {
  Json options = Json::array();
  for (const std::string& value : values) {
    const auto word = words.find(value);
    options.push_back({{"value", value},
                       {"label", word == words.end() ? value : word->second},
                       {"chosen", value == chosen}});
  }
  return options;
}

Json filters_view(std::span<const FindingRecord> findings, const FindingFilter& filter,
                  const Words& categories) {
  std::set<std::string> rules, sources, ids;
  for (const FindingRecord& record : findings) {
    rules.insert(record.finding.rule);
    sources.insert(record.finding.source);
    ids.insert(record.finding.categories.begin(), record.finding.categories.end());
  }
  Json severities = Json::array();
  for (const Severity s : kWorstFirst)
    severities.push_back(
        {{"value", to_string(s)}, {"label", to_string(s)}, {"chosen", to_string(s) == filter.severity}});
  Json states = Json::array();
  for (const auto& [value, label] : {std::pair{"open", "open"},
                                     {"new", "new"},
                                     {"no longer read", "no longer read"},
                                     {"waived", "waived"},
                                     {"resolved", "resolved"},
                                     {"all", "all"}})
    states.push_back({{"value", value}, {"label", label}, {"chosen", filter.state == value}});
  const auto select = [](const char* name, const char* label, bool any, Json options) {
    return Json{{"name", name}, {"label", label}, {"any", any}, {"options", std::move(options)}};
  };
  return Json::array({select("state", "State", false, std::move(states)),
                      select("severity", "Severity", true, std::move(severities)),
                      select("rule", "Rule", true, options_of(rules, filter.rule)),
                      select("category", "Category", true, options_of(ids, filter.category, categories)),
                      select("source", "Source", true, options_of(sources, filter.source))});
}

std::string address_of(const FindingFilter& filter, std::size_t page) {
  std::string address = "/findings?page=" + std::to_string(page);
  for (const auto& [name, value] : {std::pair{"state", filter.state},
                                    {"severity", filter.severity},
                                    {"rule", filter.rule},
                                    {"category", filter.category},
                                    {"source", filter.source},
                                    {"q", filter.text}}) {
    if (!value.empty()) address += "&" + std::string(name) + "=" + percent_encode(value);
  }
  return address;
}

std::string param_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::vector<std::string> parts;
  for (const Json& part : value) parts.push_back(param_text(part));
  return join(parts, ", ");
}

Json waiver_rows(const Finding& finding, std::span<const Waiver> waivers, UtcMillis now) {
  Json rows = Json::array();
  for (const Waiver& w : waivers) {
    if (!covers(w, finding)) continue;
    rows.push_back({{"state", to_string(state_of(w, now))},
                    {"reason", printable_utf8(w.reason)},
                    {"control", printable_utf8(w.compensating_control)},
                    {"requested_by", printable_utf8(w.requested_by)},
                    {"approved_by", printable_utf8(w.approved_by)},
                    {"from", format_date(w.from)},
                    {"until", format_date(w.until)},
                    {"revoked_by", w.revoked_by}});
  }
  return rows;
}

}  // namespace

FindingFilter filter_of(const Request& request) {
  FindingFilter filter{.severity = asked(request, "severity"),
                       .rule = asked(request, "rule"),
                       .category = asked(request, "category"),
                       .source = asked(request, "source"),
                       .text = asked(request, "q")};
  if (const std::string state = asked(request, "state"); !state.empty()) filter.state = state;
  filter.page = static_cast<std::size_t>(std::max<std::int64_t>(1, asked_number(request, "page")));
  return filter;
}

Json findings_view(std::span<const FindingRecord> findings, const FindingFilter& filter,
                   const Words& category_words) {
  std::vector<const FindingRecord*> found;
  for (const FindingRecord& record : findings) {
    if (fits(record, filter)) found.push_back(&record);
  }
  std::ranges::stable_sort(found, [](const FindingRecord* a, const FindingRecord* b) {
    if (a->finding.severity != b->finding.severity) return a->finding.severity > b->finding.severity;
    return a->finding.rule < b->finding.rule;
  });
  const std::size_t pages =
      std::max<std::size_t>(1, (found.size() + kFindingsOnAPage - 1) / kFindingsOnAPage);
  const std::size_t page = std::min(filter.page, pages);
  const std::size_t first = (page - 1) * kFindingsOnAPage;
  Json rows = Json::array();
  for (std::size_t i = first; i < std::min(found.size(), first + kFindingsOnAPage); ++i)
    rows.push_back(row_of(*found[i]));
  return {{"title", "Findings"},
          {"count", count_of(found.size(), "finding", "findings")},
          {"of", figure(static_cast<std::int64_t>(findings.size()))},
          {"none", found.empty()},
          {"q", filter.text},
          {"filters", filters_view(findings, filter, category_words)},
          {"rows", std::move(rows)},
          {"page", "Page " + std::to_string(page) + " of " + std::to_string(pages)},
          {"many", pages > 1},
          {"before", page > 1 ? address_of(filter, page - 1) : ""},
          {"after", page < pages ? address_of(filter, page + 1) : ""}};
}

Json finding_view(const FindingRecord& record, const RuleMetadata* rule, std::span<const Waiver> waivers,
                  UtcMillis now) {
  const Finding& f = record.finding;
  Json params = Json::array();
  for (const auto& [name, value] : f.params.items())
    params.push_back({{"name", name}, {"value", printable_utf8(param_text(value))}});
  Json view{{"title", "Finding"},
            {"sentence", sentence_of(f)},
            {"severity", to_string(f.severity)},
            {"rule", f.rule},
            {"state", to_string(record.state)},
            {"cause", to_string(record.cause)},
            {"first_seen", record.first_seen},
            {"last_seen", record.last_seen},
            {"changed_in", record.changed_in},
            {"fingerprint", to_hex(f.fingerprint)},
            {"subject", f.subject_name},
            {"entitlement", f.entitlement_name},
            {"source", f.source},
            {"manager", f.manager_name.empty() ? "none known" : f.manager_name},
            {"has_params", !params.empty()},
            {"params", std::move(params)},
            {"waivers", waiver_rows(f, waivers, now)}};
  view["has_waivers"] = !view["waivers"].empty();
  if (f.grain == Grain::access || f.grain == Grain::holder || f.grain == Grain::account)
    view["subject_href"] = access_of_page(f.subject_key);
  if (f.grain == Grain::access && !f.entitlement_key.empty())
    view["why_href"] = why_page(f.subject_key, f.entitlement_key);
  if (rule == nullptr) return view;
  view["about"] = {{"rule_title", rule->title},
                   {"description", rule->description},
                   {"remediation", rule->remediation},
                   {"controls", join(rule->controls, ", ")}};
  return view;
}

}  // namespace reeve::portal
