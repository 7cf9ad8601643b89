#include "connectors/ldap/ldap_mapping.h"

#include <strings.h>

#include <algorithm>
#include <span>

#include "connectors/ldap/ldap_values.h"
#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

// Bits of userAccountControl and groupType (MS-ADTS 2.2.16, 2.2.12).
constexpr std::int64_t kDisabled = 0x2;
constexpr std::int64_t kMachine = 0x800 | 0x1000 | 0x2000;  // trusts, workstations, servers
constexpr std::int64_t kSecurityGroup = 0x80000000;

constexpr std::string_view kMemberAttributes[] = {"member", "uniqueMember", "roleOccupant"};
constexpr std::string_view kEmptyGroupsForbidden[] = {"groupOfNames", "groupOfUniqueNames"};
constexpr std::string_view kGroupClasses[] = {"group",         "groupOfNames", "groupOfUniqueNames",
                                              "posixGroup",    "groupOfURLs",  "organizationalRole",
                                              "groupOfMembers"};
constexpr std::string_view kAccountClasses[] = {"person",  "organizationalPerson", "inetOrgPerson",
                                                "account", "posixAccount",         "simpleSecurityObject",
                                                "computer"};
constexpr std::string_view kPersonClasses[] = {"person", "organizationalPerson", "inetOrgPerson",
                                               "residentialPerson"};
constexpr std::string_view kImpersonalClasses[] = {"account", "simpleSecurityObject"};
// Of ppolicy: locked until somebody unlocks it.
constexpr std::string_view kLockedForGood = "000001010000Z";

std::string text(std::string_view value) { return std::string{trim(value)}; }

// uniqueMember may end in "#'0101'B" (RFC 4517, Name and Optional UID).
std::string_view without_unique_id(std::string_view value) {
  if (!value.ends_with("'B")) return value;
  const std::size_t hash = value.rfind("#'");
  return hash == std::string_view::npos ? value : value.substr(0, hash);
}

Employment employment_from(std::string_view value) {
  return enum_value<Employment>(lower_ascii(trim(value))).value_or(Employment::unknown);
}

IdentityStatus status_from(std::string_view value) {
  return enum_value<IdentityStatus>(lower_ascii(trim(value))).value_or(IdentityStatus::unknown);
}

MaybeTime moment(std::string_view value) {
  const auto time = time_from(trim(value));
  return time ? MaybeTime::at(*time) : MaybeTime::unknown();
}

bool is_true(std::string_view value) { return lower_ascii(value) == "true"; }

}  // namespace

bool has_class(const Entry& entry, std::string_view object_class) {
  const auto* const classes = entry.values("objectClass");
  if (classes == nullptr) return false;
  return std::ranges::any_of(*classes, [&](const std::string& each) {
    return each.size() == object_class.size() &&
           strncasecmp(each.data(), object_class.data(), object_class.size()) == 0;
  });
}

FieldNames usual_fields(Flavour flavour) {
  FieldNames fields{{"name", {"displayName", "cn"}},
                    {"job", {"title"}},
                    {"department", {"departmentNumber", "ou"}},
                    {"region", {}},
                    {"employee_number", {"employeeNumber"}},
                    {"email", {"mail"}},
                    {"employment", {"employeeType"}},
                    {"manager", {"manager"}},
                    {"status", {}},
                    {"start", {}},
                    {"end", {}}};
  if (flavour == Flavour::active_directory) {
    fields["name"] = {"displayName", "name"};
    fields["department"] = {"department"};
    fields["employee_number"] = {"employeeID", "employeeNumber"};
  }
  return fields;
}

std::string person_filter(Flavour flavour) {
  if (flavour == Flavour::active_directory) return "(objectClass=user)";
  return "(|(objectClass=person)(objectClass=account)(objectClass=posixAccount)"
         "(objectClass=simpleSecurityObject))";
}

std::string group_filter(Flavour flavour) {
  if (flavour == Flavour::active_directory) return "(objectClass=group)";
  return "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup)"
         "(objectClass=groupOfURLs)(&(objectClass=organizationalRole)(roleOccupant=*)))";
}

void Mapping::add_fields(std::vector<std::string>& attributes,
                         std::initializer_list<std::string_view> fields) const {
  for (const std::string_view field : fields) {
    const auto found = fields_.find(field);
    if (found == fields_.end()) continue;
    for (const std::string& name : found->second) {
      if (std::ranges::find(attributes, name) == attributes.end()) attributes.push_back(name);
    }
  }
}

