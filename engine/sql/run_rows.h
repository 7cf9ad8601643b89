// The columns of runs and snapshots.
#pragma once

#include "engine/model/snapshot.h"
#include "engine/sql/rows.h"

namespace reeve {

template <class Walk, Is<SyncRun> Row>
void columns(Walk& walk, Row& r) {
  walk("run_no", r.no);
  walk("id", r.id);
  walk("source", r.source);
  walk("kind", r.kind);
  walk("started", r.started);
  walk("finished", r.finished);
  walk("state", r.state);
  walk("quarantine_reason", r.quarantine_reason);
  walk("accepted_by", r.accepted_by);
  walk("digest", r.digest);
  walk("reject_count", r.reject_count);
}

template <class Walk, Is<SectionSummary> Row>
void columns(Walk& walk, Row& s) {
  walk("section", s.section);
  walk("state", s.state);
  walk("reason", s.reason);
  walk("scope", s.scope);
  walk("scope_digest", s.scope_digest);
  walk("rows_read", s.read);
  walk("kept", s.kept);
  walk("rejected", s.rejected);
  walk("duplicates", s.duplicates);
}

template <class Walk, Is<Reject> Row>
void columns(Walk& walk, Row& r) {
  walk("section", r.section);
  walk("place", r.where);
  walk("row_key", r.key);
  walk("reason", r.reason);
}

template <class Walk, Is<SnapshotInfo> Row>
void columns(Walk& walk, Row& s) {
  walk("snapshot_no", s.no);
  walk("id", s.id);
  walk("as_of", s.as_of);
  walk("missing_sources", s.missing_sources);
  walk("derived_digest", s.derived_digest);
}

template <class Walk, Is<DerivedBinding> Row>
void columns(Walk& walk, Row& b) {
  walk("member_run", b.member.run);
  walk("member_ordinal", b.member.ordinal);
  walk("member_is_account", b.member_is_account);
  walk("container_run", b.container.run);
  walk("container_ordinal", b.container.ordinal);
  walk("container_is_account", b.container_is_account);
  walk("assumable", b.assumable);
  walk("rule", b.rule);
}

template <class Walk, Is<DerivedClassification> Row>
void columns(Walk& walk, Row& c) {
  walk("resource_run", c.resource.run);
  walk("resource_ordinal", c.resource.ordinal);
  walk("categories", c.categories);
  walk("rule", c.rule);
}

// An owner whose identity may be none is kept with identity run 0, which no run has.
struct OwnerRow {
  DerivedOwner owner;
  FactRef identity;
};

template <class Walk, Is<OwnerRow> Row>
void columns(Walk& walk, Row& r) {
  walk("principal_run", r.owner.principal.run);
  walk("principal_ordinal", r.owner.principal.ordinal);
  walk("is_account", r.owner.is_account);
  walk("state", r.owner.state);
  walk("identity_run", r.identity.run);
  walk("identity_ordinal", r.identity.ordinal);
  walk("rule", r.owner.rule);
  walk("confidence", r.owner.confidence);
}

}  // namespace reeve
