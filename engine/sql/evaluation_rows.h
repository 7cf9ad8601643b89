// The columns of evaluations, findings and waivers.
#pragma once

#include "engine/model/finding.h"
#include "engine/sql/rows.h"

namespace reeve {

template <class Walk, Is<Finding> Row>
void columns(Walk& walk, Row& f) {
  walk("fingerprint", f.fingerprint);
  walk("rule", f.rule);
  walk("code", f.code);
  walk("severity", f.severity);
  walk("grain", f.grain);
  walk("subject_key", f.subject_key);
  walk("entitlement_key", f.entitlement_key);
  walk("subject_name", f.subject_name);
  walk("entitlement_name", f.entitlement_name);
  walk("source", f.source);
  walk("manager_key", f.manager_key);
  walk("manager_name", f.manager_name);
  walk("categories", f.categories);
  walk("params", f.params);
  walk("sentence", f.sentence);
}

template <class Walk, Is<FindingRecord> Row>
void columns(Walk& walk, Row& r) {
  columns(walk, r.finding);
  walk("state", r.state);
  walk("cause", r.cause);
  walk("first_seen", r.first_seen);
  walk("last_seen", r.last_seen);
  walk("changed_in", r.changed_in);
  walk("waiver_id", r.waiver_id);
}

template <class Walk, Is<NotEvaluable> Row>
void columns(Walk& walk, Row& n) {
  walk("rule", n.rule);
  walk("grain", n.grain);
  walk("subject_key", n.subject_key);
  walk("entitlement_key", n.entitlement_key);
  walk("reason", n.reason);
  walk("detail", n.detail);
  walk("people", n.people);
}

template <class Walk, Is<Evaluation> Row>
void columns(Walk& walk, Row& e) {
  walk("snapshot_no", e.snapshot);
  walk("evaluated_at", e.evaluated_at);
  walk("engine", e.engine);
}

// What an evaluation says about one rule; a rule may have one of the two only.
struct EvaluatedRule {
  std::string rule;
  std::optional<std::string> digest;  // hexadecimal
  std::optional<std::int64_t> situations;
};

template <class Walk, Is<EvaluatedRule> Row>
void columns(Walk& walk, Row& r) {
  walk("rule", r.rule);
  walk("digest", r.digest);
  walk("situations", r.situations);
}

template <class Walk, Is<Waiver> Row>
void columns(Walk& walk, Row& w) {
  walk("id", w.id);
  walk("rule", w.rule);
  walk("subject_key", w.subject_key);
  walk("entitlement_key", w.entitlement_key);
  walk("reason", w.reason);
  walk("compensating_control", w.compensating_control);
  walk("requested_by", w.requested_by);
  walk("approved_by", w.approved_by);
  walk("starts", w.from);
  walk("ends", w.until);
  walk("recorded_at", w.recorded_at);
  walk("revoked_by", w.revoked_by);
}

}  // namespace reeve
