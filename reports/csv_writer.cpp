#include "reports/csv_writer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>

#include "engine/core/text.h"

namespace reeve {
namespace {

// The columns, once; a row is a map from column to text.
constexpr auto kColumns = std::to_array<std::string_view>(
    {"record",      "id",         "state",      "state_at",  "severity",     "rule",     "subject",
     "entitlement", "source",     "categories", "reviewer",  "why_reviewer", "decision", "until",
     "reason",      "decided_by", "decided_at", "signed_in", "bulk",         "digest",   "detail"});

using Row = std::map<std::string_view, std::string>;

enum class Formulas : unsigned char { disarmed, as_they_are };

class CsvWriter final : public Writer {
 public:
  explicit CsvWriter(Formulas formulas) : formulas_(formulas) {}

  void write(const Report& report, std::ostream& out) override {
    out_ = &out;
    for (std::size_t i = 0; i < kColumns.size(); ++i) out << (i == 0 ? "" : ",") << kColumns[i];
    out << "\r\n";
    write_limits(report);
    write_findings(report);
    if (report.campaign) write_cases(report);
    write_removals(report);
  }

 private:
  void write(const Row& row) {
    for (const auto& [column, text] : row) assert(std::ranges::find(kColumns, column) != kColumns.end());
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const auto cell = row.find(kColumns[i]);
      *out_ << (i == 0 ? "" : ",") << (cell == row.end() ? "" : quoted(cell->second));
    }
    *out_ << "\r\n";
  }

  std::string quoted(std::string text) const {
    constexpr std::string_view kRun = "=+-@\t\r";
    if (formulas_ == Formulas::disarmed && !text.empty() && kRun.find(text[0]) != std::string_view::npos) {
      text.insert(0, "'");
    }
    if (text.find_first_of(",\"\r\n;") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
  }

  void write_limits(const Report& report) {
    for (const SyncRun& run : report.runs) {
      write(Row{{"record", "source"},
                {"id", "run " + std::to_string(run.no)},
                {"state", std::string(run.state == RunState::quarantined && run.accepted_by.empty()
                                          ? to_string(run.state)
                                          : to_string(run.worst_state()))},
                {"source", run.source},
                {"state_at", format_time(run.finished)},
                {"digest", to_hex(run.digest)}});
    }
    for (const std::string& text : report.source_problems)
      write(Row{{"record", "source problem"}, {"detail", text}});
    for (const std::string& text : report.review.rejected_rows)
      write(Row{{"record", "rejected row"}, {"detail", text}});
    for (const std::string& text : report.review.unclassified)
      write(Row{{"record", "not reviewed"}, {"detail", text}});
    for (const std::string& text : report.review.contradictions)
      write(Row{{"record", "contradiction"}, {"detail", text}});
    for (const std::string& rule : report.disabled_rules)
      write(Row{{"record", "rule switched off"}, {"rule", rule}});
    for (const NotEvaluable& n : report.not_evaluable) {
      write(Row{{"record", "not evaluable"},
                {"rule", n.rule},
                {"subject", printable_key(n.subject_key)},
                {"entitlement", printable_key(n.entitlement_key)},
                {"reason", n.reason},
                {"detail", n.detail}});
    }
  }

  void write_findings(const Report& report) {
    for (const FindingRecord& record : report.findings) {
      const Finding& f = record.finding;
      write(Row{{"record", "finding"},
                {"id", to_hex(f.fingerprint)},
                {"state", std::string(to_string(record.state))},
                {"severity", std::string(to_string(f.severity))},
                {"rule", f.rule},
                {"subject", f.subject_name},
                {"entitlement", f.entitlement_name},
                {"source", f.source},
                {"categories", join(f.categories, " ")},
                {"reviewer", f.manager_name},
                {"reason", std::string(to_string(record.cause))},
                {"detail", f.sentence}});
    }
    for (const Waiver& w : report.waivers) {
      write(Row{{"record", "waiver"},
                {"id", w.id},
                {"state", w.revoked_by.empty() ? "" : "revoked by " + w.revoked_by},
                {"rule", w.rule},
                {"subject", printable_key(w.subject_key)},
                {"entitlement", printable_key(w.entitlement_key)},
                {"until", format_time(w.until)},
                {"reason", w.reason},
                {"decided_by", w.approved_by},
                {"decided_at", format_time(w.recorded_at)},
                {"detail", w.compensating_control}});
    }
  }

  void write_cases(const Report& report) {
    std::map<std::int32_t, const Decision*> decisions;
    for (const Decision& d : report.decisions) decisions[d.case_no] = &d;
    std::map<std::int32_t, const WorkItem*> items;
    for (const WorkItem& item : report.work_items) items[item.case_no] = &item;
    for (const Case& c : report.cases) {
      const auto d = decisions.find(c.no);
      write(case_row(c, *items.at(c.no), d == decisions.end() ? nullptr : d->second));
    }
    for (const SignOff& s : report.sign_offs) {
      write(Row{{"record", "sign-off"},
                {"state", count_of(static_cast<std::size_t>(s.items), "case", "cases")},
                {"reviewer", s.reviewer_name},
                {"decided_at", format_time(s.at)},
                {"detail", s.statement}});
    }
  }

  static Row case_row(const Case& c, const WorkItem& item, const Decision* d) {
    Row row{{"record", "case"},
            {"id", std::to_string(c.no)},
            {"state", std::string(to_string(item.state))},
            {"severity", c.findings.empty() ? "" : std::string(to_string(c.risk))},
            {"subject", c.subject_name},
            {"entitlement", c.entitlement_name},
            {"categories", join(c.categories, " ")},
            {"reviewer", item.reviewer_name},
            {"why_reviewer", item.why_reviewer},
            {"digest", to_hex(c.evidence_digest)},
            {"detail", c.evidence.value("sentence", "")}};
    if (d == nullptr) return row;
    row["decision"] = to_string(d->kind);
    row["until"] = d->until ? format_time(*d->until) : "";
    row["reason"] = d->reason;
    row["decided_by"] = d->by_name;
    row["decided_at"] = format_time(d->at);
    row["signed_in"] = d->signed_in;
    row["bulk"] = d->bulk ? "yes" : "no";
    return row;
  }

  void write_removals(const Report& report) {
    for (const Removal& r : report.removals) {
      write(Row{{"record", "removal"},
                {"id", r.id},
                {"state", std::string(to_string(r.state))},
                {"source", r.edge.source},
                {"entitlement", r.what},
                {"reason", r.state_detail},
                {"decided_by", r.decided_by},
                {"decided_at", format_time(r.decided_at)},
                {"state_at", r.state_at == 0 ? "" : format_time(r.state_at)},
                {"detail", r.statement}});
    }
    for (const Ticket& t : report.tickets) {
      write(Row{{"record", "ticket"},
                {"id", t.idempotency_key},
                {"state", std::string(to_string(t.state))},
                {"source", t.sink},
                {"reason", t.last_error},
                {"detail", t.external_ref}});
    }
  }

  const Formulas formulas_;
  std::ostream* out_ = nullptr;
};

}  // namespace

std::unique_ptr<Writer> make_csv_writer() { return std::make_unique<CsvWriter>(Formulas::disarmed); }
std::unique_ptr<Writer> make_raw_csv_writer() { return std::make_unique<CsvWriter>(Formulas::as_they_are); }

}  // namespace reeve
