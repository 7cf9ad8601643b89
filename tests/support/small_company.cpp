#include "tests/support/small_company.h"

#include <stdexcept>

namespace reeve::test {
namespace {

constexpr SourceIx kHr{0};
constexpr SourceIx kShop{1};

SyncRun run(RunNo no, const std::string& source) {
  SyncRun run;
  run.no = no;
  run.source = source;
  run.kind = "csv";
  return run;
}

}  // namespace

SmallCompany::SmallCompany() {
  snapshot.info.no = 1;
  snapshot.info.as_of = kAsOf;
  snapshot.runs = {run(1, "hr"), run(2, "shop")};
  snapshot.categories = {"customer_email", "sales_metrics"};
}

IdentityIx SmallCompany::person(const std::string& key, const std::string& manager) {
  Identity row;
  row.origin = {kHr, static_cast<Ordinal>(snapshot.identities.size())};
  row.key = text(key);
  row.name = text("name of " + key);
  row.status = IdentityStatus::active;
  if (!manager.empty()) row.manager = find_person(manager);
  snapshot.identities.push_back(row);
  return IdentityIx(snapshot.identities.size() - 1);
}

void SmallCompany::reports_to(const std::string& person, const std::string& manager) {
  identity(person).manager = find_person(manager);
}

PrincipalIx SmallCompany::account(const std::string& key, OwnerState state, const std::string& owner) {
  Principal row;
  row.origin = {kShop, static_cast<Ordinal>(snapshot.principals.size())};
  row.key = text(key);
  row.name = row.key;
  row.owner_state = state;
  if (!owner.empty()) row.identity = find_person(owner);
  snapshot.principals.push_back(row);
  return PrincipalIx(snapshot.principals.size() - 1);
}

PrincipalIx SmallCompany::everyone() {
  const PrincipalIx ix = account("PUBLIC", OwnerState::none);
  snapshot.principals[ix.value].kind = PrincipalKind::everyone;
  return ix;
}

ResourceIx SmallCompany::resource(const std::string& key, const std::string& parent,
                                  const std::string& steward) {
  Resource row;
  row.origin = {kShop, static_cast<Ordinal>(snapshot.resources.size())};
  row.key = text(key);
  row.name = row.key;
  row.kind = ResourceKind::table;
  if (!parent.empty()) row.parent = find_resource(parent);
  if (!steward.empty()) row.steward = find_person(steward);
  snapshot.resources.push_back(row);
  return ResourceIx(snapshot.resources.size() - 1);
}

IdentityIx SmallCompany::find_person(const std::string& key) const {
  for (std::size_t i = 0; i < snapshot.identities.size(); ++i) {
    if (snapshot.text(snapshot.identities[i].key) == key) return IdentityIx(i);
  }
  throw std::logic_error("no person " + key);
}

ResourceIx SmallCompany::find_resource(const std::string& key) const {
  for (std::size_t i = 0; i < snapshot.resources.size(); ++i) {
    if (snapshot.text(snapshot.resources[i].key) == key) return ResourceIx(i);
  }
  throw std::logic_error("no resource " + key);
}

EntitlementIx SmallCompany::entitlement(AccessTable& table, const std::string& resource,
                                        const std::string& privilege, CategorySet categories,
                                        bool undecided) {
  table.entitlements.push_back({.resource = find_resource(resource),
                                .privilege = text(privilege),
                                .action = Action::read,
                                .categories = categories,
                                .undecided = undecided});
  return EntitlementIx(table.entitlements.size() - 1);
}

AccessIx SmallCompany::access(AccessTable& table, Subject subject, EntitlementIx entitlement,
                              AccessFlags flags) {
  table.subject.push_back(subject);
  table.entitlement.push_back(entitlement);
  table.flags.push_back(flags);
  table.usage.emplace_back();
  table.since.emplace_back();
  return AccessIx(table.size() - 1);
}

}  // namespace reeve::test
