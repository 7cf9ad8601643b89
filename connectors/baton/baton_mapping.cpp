#include "connectors/baton/baton_mapping.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {
namespace {

// As Baton writes it: type:id.
std::string key_of_id(const BatonId& id) {
  if (id.empty()) return "";
  std::string type;
  for (const char c : id.type) {
    if (c == ':' || c == '\\') type += '\\';
    type += c;
  }
  return type + ":" + id.id;
}

std::string name_of(const BatonResource& resource) {
  return printable_utf8(resource.name.empty() ? resource.id.id : resource.name);
}

bool has_word(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// An id ends in the name of the entitlement: `group:eng:member`.
std::string privilege_of(const BatonEntitlement& entitlement) {
  if (!entitlement.slug.empty()) return entitlement.slug;
  return entitlement.id.substr(entitlement.id.rfind(':') + 1);
}

Action action_of(const std::string& privilege) {
  const std::string word = lower_ascii(privilege);
  if (has_word(word, {"admin", "owner", "manage"})) return Action::administer;
  if (has_word(word, {"delete", "remove", "truncate", "drop"})) return Action::remove;
  if (has_word(word, {"create"})) return Action::create;
  if (has_word(word, {"write", "update", "insert", "edit", "modify"})) return Action::write;
  if (has_word(word, {"read", "select", "view"})) return Action::read;
  if (has_word(word, {"execute", "run", "invoke"})) return Action::execute;
  return Action::other;
}

ResourceKind kind_of(const std::string& type, BatonTrait trait) {
  if (trait == BatonTrait::app) return ResourceKind::application;
  static const std::map<std::string, ResourceKind> kKinds{
      {"database", ResourceKind::database}, {"schema", ResourceKind::schema},
      {"table", ResourceKind::table},       {"view", ResourceKind::view},
      {"column", ResourceKind::column},     {"function", ResourceKind::routine},
      {"procedure", ResourceKind::routine}, {"application", ResourceKind::application}};
  const auto it = kKinds.find(lower_ascii(type));
  return it == kKinds.end() ? ResourceKind::other : it->second;
}

AccountKind kind_of(BatonAccountType type) {
  switch (type) {
    case BatonAccountType::human: return AccountKind::person;
    case BatonAccountType::service: return AccountKind::service;
    case BatonAccountType::system: return AccountKind::machine;
    default: return AccountKind::unknown;
  }
}

TriState enabled_by(BatonStatus status) {
  return status == BatonStatus::unknown ? TriState::unknown : tri(status == BatonStatus::enabled);
}

}  // namespace

void BatonMapping::add_type(const BatonResourceType& type) { types_[type.id] = type; }

BatonTrait BatonMapping::trait_of(const std::string& type) const {
  const auto it = types_.find(type);
  return it == types_.end() ? BatonTrait::none : it->second.trait;
}

bool BatonMapping::is_collection(const BatonId& id) const {
  const BatonTrait trait = trait_of(id.type);
  return trait == BatonTrait::group || trait == BatonTrait::role;
}

bool BatonMapping::is_assignment(const BatonEntitlement& entitlement) const {
  if (!is_collection(entitlement.resource)) return false;
  const std::string name = lower_ascii(privilege_of(entitlement));
  return entitlement.is_assignment || name == "member" || name == "assigned" || name == "assignment";
}

void BatonMapping::add_entitlement(const BatonEntitlement& entitlement) {
  entitlements_[entitlement.id] = entitlement;
  if (!is_assignment(entitlement)) {
    if (is_collection(entitlement.resource)) with_permissions_.insert(entitlement.resource);
    return;
  }
  const auto [it, fresh] = first_assignment_.emplace(entitlement.resource, entitlement.id);
  const std::string name = lower_ascii(privilege_of(entitlement));
  if (!fresh && (name == "member" || name == "assigned")) it->second = entitlement.id;
}

void BatonMapping::note_grant(const BatonGrant& grant) {
  holders_.insert(grant.principal);
  for (const std::string& source : grant.expands) expansions_.emplace(grant.entitlement.id, source);
}

bool BatonMapping::is_first(const BatonEntitlement& entitlement) const {
  const auto it = first_assignment_.find(entitlement.resource);
  return it != first_assignment_.end() && it->second == entitlement.id;
}

std::string BatonMapping::node_of(const BatonEntitlement& entitlement) const {
  return is_first(entitlement) ? key_of_id(entitlement.resource) : "entitlement:" + entitlement.id;
}

std::optional<PrincipalFact> BatonMapping::principal(const BatonResource& resource) const {
  const BatonTrait trait = trait_of(resource.id.type);
  PrincipalFact out{.key = key_of_id(resource.id), .display_name = name_of(resource)};
  if (trait == BatonTrait::user) {
    const BatonUser& user = resource.user;
    out.kind = PrincipalKind::account;
    out.account_kind = kind_of(user.account_type);
    out.enabled = enabled_by(user.status);
    out.last_sign_in = user.last_login;
    out.employee_number = printable_utf8(user.employee_number);
    out.email = printable_utf8(user.email);
    out.person_name = name_of(resource);
    return out;
  }
  if (!is_collection(resource.id) && !holders_.contains(resource.id)) return std::nullopt;
  out.kind = trait == BatonTrait::group ? PrincipalKind::group : PrincipalKind::role;
  return out;
}

std::vector<PrincipalFact> BatonMapping::principals_of_entitlements() const {
  std::vector<PrincipalFact> out;
  for (const auto& [id, entitlement] : entitlements_) {
    if (!is_assignment(entitlement) || is_first(entitlement)) continue;
    const std::string name = entitlement.name.empty() ? privilege_of(entitlement) : entitlement.name;
    out.push_back(
        {.key = node_of(entitlement), .display_name = printable_utf8(name), .kind = PrincipalKind::role});
  }
  return out;
}

std::optional<ResourceFact> BatonMapping::resource(const BatonResource& resource) const {
  const auto is_resource = [&](const BatonId& id) {
    if (trait_of(id.type) == BatonTrait::user) return false;
    return !is_collection(id) || with_permissions_.contains(id);
  };
  if (!is_resource(resource.id)) return std::nullopt;
  return ResourceFact{.key = key_of_id(resource.id),
                      .parent_key = is_resource(resource.parent) ? key_of_id(resource.parent) : "",
                      .display_name = name_of(resource),
                      .kind = kind_of(resource.id.type, trait_of(resource.id.type))};
}

const BatonEntitlement& BatonMapping::entitlement_of(const BatonGrant& grant) const {
  const auto it = entitlements_.find(grant.entitlement.id);
  return it == entitlements_.end() ? grant.entitlement : it->second;
}

bool BatonMapping::is_membership(const BatonGrant& grant) const {
  return is_assignment(entitlement_of(grant));
}

std::string BatonMapping::key_of(const BatonGrant& grant) const {
  const std::string holder = key_of_id(grant.principal);
  if (is_membership(grant)) return join_key({holder, node_of(entitlement_of(grant))});
  return join_key({holder, key_of_id(entitlement_of(grant).resource), privilege_of(entitlement_of(grant))});
}

void BatonMapping::add_holder(const BatonGrant& grant, const std::string& holder, bool passed_on,
                              GrantFacts& out) const {
  if (is_membership(grant)) {
    out.memberships.push_back(
        {.member_key = holder, .container_key = node_of(entitlement_of(grant)), .inherited = passed_on});
    return;
  }
  const std::string privilege = privilege_of(entitlement_of(grant));
  out.grants.push_back({.principal_key = holder,
                        .resource_key = key_of_id(entitlement_of(grant).resource),
                        .privilege = privilege,
                        .action = action_of(privilege),
                        .personal = !passed_on});
}

BatonMapping::GrantFacts BatonMapping::facts_of(const BatonGrant& grant) const {
  GrantFacts out;
  const std::string& id = grant.entitlement.id;
  const bool is_direct = grant.sources.empty() || std::ranges::find(grant.sources, id) != grant.sources.end();
  out.is_derived = !is_direct && std::ranges::all_of(grant.sources, [&](const std::string& source) {
    return expansions_.contains({id, source});
  });
  if (out.is_derived) return out;
  const std::string holder = key_of_id(grant.principal);
  // Of an account nothing is passed on in any case.
  bool passed_on = trait_of(grant.principal.type) == BatonTrait::user;
  for (const std::string& source : grant.expands) {
    const auto it = entitlements_.find(source);
    if (it == entitlements_.end()) {
      out.mistake = "its holders include those of `" + source + "`, which the file does not describe";
    } else if (grant.shallow) {
      out.shallow.push_back(source);
    } else if (const std::string node = node_of(it->second); node == holder) {
      passed_on = true;
    } else {
      add_holder(grant, node, true, out);
    }
  }
  add_holder(grant, holder, passed_on, out);
  return out;
}

BatonMapping::GrantFacts BatonMapping::held_by(const BatonGrant& grant, const BatonId& holder) const {
  GrantFacts out;
  if (trait_of(holder.type) == BatonTrait::user) add_holder(grant, key_of_id(holder), true, out);
  return out;
}

}  // namespace reeve
