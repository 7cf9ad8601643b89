#include "portal/findings_view.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/policy/waivers.h"
#include "engine/workflow/access_sentences.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/policy_files.h"
#include "engine/workflow/policy_set.h"
#include "engine/workflow/waivers.h"
#include "portal/links.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

// As the rule describes itself now; nothing where it is gone or does not read.
std::optional<RuleMetadata> metadata_of(const Request& request, const std::string& rule) {
  try {
    for (const PolicyModule& module : present_policies(request.context.config).modules) {
      const std::string file = "/" + rule.substr(rule.rfind('/') + 1) + ".rego";
      if (module.path.find("/" + rule + "/") == std::string::npos || !module.path.ends_with(file)) continue;
      return read_rule_metadata(module.path, module.text);
    }
  } catch (const Error& e) {
    request.context.progress->note("portal: rule " + rule + ": " + e.message());
  }
  return std::nullopt;
}

std::string css_of(WaiverState state) {
  return state == WaiverState::in_force ? "good" : state == WaiverState::expired ? "bad" : "";
}

Json waiver_row(const Waiver& w, const std::vector<FindingRecord>& findings, UtcMillis now) {
  const WaiverNames names = names_of(w, findings);
  const WaiverState state = state_of(w, now);
  return {{"state", state == WaiverState::in_force ? "in force" : std::string(to_string(state))},
          {"css", css_of(state)},
          {"rule", w.rule},
          {"scope", names.subject + ": " + names.entitlement},
          {"reason", printable_utf8(w.reason)},
          {"control", printable_utf8(w.compensating_control)},
          {"requested_by", printable_utf8(w.requested_by)},
          {"approved_by", printable_utf8(w.approved_by)},
          {"until", format_date(w.until)},
          {"left", state == WaiverState::in_force ? days_left(now, w.until) : ""},
          {"revoked_by", w.revoked_by}};
}

}  // namespace

ServerResponse findings(const Request& request) {
  const CategoryWords words = category_words(policy_data(request.context.config));
  return page(request, 200, "findings", findings_view(request.store.findings(), filter_of(request), words));
}

ServerResponse finding(const Request& request) {
  try {
    const std::vector<FindingRecord> records = request.store.findings();
    const FindingRecord& record = find_finding(records, asked(request, "id"));
    record_look(request, "finding", record.finding.subject_name + ": " + record.finding.rule);
    const auto rule = metadata_of(request, record.finding.rule);
    return page(request, 200, "finding",
                finding_view(record, rule ? &*rule : nullptr, request.store.waivers(), request.now));
  } catch (const Error& e) {
    if (e.code() != ErrorCode::not_found && e.code() != ErrorCode::usage && e.code() != ErrorCode::conflict)
      throw;
    return message(request, 404, "No such finding", "It does not exist, or its number is not written whole.",
                   "Go back to the findings.");
  }
}

ServerResponse waivers(const Request& request) {
  Json rows = Json::array();
  std::size_t in_force = 0;
  const std::vector<Waiver> all = request.store.waivers();
  const std::vector<FindingRecord> findings = request.store.findings();
  for (auto w = all.rbegin(); w != all.rend(); ++w) {
    in_force += state_of(*w, request.now) == WaiverState::in_force ? 1 : 0;
    rows.push_back(waiver_row(*w, findings, request.now));
  }
  return page(request, 200, "waivers",
              {{"title", "Waivers"},
               {"summary", count_of(in_force, "waiver is", "waivers are") + " in force, of " +
                               std::to_string(rows.size())},
               {"none", rows.empty()},
               {"rows", std::move(rows)}});
}

ServerResponse looks(const Request& request) {
  constexpr std::size_t kMost = 500;
  Json rows = Json::array();
  for (const Look& look : request.store.looks(kMost)) {
    rows.push_back({{"at", minute_of(look.at)},
                    {"by", look.by},
                    {"role", look.role},
                    {"what", look.what},
                    {"about", look.about}});
  }
  return page(request, 200, "looks",
              {{"title", "Looks"}, {"none", rows.empty()}, {"rows", std::move(rows)}, {"most", kMost}});
}

}  // namespace reeve::portal