std::vector<std::string> Mapping::attributes_of(std::string_view field) const {
  const auto found = fields_.find(field);
  return found == fields_.end() ? std::vector<std::string>{} : found->second;
}

std::vector<std::string> Mapping::person_attributes() const {
  std::vector<std::string> names{"objectClass"};
  add_fields(names, {"name", "employee_number", "email"});
  if (people_ != People::none) {
    add_fields(names, {"job", "department", "region", "employment", "manager", "status", "start", "end"});
  }
  const std::vector<std::string> own =
      is_active_directory()
          ? std::vector<std::string>{"objectGUID",         "objectSid",      "sAMAccountName",
                                     "userAccountControl", "accountExpires", "lastLogonTimestamp",
                                     "primaryGroupID",     "uSNChanged"}
          : std::vector<std::string>{
                "entryUUID",  "uid",           "gidNumber",     "shadowExpire",  "pwdAccountLockedTime",
                "pwdEndTime", "nsAccountLock", "authTimestamp", "pwdLastSuccess"};
  names.insert(names.end(), own.begin(), own.end());
  return names;
}

std::vector<std::string> Mapping::group_attributes() const {
  if (is_active_directory()) {
    return {"objectClass", "objectGUID", "objectSid", "sAMAccountName", "name",
            "groupType",   "managedBy",  "member",    "uSNChanged"};
  }
  return {"objectClass",  "entryUUID", "cn",           "owner",     "member",
          "uniqueMember", "memberUid", "roleOccupant", "memberURL", "gidNumber"};
}

std::optional<std::string> Mapping::key_of(const Entry& entry) const {
  if (is_active_directory()) return guid_text(entry.first("objectGUID"));
  auto key = names_.normal(entry.dn);
  if (key && key->empty()) return std::nullopt;
  return key;
}

std::optional<std::string> Mapping::key_named(std::string_view value) const {
  if (!is_active_directory()) return names_.normal(without_unique_id(value));
  ExtendedName name = extended_name_from(value);
  if (name.guid.empty()) return std::nullopt;
  return std::move(name.guid);
}

std::string_view Mapping::field(const Entry& entry, std::string_view name) const {
  const auto found = fields_.find(name);
  if (found == fields_.end()) return {};
  for (const std::string& attribute : found->second) {
    if (const std::string_view value = entry.first(attribute); !trim(value).empty()) return value;
  }
  return {};
}

bool Mapping::is_identity(const Entry& entry) const {
  if (people_ == People::none || account_kind(entry) != AccountKind::unknown) return false;
  // A server lists the classes that were written, not those above them.
  const auto is_one_of = [&](std::span<const std::string_view> classes) {
    return std::ranges::any_of(classes, [&](std::string_view each) { return has_class(entry, each); });
  };
  if (!is_one_of(kPersonClasses) && (is_active_directory() || is_one_of(kImpersonalClasses))) return false;
  return people_ == People::all || !field(entry, "employee_number").empty();
}

IdentityFact Mapping::identity_from(const Entry& entry, const std::string& key) const {
  IdentityFact fact{.key = key};
  fact.display_name = text(field(entry, "name"));
  fact.employment = employment_from(field(entry, "employment"));
  fact.status = status_from(field(entry, "status"));
  fact.job = text(field(entry, "job"));
  fact.department = text(field(entry, "department"));
  fact.region = text(field(entry, "region"));
  if (const std::string_view manager = field(entry, "manager"); !manager.empty()) {
    fact.manager_key = key_named(manager).value_or("");
  }
  fact.employee_number = text(field(entry, "employee_number"));
  fact.email = text(field(entry, "email"));
  fact.start = moment(field(entry, "start"));
  fact.end = moment(field(entry, "end"));
  return fact;
}

TriState Mapping::enabled(const Entry& entry) const {
  if (is_active_directory()) {
    const auto control = number_from(entry.first("userAccountControl"));
    return control ? tri((*control & kDisabled) == 0) : TriState::unknown;
  }
  return tri(entry.first("pwdAccountLockedTime") != kLockedForGood && !is_true(entry.first("nsAccountLock")));
}

MaybeTime Mapping::valid_until(const Entry& entry) const {
  if (is_active_directory()) return windows_time_from(entry.first("accountExpires"));
  const MaybeTime password_ends = moment(entry.first("pwdEndTime"));
  const auto days = number_from(trim(entry.first("shadowExpire")));
  const MaybeTime shadow =
      days && *days > 0 && *days < 10'000'000 ? MaybeTime::at(*days * kDay) : MaybeTime{};
  if (shadow.is_unknown()) return password_ends;
  return password_ends.is_unknown() ? shadow : std::min(shadow, password_ends);
}

