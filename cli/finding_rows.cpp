#include "cli/finding_rows.h"

#include <algorithm>
#include <tuple>

#include "engine/core/text.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kShort = 12;

std::string state_words(const FindingRecord& record) {
  const std::string state(to_string(record.state));
  const bool says_more = record.state == FindingState::resolved && record.cause != ResolvedCause::none;
  return says_more ? state + ": " + std::string(to_string(record.cause)) : state;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(printable_utf8(text));
}

}  // namespace

Table finding_table(std::vector<FindingRecord> records, bool for_programs) {
  std::ranges::sort(records, [](const FindingRecord& a, const FindingRecord& b) {
    const auto key = [](const FindingRecord& r) {
      return std::tuple(-static_cast<int>(r.finding.severity), r.finding.rule, r.finding.subject_name,
                        r.finding.entitlement_name, r.finding.fingerprint);
    };
    return key(a) < key(b);
  });
  Table table{.columns = {{.key = "finding", .heading = "finding"},
                          {.key = "severity", .heading = "severity"},
                          {.key = "state", .heading = "state"},
                          {.key = "rule", .heading = "rule"},
                          {.key = "what", .heading = "what", .wrap = true}},
              .rows = {}};
  if (for_programs) {
    for (const char* key : {"code", "subject", "subject_key", "entitlement", "entitlement_key", "source",
                            "manager", "categories", "first_seen", "last_seen"}) {
      table.columns.push_back({.key = key, .heading = key});
    }
  }
  for (const FindingRecord& r : records) {
    const Finding& f = r.finding;
    const std::string fingerprint = to_hex(f.fingerprint);
    std::vector<Json> row{for_programs ? fingerprint : fingerprint.substr(0, kShort),
                          std::string(to_string(f.severity)), state_words(r), f.rule,
                          printable_utf8(f.sentence)};
    if (for_programs) {
      for (Json value : {Json(f.code), text_or_null(f.subject_name),
                         text_or_null(printable_key(f.subject_key)), text_or_null(f.entitlement_name),
                         f.entitlement_key.empty() ? Json(nullptr) : Json(printable_key(f.entitlement_key)),
                         text_or_null(f.source), text_or_null(f.manager_name), Json(join(f.categories, "|")),
                         Json(r.first_seen), Json(r.last_seen)}) {
        row.push_back(std::move(value));
      }
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace reeve::cli
