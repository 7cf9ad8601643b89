#include "engine/model/facts.h"

#include "engine/core/text.h"

namespace reeve {
namespace {

std::string key_of(const IdentityFact& f) { return f.key; }
std::string key_of(const PrincipalFact& f) { return f.key; }
std::string key_of(const ResourceFact& f) { return f.key; }
std::string key_of(const MembershipFact& f) {
  return join_key({f.member_key, f.container_key, f.grantor_key});
}
std::string key_of(const LineageFact& f) { return join_key({f.exposing_key, f.exposed_key, f.reader_key}); }
std::string key_of(const GrantFact& f) {
  return join_key({f.principal_key, f.resource_key, f.privilege, to_string(f.kind), f.grantor_key});
}
std::string key_of(const GateFact& f) { return join_key({f.resource_key, f.privilege}); }
std::string key_of(const UsageFact& f) { return join_key({f.principal_key, f.resource_key, f.privilege}); }
std::string key_of(const ApprovalFact& f) {
  return join_key({f.subject_key, f.target_key, f.privilege, f.request});
}

}  // namespace

Section section_of(const Fact& fact) {
  struct Visitor {
    Section operator()(const IdentityFact&) const { return Section::identity; }
    Section operator()(const PrincipalFact& f) const {
      return f.kind == PrincipalKind::account ? Section::account : Section::principal;
    }
    Section operator()(const MembershipFact&) const { return Section::membership; }
    Section operator()(const ResourceFact&) const { return Section::resource; }
    Section operator()(const LineageFact&) const { return Section::lineage; }
    Section operator()(const GrantFact&) const { return Section::grant; }
    Section operator()(const GateFact&) const { return Section::gate; }
    Section operator()(const UsageFact&) const { return Section::usage; }
    Section operator()(const ApprovalFact&) const { return Section::approval; }
  };
  return std::visit(Visitor{}, fact);
}

std::string natural_key(const Fact& fact) {
  return std::visit([](const auto& f) { return key_of(f); }, fact);
}

std::string edge_key(const MembershipFact& f) { return join_key({f.member_key, f.container_key}); }
std::string edge_key(const GrantFact& f) { return join_key({f.principal_key, f.resource_key, f.privilege}); }

}  // namespace reeve
