#include "connectors/mariadb/mariadb_statements.h"

#include <algorithm>
#include <optional>

#include "connectors/mariadb/mariadb_catalogue.h"
#include "connectors/mariadb/mariadb_keys.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

using namespace mariadb;

std::string quoted(const std::string& name) {
  if (name.find('\0') != std::string::npos || !is_valid_utf8(name))
    throw Error(ErrorCode::refused,
                "the name `" + printable_utf8(name) + "` cannot be written in a statement");
  std::string text = "`";
  for (const char c : name) text.append(c == '`' ? 2 : 1, c);
  return text + "`";
}

std::string grantee(const GranteeKey& key) {
  if (key.host) return quoted(key.user) + "@" + quoted(*key.host);
  return key.user == kPublicName ? "PUBLIC" : quoted(key.user);
}

// A name of a database that is to be no pattern.
std::string literal(const std::string& database) {
  std::string text;
  for (const char c : database) {
    if (c == '_' || c == '%' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

std::string checked_privilege(const std::string& privilege) {
  const bool known = std::ranges::any_of(privilege_names(),
                                         [&](const PrivilegeName& name) { return name.name == privilege; });
  if (!known)
    throw Error(ErrorCode::refused, "`" + printable_utf8(privilege) + "` is no privilege of MariaDB");
  return privilege;
}

// "SELECT ON `shop`.`orders`"; empty for a place without such a form.
std::string right_on(const GrantFact& grant) {
  const std::string privilege = checked_privilege(grant.privilege);
  const PlaceKey place = place_of(grant.resource_key);
  switch (place.level) {
    case PlaceKey::Level::server: return privilege + " ON *.*";
    case PlaceKey::Level::database: return privilege + " ON " + quoted(literal(place.parts[0])) + ".*";
    case PlaceKey::Level::pattern: return privilege + " ON " + quoted(place.parts[0]) + ".*";
    case PlaceKey::Level::table:
      return privilege + " ON TABLE " + quoted(place.parts[0]) + "." + quoted(place.parts[1]);
    case PlaceKey::Level::column:
      return privilege + " (" + quoted(place.parts[2]) + ") ON TABLE " + quoted(place.parts[0]) + "." +
             quoted(place.parts[1]);
    case PlaceKey::Level::routine:
      return privilege + " ON " + place.routine_type + " " + quoted(place.parts[0]) + "." +
             quoted(place.parts[1]);
    case PlaceKey::Level::other: return "";
  }
  return "";
}

RemovalText with_text(std::string statement, std::string inverse) {
  RemovalText text{.statement = statement + ";", .inverse = inverse + ";", .why_none = {}};
  text.steps = {std::move(statement)};
  text.inverse_steps = {std::move(inverse)};
  return text;
}

RemovalText words_of(const MembershipFact& m) {
  const std::optional<GranteeKey> member = grantee_of(m.member_key);
  const std::optional<GranteeKey> role = grantee_of(m.container_key);
  if (!member || !role)
    return {.why_none = "this is no grant of a role by itself; it goes with the role or the account"};
  if (role->host) {
    return with_text("REVOKE PROXY ON " + grantee(*role) + " FROM " + grantee(*member),
                     "GRANT PROXY ON " + grantee(*role) + " TO " + grantee(*member) +
                         (m.administer ? " WITH GRANT OPTION" : ""));
  }
  return with_text(
      "REVOKE " + grantee(*role) + " FROM " + grantee(*member),
      "GRANT " + grantee(*role) + " TO " + grantee(*member) + (m.administer ? " WITH ADMIN OPTION" : ""));
}

RemovalText words_of(const GrantFact& grant) {
  const std::optional<GranteeKey> who = grantee_of(grant.principal_key);
  if (!who) return {.why_none = "these are the rights of a definer; change them at the account itself"};
  if (grant.option_only || grant.privilege == "GRANT OPTION")
    return {.why_none = "the right to pass on belongs to the whole level; revoke GRANT OPTION there"};
  const std::string right = right_on(grant);
  if (right.empty()) return {.why_none = "reeve knows no statement for this kind of object"};
  return with_text("REVOKE " + right + " FROM " + grantee(*who), "GRANT " + right + " TO " + grantee(*who));
}

}  // namespace

RemovalText mariadb_removal_text(const EdgeFacts& edge) {
  if (edge.section == Section::membership && edge.memberships.size() == 1)
    return words_of(edge.memberships.front());
  if (edge.section == Section::grant && edge.grants.size() == 1) return words_of(edge.grants.front());
  return {.why_none = "this edge comes in more than one way"};
}

}  // namespace reeve