MaybeTime Mapping::last_sign_in(const Entry& entry) const {
  if (is_active_directory()) return windows_time_from(entry.first("lastLogonTimestamp"));
  // Of the overlay lastbind, and of the server itself since 2.5. An unknown time is before every known one.
  return std::max(moment(entry.first("authTimestamp")), moment(entry.first("pwdLastSuccess")));
}

AccountKind Mapping::account_kind(const Entry& entry) const {
  if (!is_active_directory()) return AccountKind::unknown;
  if (has_class(entry, "msDS-GroupManagedServiceAccount") || has_class(entry, "msDS-ManagedServiceAccount")) {
    return AccountKind::service;
  }
  const auto control = number_from(entry.first("userAccountControl"));
  const bool machine = has_class(entry, "computer") || (control && (*control & kMachine) != 0);
  return machine ? AccountKind::machine : AccountKind::unknown;
}

std::string Mapping::second_key(const Entry& entry) const {
  if (is_active_directory()) return sid_text(entry.first("objectSid")).value_or("");
  return lower_ascii(entry.first("entryUUID"));
}

PrincipalFact Mapping::account_from(const Entry& entry, const std::string& key) const {
  PrincipalFact fact{.key = key, .second_key = second_key(entry)};
  fact.display_name = text(entry.first(is_active_directory() ? "sAMAccountName" : "uid"));
  fact.person_name = text(field(entry, "name"));
  if (fact.display_name.empty()) fact.display_name = fact.person_name;
  fact.account_kind = account_kind(entry);
  if (is_identity(entry)) {
    fact.account_kind = AccountKind::person;
    fact.owner_key = key;
  }
  fact.enabled = enabled(entry);
  fact.valid_until = valid_until(entry);
  fact.last_sign_in = last_sign_in(entry);
  fact.employee_number = text(field(entry, "employee_number"));
  fact.email = text(field(entry, "email"));
  return fact;
}

PrincipalFact Mapping::group_from(const Entry& entry, const std::string& key) const {
  PrincipalFact fact{.key = key, .second_key = second_key(entry)};
  fact.kind = has_class(entry, "organizationalRole") ? PrincipalKind::role : PrincipalKind::group;
  fact.display_name = text(entry.first(is_active_directory() ? "sAMAccountName" : "cn"));
  if (fact.display_name.empty()) fact.display_name = text(entry.first("name"));
  if (const std::string_view owner = entry.first(is_active_directory() ? "managedBy" : "owner");
      !owner.empty()) {
    fact.owner_key = key_named(owner).value_or("");
  }
  return fact;
}

OtherMember Mapping::other_from(const Entry& entry, const std::string& key) const {
  if (std::ranges::any_of(kGroupClasses, [&](std::string_view each) { return has_class(entry, each); })) {
    return {.fact = group_from(entry, key), .has_members = true};
  }
  OtherMember other;
  const bool signs_in =
      !has_class(entry, "contact") &&
      std::ranges::any_of(kAccountClasses, [&](std::string_view each) { return has_class(entry, each); });
  other.fact = account_from(entry, key);
  if (other.fact.display_name.empty()) other.fact.display_name = text(entry.first("cn"));
  if (!signs_in) {
    // Of another domain, or nothing that signs in as far as this directory knows.
    other.fact.enabled = has_class(entry, "contact") ? TriState::no : TriState::unknown;
    if (has_class(entry, "device")) other.fact.account_kind = AccountKind::machine;
  }
  return other;
}

std::vector<std::string_view> Mapping::members_of(const Entry& group) const {
  std::vector<std::string_view> members;
  for (const std::string_view name : kMemberAttributes) {
    if (const auto* const values = group.values(name))
      members.insert(members.end(), values->begin(), values->end());
  }
  return members;
}

bool Mapping::hides_members(const Entry& group) const {
  if (is_active_directory() || !members_of(group).empty()) return false;
  return std::ranges::any_of(kEmptyGroupsForbidden,
                             [&](std::string_view each) { return has_class(group, each); });
}

bool Mapping::gives_rights(const Entry& group) const {
  if (!is_active_directory()) return true;
  const auto type = number_from(group.first("groupType"));
  return !type || (*type & kSecurityGroup) != 0;
}

std::string Mapping::primary_group_sid(const Entry& account) const {
  const auto number = number_from(account.first("primaryGroupID"));
  const auto sid = sid_text(account.first("objectSid"));
  if (!number || !sid) return {};
  return std::string{domain_of_sid(*sid)} + "-" + std::to_string(*number);
}

}  // namespace reeve::ldap
