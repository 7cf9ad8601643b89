// SnapshotBuilder::add: the fields of a fact that its row in the snapshot has too.
#include "engine/store/snapshot_builder.h"

namespace reeve {
namespace {

class Filler {
 public:
  Filler(SnapshotBuilder& builder, const PlacedFact& placed) : b_(builder), placed_(placed) {}

  void operator()(const IdentityFact& f) {
    Identity& row = b_.identity(placed_.first);
    row.key = b_.text(f.key);
    row.name = b_.text(f.display_name);
    row.job = b_.text(f.job);
    row.department = b_.text(f.department);
    row.region = b_.text(f.region);
    row.employee_number = b_.text(f.employee_number);
    row.email = b_.text(f.email);
    row.manager_key = b_.text(f.manager_key);
    row.employment = f.employment;
    row.status = f.status;
    row.start = f.start;
    row.end = f.end;
    row.job_since = f.job_since;
  }

  void operator()(const PrincipalFact& f) {
    Principal& row = b_.principal(f.kind == PrincipalKind::account ? Section::account : Section::principal);
    row.key = b_.text(f.key);
    row.second_key = b_.text(f.second_key);
    row.name = b_.text(f.display_name);
    row.owner_key = b_.text(f.owner_key);
    row.employee_number = b_.text(f.employee_number);
    row.email = b_.text(f.email);
    row.kind = f.kind;
    row.account_kind = f.account_kind;
    row.enabled = f.enabled;
    row.is_private = f.is_private;
    row.last_sign_in = f.last_sign_in;
    row.valid_until = f.valid_until;
  }

  void operator()(const MembershipFact& f) {
    Membership& row = b_.membership(placed_.first, placed_.second);
    row.inherited = f.inherited;
    row.assumable = f.assumable;
    row.administer = f.administer;
    row.grantor_key = b_.text(f.grantor_key);
    row.granted_at = f.granted_at;
    row.valid_until = f.valid_until;
  }

  void operator()(const ResourceFact& f) {
    Resource& row = b_.resource(placed_.first, placed_.second);
    row.key = b_.text(f.key);
    row.second_key = b_.text(f.second_key);
    row.name = b_.text(f.display_name);
    row.owner_key = b_.text(f.owner_key);
    row.steward_key = b_.text(f.steward_key);
    row.region = b_.text(f.region);
    row.environment = b_.text(f.environment);
    row.kind = f.kind;
    for (const std::string& label : f.labels) row.labels.push_back(b_.text(label));
  }

  void operator()(const LineageFact& f) {
    Lineage& row = b_.lineage(placed_.first, placed_.second, placed_.third);
    row.mode = f.mode;
    row.privilege = b_.text(f.privilege);
  }

  void operator()(const GrantFact& f) {
    Grant& row = b_.grant(placed_.first, placed_.second);
    row.privilege = b_.text(f.privilege);
    row.grantor_key = b_.text(f.grantor_key);
    row.action = f.action;
    row.grant_option = f.grant_option;
    row.option_only = f.option_only;
    row.covers_descendants = f.covers_descendants;
    row.personal = f.personal;
    row.kind = f.kind;
    row.granted_at = f.granted_at;
    row.valid_until = f.valid_until;
  }

  void operator()(const GateFact& f) {
    Gate& row = b_.gate(placed_.first);
    row.privilege = b_.text(f.privilege);
    row.check = f.check;
  }

  void operator()(const UsageFact& f) {
    Usage& row = b_.usage(placed_.first, placed_.second);
    row.privilege = b_.text(f.privilege);
    row.last_used = f.last_used;
    row.observed_from = f.observed_from;
    row.observed_to = f.observed_to;
    row.attribution = f.attribution;
  }

  void operator()(const ApprovalFact& f) {
    Approval& row = b_.approval();
    row.request = b_.text(f.request);
    row.subject_key = b_.text(f.subject_key);
    row.target_key = b_.text(f.target_key);
    row.privilege = b_.text(f.privilege);
    row.approver_key = b_.text(f.approver_key);
    row.purpose = b_.text(f.purpose);
    row.from = f.from;
    row.until = f.until;
  }

 private:
  SnapshotBuilder& b_;
  const PlacedFact& placed_;
};

}  // namespace

void SnapshotBuilder::add(const Fact& fact, const PlacedFact& placed) {
  std::visit(Filler(*this, placed), fact);
}

}  // namespace reeve
