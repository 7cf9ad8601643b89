#include "tests/bench/side_by_side/facts_of.h"

#include "tests/support/publish_snapshot.h"

namespace reeve::bench {
namespace {

class Facts {
 public:
  explicit Facts(const Snapshot& snapshot) : s_(snapshot) {}

  IdentityFact of(const Identity& i) const {
    return {.key = text(i.key),
            .display_name = text(i.name),
            .employment = i.employment,
            .status = i.status,
            .job = text(i.job),
            .department = text(i.department),
            .region = text(i.region),
            .manager_key = i.manager.valid() ? text(s_[i.manager].key) : "",
            .employee_number = text(i.employee_number),
            .start = i.start,
            .end = i.end,
            .job_since = i.job_since};
  }
  PrincipalFact of(const Principal& p) const {
    return {.key = text(p.key),
            .display_name = text(p.name),
            .kind = p.kind,
            .account_kind = p.account_kind,
            .enabled = p.enabled,
            .last_sign_in = p.last_sign_in};
  }
  MembershipFact of(const Membership& m) const {
    return {.member_key = text(s_[m.member].key),
            .container_key = text(s_[m.container].key),
            .inherited = m.inherited,
            .assumable = m.assumable,
            .granted_at = m.granted_at};
  }
  ResourceFact of(const Resource& r) const {
    return {.key = text(r.key),
            .parent_key = r.parent.valid() ? text(s_[r.parent].key) : "",
            .display_name = text(r.key),
            .kind = r.kind,
            .steward_key = r.steward.valid() ? text(s_[r.steward].key) : "",
            .region = text(r.region)};
  }
  GrantFact of(const Grant& g) const {
    return {.principal_key = text(s_[g.principal].key),
            .resource_key = text(s_[g.resource].key),
            .privilege = text(g.privilege),
            .action = g.action,
            .granted_at = g.granted_at};
  }
  GateFact of(const Gate& g) const {
    return {.resource_key = text(s_[g.resource].key), .privilege = text(g.privilege), .check = g.check};
  }
  UsageFact of(const Usage& u) const {
    return {.principal_key = text(s_[u.principal].key),
            .resource_key = text(s_[u.resource].key),
            .last_used = u.last_used,
            .observed_from = u.observed_from,
            .observed_to = u.observed_to,
            .attribution = u.attribution};
  }
  ApprovalFact of(const Approval& a) const {
    return {.request = text(a.request),
            .subject_key = text(a.subject_key),
            .target_key = text(a.target_key),
            .approver_key = text(a.approver_key),
            .from = a.from,
            .until = a.until};
  }

 private:
  std::string text(StringRef ref) const { return std::string(s_.text(ref)); }
  const Snapshot& s_;
};

}  // namespace

void each_fact(const Snapshot& s, const std::function<void(const Fact&)>& visit) {
  const Facts facts(s);
  const auto all = [&](const auto& rows) {
    for (const auto& row : rows) visit(facts.of(row));
  };
  all(s.identities);
  all(s.principals);
  all(s.memberships);
  all(s.resources);
  all(s.grants);
  all(s.gates);
  all(s.usages);
  all(s.approvals);
}

// Accounts come before groups, and all keys ascend, so that a row's place is its ordinal.
DerivedRun derived_of(const Snapshot& s) {
  DerivedRun derived;
  std::size_t accounts = 0;
  for (const Principal& p : s.principals) accounts += p.kind == PrincipalKind::account ? 1U : 0U;
  for (std::size_t i = 0; i < s.principals.size(); ++i) {
    const Principal& p = s.principals[i];
    const bool is_account = i < accounts;
    if (!p.identity.valid()) continue;
    derived.owners.push_back({.principal = {1, static_cast<Ordinal>(is_account ? i : i - accounts)},
                              .is_account = is_account,
                              .state = p.owner_state,
                              .identity = FactRef{1, p.identity.value},
                              .rule = "number",
                              .confidence = 100});
  }
  for (std::size_t i = 0; i < s.resources.size(); ++i) {
    DerivedClassification row{.resource = {1, static_cast<Ordinal>(i)}, .categories = {}, .rule = "label"};
    for (const CategoryIx category : s.resources[i].categories) {
      row.categories.push_back(s.categories[category.value]);
    }
    derived.classifications.push_back(std::move(row));
  }
  return derived;
}

std::int64_t write_run(Store& store, const Snapshot& snapshot) {
  RunEnd end;
  for (SectionSummary& section : end.sections) section.state = SectionState::complete;
  const auto writer = store.begin_run({.id = "run-1", .source = "company", .kind = "csv", .started = 1});
  each_fact(snapshot, [&](const Fact& fact) {
    ++end.sections[static_cast<std::size_t>(section_of(fact))].read;
    writer->add(fact);
  });
  std::int64_t rows = 0;
  for (const SectionSummary& section : writer->publish(end).sections) rows += section.kept;
  return rows;
}

void publish(Store& store, const Snapshot& snapshot) {
  test::publish_snapshot(store, {.id = "snapshot-1", .as_of = snapshot.info.as_of, .runs = {1}},
                         derived_of(snapshot));
}

}  // namespace reeve::bench
