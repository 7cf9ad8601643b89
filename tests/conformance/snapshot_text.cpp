#include "tests/conformance/snapshot_text.h"

#include <sstream>

#include "engine/core/digest.h"

namespace reeve::test {
namespace {

class Printer {
 public:
  explicit Printer(const Snapshot& snapshot) : snapshot_(snapshot) {}

  std::vector<std::string> take() { return std::move(lines_); }

  template <class... Values>
  void line(const char* what, const Values&... values) {
    std::ostringstream out;
    out << what;
    ((out << ' ', put(out, values)), ...);
    lines_.push_back(out.str());
  }

 private:
  void put(std::ostream& out, StringRef ref) { put(out, std::string(snapshot_.text(ref))); }
  void put(std::ostream& out, const std::string& text) { out << '"' << text << '"'; }
  void put(std::ostream& out, const MaybeTime& time) { out << format_time(time); }
  void put(std::ostream& out, bool value) { out << (value ? "yes" : "no"); }
  void put(std::ostream& out, std::int64_t value) { out << value; }
  void put(std::ostream& out, const Digest& digest) { out << to_hex(digest); }
  void put(std::ostream& out, const Origin& origin) {
    put(out, origin.source);
    out << ':' << origin.ordinal;
  }
  template <class Tag>
  void put(std::ostream& out, Index<Tag> index) {
    out << (index.valid() ? std::to_string(index.value) : "-");
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(std::ostream& out, Enum value) { out << static_cast<int>(value); }
  template <class Value>
  void put(std::ostream& out, const std::vector<Value>& values) {
    out << '[';
    for (const Value& value : values) put(out, value);
    out << ']';
  }
  void put(std::ostream& out, const std::optional<std::string>& text) {
    text ? put(out, *text) : void(out << "none");
  }

  const Snapshot& snapshot_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> snapshot_text(const Snapshot& s) {
  Printer out(s);
  out.line("snapshot", s.info.no, s.info.id, s.info.as_of, s.info.missing_sources, s.info.derived_digest);
  for (const RunNo run : s.info.runs) out.line("of run", run);
  for (const SyncRun& run : s.runs) out.line("run", run.no, run.id, run.source, run.digest, run.reject_count);
  out.line("categories", s.categories);
  for (const auto& r : s.identities) {
    out.line("identity", r.origin, r.key, r.name, r.job, r.department, r.region, r.employee_number, r.email,
             r.manager_key, r.employment, r.status, r.manager, r.start, r.end, r.job_since);
  }
  for (const auto& r : s.principals) {
    out.line("principal", r.origin, r.key, r.second_key, r.name, r.owner_key, r.employee_number, r.email,
             r.kind, r.account_kind, r.enabled, r.is_private, r.last_sign_in, r.valid_until, r.owner_state,
             r.identity, r.owner_rule, static_cast<std::int64_t>(r.confidence));
  }
  for (const auto& r : s.memberships) {
    out.line("membership", r.origin, r.member, r.container, r.inherited, r.assumable, r.administer,
             r.grantor_key, r.derived_by, r.granted_at, r.valid_until);
  }
  for (const auto& r : s.resources) {
    out.line("resource", r.origin, r.key, r.second_key, r.name, r.owner_key, r.steward_key, r.region,
             r.environment, r.kind, r.parent, r.owner, r.steward, r.labels, r.state, r.categories,
             r.classified_by);
  }
  for (const auto& r : s.lineages) {
    out.line("lineage", r.origin, r.exposing, r.exposed, r.mode, r.reader, r.privilege);
  }
  for (const auto& r : s.grants) {
    out.line("grant", r.origin, r.principal, r.resource, r.privilege, r.grantor_key, r.action, r.grant_option,
             r.option_only, r.covers_descendants, r.personal, r.kind, r.granted_at, r.valid_until);
  }
  for (const auto& r : s.gates) out.line("gate", r.origin, r.resource, r.privilege, r.check);
  for (const auto& r : s.usages) {
    out.line("usage", r.origin, r.principal, r.resource, r.privilege, r.last_used, r.observed_from,
             r.observed_to, r.attribution);
  }
  for (const auto& r : s.approvals) {
    out.line("approval", r.origin, r.request, r.subject_key, r.target_key, r.privilege, r.approver_key,
             r.purpose, r.from, r.until);
  }
  for (const auto& r : s.rejects) {
    out.line("reject", r.source, r.reject.section, r.reject.where, r.reject.key, r.reject.reason);
  }
  return out.take();
}

}  // namespace reeve::test
