#include "cli/demo/fact_rows.h"

#include "engine/core/text.h"

namespace reeve::demo {
namespace {

using Cells = std::vector<std::string>;

std::string cell(MaybeTime time) {
  if (time.is_unknown()) return "";
  if (time.is_never()) return "never";
  return time.value() % kDay == 0 ? format_date(time.value()) : format_time(time.value());
}

std::string cell(bool value) { return value ? "yes" : "no"; }
std::string cell(TriState value) { return std::string(to_string(value)); }

template <typename Enum>
std::string name(Enum value) {
  return std::string(to_string(value));
}

Cells row(const IdentityFact& f) {
  return {f.key,         f.display_name, name(f.employment), name(f.status),    f.job,
          f.department,  f.region,       f.manager_key,      f.employee_number, f.email,
          cell(f.start), cell(f.end),    cell(f.job_since)};
}

Cells account_row(const PrincipalFact& f) {
  return {f.key,           f.display_name,       f.owner_key,         name(f.account_kind),
          cell(f.enabled), cell(f.last_sign_in), cell(f.valid_until), f.employee_number,
          f.email,         f.person_name};
}

Cells principal_row(const PrincipalFact& f) { return {f.key, f.display_name, name(f.kind), f.owner_key}; }

Cells row(const MembershipFact& f) {
  return {f.member_key,      f.container_key,    cell(f.inherited),
          cell(f.assumable), cell(f.granted_at), cell(f.valid_until)};
}

Cells row(const ResourceFact& f) {
  return {f.key,         f.parent_key, f.display_name, name(f.kind),       f.owner_key,
          f.steward_key, f.region,     f.environment,  join(f.labels, "|")};
}

Cells row(const LineageFact& f) {
  return {f.exposing_key, f.exposed_key, name(f.mode), f.reader_key, f.privilege};
}

Cells row(const GrantFact& f) {
  return {f.principal_key,    f.resource_key,       f.privilege,
          name(f.action),     cell(f.grant_option), cell(f.covers_descendants),
          cell(f.personal),   name(f.kind),         f.grantor_key,
          cell(f.granted_at), cell(f.valid_until)};
}

Cells row(const GateFact& f) { return {f.resource_key, f.privilege, name(f.check)}; }

Cells row(const UsageFact& f) {
  return {f.principal_key,       f.resource_key,      f.privilege,        cell(f.last_used),
          cell(f.observed_from), cell(f.observed_to), name(f.attribution)};
}

Cells row(const ApprovalFact& f) {
  return {f.request,      f.subject_key, f.target_key, f.privilege,
          f.approver_key, f.purpose,     cell(f.from), cell(f.until)};
}

template <typename Fact, typename ToRow>
void add(std::vector<FactFile>& files, std::string section, const Cells& header,
         const std::vector<Fact>& facts, const ToRow& to_row) {
  if (facts.empty()) return;
  FactFile file{std::move(section), csv_line(header)};
  for (const Fact& fact : facts) file.bytes += csv_line(to_row(fact));
  files.push_back(std::move(file));
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& text : cells) {
    if (&text != &cells.front()) line += ',';
    if (text.find_first_of(",;\"\r\n") == std::string::npos) {
      line += text;
      continue;
    }
    line += '"';
    for (const char c : text) line += c == '"' ? "\"\"" : std::string(1, c);
    line += '"';
  }
  return line + "\n";
}

std::vector<FactFile> fact_files(const SourceFacts& source) {
  const auto plain = [](const auto& fact) { return row(fact); };
  std::vector<FactFile> files;
  add(files, "identities",
      {"key", "display_name", "employment", "status", "job", "department", "region", "manager",
       "employee_number", "email", "start", "end", "job_since"},
      source.identities, plain);
  add(files, "accounts",
      {"key", "display_name", "owner", "account_kind", "enabled", "last_sign_in", "valid_until",
       "employee_number", "email", "person_name"},
      source.accounts, account_row);
  add(files, "principals", {"key", "display_name", "kind", "owner"}, source.principals, principal_row);
  add(files, "memberships", {"member", "container", "inherited", "assumable", "granted_at", "valid_until"},
      source.memberships, plain);
  add(files, "resources",
      {"key", "parent", "display_name", "kind", "owner", "steward", "region", "environment", "labels"},
      source.resources, plain);
  add(files, "lineage", {"exposing", "exposed", "mode", "reader", "privilege"}, source.lineages, plain);
  add(files, "grants",
      {"principal", "resource", "privilege", "action", "grant_option", "covers_descendants", "personal",
       "kind", "grantor", "granted_at", "valid_until"},
      source.grants, plain);
  add(files, "gates", {"resource", "privilege", "check"}, source.gates, plain);
  add(files, "usage",
      {"principal", "resource", "privilege", "last_used", "observed_from", "observed_to", "attribution"},
      source.usages, plain);
  add(files, "approvals",
      {"request", "subject", "target", "privilege", "approver", "purpose", "from", "until"}, source.approvals,
      plain);
  return files;
}

}  // namespace reeve::demo
