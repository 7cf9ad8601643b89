#include "engine/workflow/waivers.h"

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/policy/waivers.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/policy_files.h"

namespace reeve {
namespace {

// The keys of a person, in every source that tells of her.
std::vector<std::string> keys_of(const Snapshot& snapshot, IdentityIx person) {
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < snapshot.identities.size(); ++i) {
    if (same_person(snapshot, person, IdentityIx(i))) keys.push_back(snapshot.subject_key(IdentityIx(i)));
  }
  return keys;
}

// One key for one person, whatever source names her.
std::string key_of(const Snapshot& snapshot, IdentityIx person) { return keys_of(snapshot, person).front(); }

}  // namespace

Waiver add_waiver(const Context& context, const WaiverRequest& request) {
  const auto store = context.open_store();
  const std::vector<FindingRecord> records = store->findings();
  const Finding& finding = find_finding(records, request.finding).finding;
  if (finding.grain == Grain::waiver)
    throw Error(ErrorCode::refused, "a finding about a waiver cannot be waived; renew or revoke that waiver");
  const Snapshot snapshot = newest_snapshot(*store);
  const IdentityIx requester = find_person(snapshot, request.requested_by);
  const IdentityIx approver = find_person(snapshot, request.approved_by);
  const UtcMillis now = context.clock->now();
  Waiver waiver{.id = uuid_v7(now),
                .rule = finding.rule,
                .subject_key = finding.subject_key,
                .entitlement_key = finding.entitlement_key,
                .reason = request.reason,
                .compensating_control = request.compensating_control,
                .requested_by = key_of(snapshot, requester),
                .approved_by = key_of(snapshot, approver),
                .from = now,
                .until = request.until,
                .recorded_at = now,
                .revoked_by = {}};
  const auto longest =
      policy_data(context.config).at("reeve").at("thresholds").at("waiver_days_maximum").get<std::int64_t>();
  const std::string problem =
      objection(waiver, keys_of(snapshot, person_of(snapshot, finding.subject_key)), longest);
  if (!problem.empty()) throw Error(ErrorCode::refused, problem);
  waiver.requested_by = display_name(snapshot, requester);
  waiver.approved_by = display_name(snapshot, approver);
  store->add_waiver(waiver);
  return waiver;
}

WaiverNames names_of(const Waiver& waiver, const std::vector<FindingRecord>& findings) {
  WaiverNames names{waiver.subject_key.empty() ? "any" : printable_key(waiver.subject_key),
                    waiver.entitlement_key.empty() ? "any" : printable_key(waiver.entitlement_key)};
  for (const FindingRecord& record : findings) {
    const Finding& f = record.finding;
    if (!waiver.subject_key.empty() && f.subject_key == waiver.subject_key)
      names.subject = printable_utf8(f.subject_name);
    if (!waiver.entitlement_key.empty() && f.entitlement_key == waiver.entitlement_key)
      names.entitlement = printable_utf8(f.entitlement_name);
  }
  return names;
}

}  // namespace reeve
