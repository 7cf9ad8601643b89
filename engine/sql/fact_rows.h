// The columns of the fact tables. Facts and their references (PlacedFact) stand side by side; keys that a
// reference stands for are not kept twice.
#pragma once

#include "engine/sql/rows.h"
#include "engine/store/run_assembler.h"

namespace reeve {

template <class Walk, Is<IdentityFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed& placed) {
  walk("row_key", f.key);
  walk("display_name", f.display_name);
  walk("employment", f.employment);
  walk("status", f.status);
  walk("job", f.job);
  walk("department", f.department);
  walk("region", f.region);
  walk("manager_key", f.manager_key);
  walk("manager", placed.first);
  walk("employee_number", f.employee_number);
  walk("email", f.email);
  walk("starts", f.start);
  walk("ends", f.end);
  walk("job_since", f.job_since);
}

template <class Walk, Is<PrincipalFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed&) {
  walk("row_key", f.key);
  walk("second_key", f.second_key);
  walk("display_name", f.display_name);
  walk("kind", f.kind);
  walk("owner_key", f.owner_key);
  walk("is_private", f.is_private);
  walk("account_kind", f.account_kind);
  walk("enabled", f.enabled);
  walk("last_sign_in", f.last_sign_in);
  walk("valid_until", f.valid_until);
  walk("employee_number", f.employee_number);
  walk("email", f.email);
  walk("person_name", f.person_name);
}

template <class Walk, Is<MembershipFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed& placed) {
  walk("member", placed.first);
  walk("container", placed.second);
  walk("inherited", f.inherited);
  walk("assumable", f.assumable);
  walk("administer", f.administer);
  walk("grantor_key", f.grantor_key);
  walk("granted_at", f.granted_at);
  walk("valid_until", f.valid_until);
}

template <class Walk, Is<ResourceFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed& placed) {
  walk("row_key", f.key);
  walk("second_key", f.second_key);
  walk("parent", placed.first);
  walk("display_name", f.display_name);
  walk("kind", f.kind);
  walk("owner_key", f.owner_key);
  walk("owner", placed.second);
  walk("steward_key", f.steward_key);
  walk("region", f.region);
  walk("environment", f.environment);
  walk("labels", f.labels);
}

template <class Walk, Is<LineageFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed& placed) {
  walk("exposing", placed.first);
  walk("exposed", placed.second);
  walk("mode", f.mode);
  walk("reader_key", f.reader_key);
  walk("reader", placed.third);
  walk("privilege", f.privilege);
}

template <class Walk, Is<GrantFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed& placed) {
  walk("principal", placed.first);
  walk("resource", placed.second);
  walk("privilege", f.privilege);
  walk("action", f.action);
  walk("grant_option", f.grant_option);
  walk("option_only", f.option_only);
  walk("covers_descendants", f.covers_descendants);
  walk("personal", f.personal);
  walk("kind", f.kind);
  walk("grantor_key", f.grantor_key);
  walk("granted_at", f.granted_at);
  walk("valid_until", f.valid_until);
}

template <class Walk, Is<GateFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed& placed) {
  walk("resource", placed.first);
  walk("privilege", f.privilege);
  walk("checked", f.check);
}

template <class Walk, Is<UsageFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed& placed) {
  walk("principal", placed.first);
  walk("resource", placed.second);
  walk("privilege", f.privilege);
  walk("last_used", f.last_used);
  walk("observed_from", f.observed_from);
  walk("observed_to", f.observed_to);
  walk("attribution", f.attribution);
}

template <class Walk, Is<ApprovalFact> Row, Is<PlacedFact> Placed>
void columns(Walk& walk, Row& f, Placed&) {
  walk("request", f.request);
  walk("subject_key", f.subject_key);
  walk("target_key", f.target_key);
  walk("privilege", f.privilege);
  walk("approver_key", f.approver_key);
  walk("purpose", f.purpose);
  walk("starts", f.from);
  walk("ends", f.until);
}

// Calls `with(Row())` where Row is the type of the section's facts.
template <class With>
decltype(auto) with_fact_type(Section section, const With& with) {
  switch (section) {
    case Section::identity: return with(IdentityFact());
    case Section::account:
    case Section::principal: return with(PrincipalFact());
    case Section::membership: return with(MembershipFact());
    case Section::resource: return with(ResourceFact());
    case Section::lineage: return with(LineageFact());
    case Section::grant: return with(GrantFact());
    case Section::gate: return with(GateFact());
    case Section::usage: return with(UsageFact());
    default: return with(ApprovalFact());
  }
}

std::string fact_table(Section section);  // "fact_grant"

}  // namespace reeve
