#include "engine/workflow/waivers.h"

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/policy/waivers.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/policy_files.h"

namespace reeve {
namespace {

// Every name by which the people who profit may be called: key, native key, name, employee number, e-mail.
std::vector<std::string> names_of(const Snapshot& s, IdentityIx i) {
  std::vector<std::string> names{s.subject_key(i)};
  for (const StringRef ref : {s[i].key, s[i].name, s[i].employee_number, s[i].email}) {
    if (!ref.empty()) names.emplace_back(s.text(ref));
  }
  return names;
}

std::vector<std::string> beneficiaries(const Snapshot& snapshot, const Finding& finding) {
  for (std::size_t i = 0; i < snapshot.identities.size(); ++i) {
    if (snapshot.subject_key(IdentityIx(i)) == finding.subject_key) return names_of(snapshot, IdentityIx(i));
  }
  for (std::size_t i = 0; i < snapshot.principals.size(); ++i) {
    const PrincipalIx p(i);
    if (snapshot.subject_key(p) == finding.subject_key && snapshot[p].identity.valid()) {
      return names_of(snapshot, snapshot[p].identity);
    }
  }
  return {finding.subject_key, finding.subject_name};
}

}  // namespace

Waiver add_waiver(const Context& context, const WaiverRequest& request) {
  const auto store = context.open_store();
  const std::vector<FindingRecord> records = store->findings();
  const Finding& finding = find_finding(records, request.finding).finding;
  if (finding.grain == Grain::waiver)
    throw Error(ErrorCode::refused, "a finding about a waiver cannot be waived; renew or revoke that waiver");
  const UtcMillis now = context.clock->now();
  const Waiver waiver{.id = uuid_v7(now),
                      .rule = finding.rule,
                      .subject_key = finding.subject_key,
                      .entitlement_key = finding.entitlement_key,
                      .reason = request.reason,
                      .compensating_control = request.compensating_control,
                      .requested_by = request.requested_by,
                      .approved_by = request.approved_by,
                      .from = now,
                      .until = request.until,
                      .recorded_at = now,
                      .revoked_by = {}};
  const auto latest = store->latest_snapshot();
  if (!latest) throw Error(ErrorCode::not_found, "there is no snapshot; run `reeve sync`");
  const auto longest =
      policy_data(context.config).at("reeve").at("thresholds").at("waiver_days_maximum").get<std::int64_t>();
  const std::string problem =
      objection(waiver, beneficiaries(store->load_snapshot(latest->no), finding), longest);
  if (!problem.empty()) throw Error(ErrorCode::refused, problem);
  store->add_waiver(waiver);
  return waiver;
}

}  // namespace reeve
