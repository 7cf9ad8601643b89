// Findings, their life over snapshots, what could not be evaluated, and waivers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/digest.h"
#include "engine/model/attribute_columns.h"

namespace reeve {

enum class Severity : unsigned char { low, medium, high, critical };

// A rule's verdict on one subject (x entitlement). Everything needed to show it later stands in it, because
// snapshots move on. `subject_key` and `entitlement_key` are stable keys (Snapshot::subject_key, resource_key
// + privilege).
struct Finding {
  Digest fingerprint{};  // SHA-256 over rule, code, subject key, entitlement key: no ids, times or texts
  std::string rule;      // category/rule, for example lifecycle/leaver
  std::string code;
  Severity severity = Severity::medium;
  Grain grain = Grain::access;
  std::string subject_key;
  std::string entitlement_key;  // empty where the grain has none
  std::string subject_name;
  std::string entitlement_name;
  std::string source;       // of the entitlement, or of the subject where there is none
  std::string manager_key;  // identity key of the subject's manager, empty = none
  std::string manager_name;
  std::vector<std::string> categories;
  Json params = Json::object();  // values of read attributes only
  std::string sentence;          // METADATA message with its placeholders filled, en
  bool operator==(const Finding&) const = default;
};

Digest fingerprint_of(std::string_view rule, std::string_view code, std::string_view subject_key,
                      std::string_view entitlement_key);

enum class FindingState : unsigned char {
  fresh,
  open,
  no_longer_read,
  waived,
  resolved
};  // fresh is shown as "new"
// `facts_changed`: the access is still there, and what made it unjustified has changed (the person moved or
// came back).
enum class ResolvedCause : unsigned char { none, removed, reclassified, rule_changed, waived, facts_changed };

struct FindingRecord {
  Finding finding;
  FindingState state = FindingState::fresh;
  ResolvedCause cause = ResolvedCause::none;
  SnapshotNo first_seen = 0;
  SnapshotNo last_seen = 0;   // newest snapshot in which the rule fired
  SnapshotNo changed_in = 0;  // snapshot whose evaluation set the state
  std::string waiver_id;      // where waived
  bool operator==(const FindingRecord&) const = default;
};

// Something that could not be judged. Never counted as fine.
struct NotEvaluable {
  std::string rule;  // empty = concerns every rule
  Grain grain = Grain::access;
  std::string subject_key;
  std::string entitlement_key;
  std::string reason;      // a code: unclassified_resource, unknown_attribute, rule_error, not_in_matrix,
                           // blocked_key, ...
  std::string detail;      // for people
  std::size_t people = 0;  // how many identities are concerned (for a resource: those who reach it)
  bool operator==(const NotEvaluable&) const = default;
};

// What one evaluation of one snapshot produced.
struct Evaluation {
  SnapshotNo snapshot = 0;
  UtcMillis evaluated_at = 0;
  std::string engine;                             // "opa 1.22.2"
  std::map<std::string, Digest> rule_digests;     // rule -> digest of everything its verdict depends on
  std::map<std::string, std::size_t> situations;  // rule -> distinct situations
  std::vector<Finding> findings;                  // ordered by fingerprint
  std::vector<NotEvaluable> not_evaluable;
  bool operator==(const Evaluation&) const = default;
};

// An accepted finding: who, why, until when, compensating control. A scope of rule + subject + entitlement;
// an empty subject or entitlement matches any.
struct Waiver {
  std::string id;  // UUIDv7
  std::string rule;
  std::string subject_key;
  std::string entitlement_key;
  std::string reason;
  std::string compensating_control;
  std::string requested_by;
  std::string approved_by;
  UtcMillis from = 0;
  UtcMillis until = 0;
  UtcMillis recorded_at = 0;
  std::string revoked_by;  // empty = in force until `until`
  bool operator==(const Waiver&) const = default;
};

REEVE_ENUM_NAMES(Severity, "low", "medium", "high", "critical")
REEVE_ENUM_NAMES(FindingState, "new", "open", "no longer read", "waived", "resolved")
REEVE_ENUM_NAMES(ResolvedCause, "", "removed", "reclassified", "rule changed", "waived", "facts changed")

}  // namespace reeve
