#include "connectors/scim/scim_mapping.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr auto kEnterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

std::string text_at(const Json& object, const std::string& key) {
  const auto it = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && it != object.end() && it->is_string() ? printable_utf8(it->get<std::string>())
                                                                     : "";
}

Json member(const Json& object, const std::string& key) {
  const auto it = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && it != object.end() ? *it : Json();
}

std::string first_of(std::initializer_list<std::string> texts) {
  for (const std::string& text : texts) {
    if (!text.empty()) return text;
  }
  return "";
}

// The primary one of a list, else the first.
std::string primary_value(const Json& list) {
  std::string first;
  if (!list.is_array()) return first;
  for (const Json& item : list) {
    const std::string value =
        item.is_string() ? printable_utf8(item.get<std::string>()) : text_at(item, "value");
    if (member(item, "primary") == true && !value.empty()) return value;
    if (first.empty()) first = value;
  }
  return first;
}

std::string name_of(const Json& user) {
  const Json name = member(user, "name");
  const std::string given = text_at(name, "givenName");
  const std::string family = text_at(name, "familyName");
  const std::string both = given + (given.empty() || family.empty() ? "" : " ") + family;
  return first_of({both, text_at(name, "formatted"), text_at(user, "displayName")});
}

Employment employment_of(const std::string& type) {
  const std::string word = lower_ascii(type);
  for (const auto& [name, value] :
       {std::pair{"contractor", Employment::contractor}, std::pair{"vendor", Employment::vendor},
        std::pair{"intern", Employment::intern}, std::pair{"employee", Employment::employee}}) {
    if (word == name) return value;
  }
  return Employment::unknown;
}

// Values of a list of objects, or of plain texts; false where it is neither.
bool read_values(const Json& list, std::vector<std::string>& out) {
  if (list.is_null()) return true;
  if (!list.is_array()) return false;
  for (const Json& item : list) {
    const std::string value = item.is_string() ? item.get<std::string>() : text_at(item, "value");
    if (value.empty()) return false;
    out.push_back(value);
  }
  return true;
}

ScimMistake mistake(const Json& resource, const std::string& reason) {
  const std::string id = text_at(resource, "id");
  return {id.empty() ? std::nullopt : std::optional(id), reason};
}

// Those in which she is herself, not through another.
bool read_groups(const Json& groups, std::vector<std::string>& out) {
  if (groups.is_null()) return true;
  if (!groups.is_array()) return false;
  for (const Json& group : groups) {
    if (lower_ascii(text_at(group, "type")) == "indirect") continue;
    const std::string id = text_at(group, "value");
    if (id.empty()) return false;
    out.push_back(id);
  }
  return true;
}

}  // namespace

std::variant<ScimUser, ScimMistake> read_scim_user(const Json& user) {
  const std::string id = text_at(user, "id");
  if (id.empty()) return mistake(user, "the user has no `id`");
  const std::string login = text_at(user, "userName");
  if (login.empty()) return mistake(user, "the user has no `userName`");
  const Json active = member(user, "active");
  if (!active.is_null() && !active.is_boolean()) return mistake(user, "`active` is neither true nor false");
  const Json enterprise = member(user, kEnterprise);
  const std::string name = name_of(user);
  ScimUser out;
  out.account = {.key = id,
                 .second_key = text_at(user, "externalId"),
                 .display_name = login,
                 .enabled = active.is_null() ? TriState::unknown : tri(active.get<bool>()),
                 .employee_number = text_at(enterprise, "employeeNumber"),
                 .email = primary_value(member(user, "emails")),
                 .person_name = name};
  out.person = {.key = id,
                .display_name = first_of({name, login}),
                .employment = employment_of(text_at(user, "userType")),
                .status = active.is_null()     ? IdentityStatus::unknown
                          : active.get<bool>() ? IdentityStatus::active
                                               : IdentityStatus::suspended,
                .job = text_at(user, "title"),
                .department = text_at(enterprise, "department"),
                .manager_key = text_at(member(enterprise, "manager"), "value"),
                .employee_number = out.account.employee_number,
                .email = out.account.email};
  if (!read_groups(member(user, "groups"), out.groups)) return mistake(user, "`groups` cannot be read");
  if (!read_values(member(user, "roles"), out.roles)) return mistake(user, "`roles` cannot be read");
  if (!read_values(member(user, "entitlements"), out.entitlements))
    return mistake(user, "`entitlements` cannot be read");
  return out;
}

std::variant<ScimGroup, ScimMistake> read_scim_group(const Json& group) {
  const std::string id = text_at(group, "id");
  if (id.empty()) return mistake(group, "the group has no `id`");
  ScimGroup out;
  out.group = {.key = id,
               .second_key = text_at(group, "externalId"),
               .display_name = first_of({text_at(group, "displayName"), id}),
               .kind = PrincipalKind::group};
  const Json members = member(group, "members");
  if (members.is_null()) return out;
  out.members.emplace();
  if (!read_values(members, *out.members)) return mistake(group, "`members` cannot be read");
  return out;
}

PrincipalFact scim_role(const std::string& value) {
  return {.key = "role:" + value, .display_name = printable_utf8(value), .kind = PrincipalKind::role};
}

ResourceFact scim_capability(const std::string& value) {
  return {
      .key = "entitlement:" + value, .display_name = printable_utf8(value), .kind = ResourceKind::capability};
}

GrantFact scim_grant(const std::string& account, const std::string& value) {
  return {.principal_key = account,
          .resource_key = "entitlement:" + value,
          .privilege = "USE",
          .action = Action::execute};
}

}  // namespace reeve
