#include "connectors/postgresql/postgresql_statements.h"

#include <algorithm>

#include "connectors/postgresql/postgresql_mapping.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

std::string quoted(const std::string& name) {
  if (name.empty() || name.find('\0') != std::string::npos || !is_valid_utf8(name)) {
    throw Error(ErrorCode::refused,
                "the name `" + printable_utf8(name) + "` cannot be written in a statement");
  }
  std::string text = "\"";
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  return text + "\"";
}

std::string grantee(const std::string& key) { return key == postgresql::kPublicKey ? "PUBLIC" : quoted(key); }

// The parts of a path such as shop.crm."a.b", without their quotes.
std::vector<std::string> parts_of(const std::string& key) {
  std::vector<std::string> parts(1);
  bool inside = false;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '"' && inside && i + 1 < key.size() && key[i + 1] == '"') {
      parts.back() += key[i++];
    } else if (key[i] == '"') {
      inside = !inside;
    } else if (key[i] == '.' && !inside) {
      parts.emplace_back();
    } else {
      parts.back() += key[i];
    }
  }
  return parts;
}

std::string checked_privilege(const std::string& privilege) {
  const bool is_word = !privilege.empty() && std::ranges::all_of(privilege, [](char c) {
    return (c >= 'A' && c <= 'Z') || c == ' ';
  });
  if (!is_word)
    throw Error(ErrorCode::refused, "`" + printable_utf8(privilege) + "` is no privilege of PostgreSQL");
  return privilege;
}

// "SELECT ON TABLE "crm"."orders"", "UPDATE ("email") ON TABLE ..."; empty for a kind without such a form.
std::string right_on(const GrantFact& grant, const ResourceFact& resource) {
  const std::string privilege = checked_privilege(grant.privilege);
  const std::vector<std::string> parts = parts_of(resource.key);
  const auto relation = [&] { return " ON TABLE " + quoted(parts.at(1)) + "." + quoted(parts.at(2)); };
  const ResourceKind kind = resource.kind;
  if (kind == ResourceKind::database && parts.size() == 1)
    return privilege + " ON DATABASE " + quoted(parts[0]);
  if (kind == ResourceKind::schema && parts.size() == 2) return privilege + " ON SCHEMA " + quoted(parts[1]);
  if ((kind == ResourceKind::table || kind == ResourceKind::view) && parts.size() == 3)
    return privilege + relation();
  if (kind == ResourceKind::column && parts.size() == 4)
    return privilege + " (" + quoted(parts[3]) + ")" + relation();
  return "";
}

void append(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line + ";"; }

std::string granted_by(const std::string& grantor) {
  return grantor.empty() ? "" : " GRANTED BY " + quoted(grantor);
}

// Since version 16 a membership has options of its own; what could be assumed only, or not even that, says
// so.
std::string membership_options(const MembershipFact& m) {
  std::vector<std::string> options;
  if (m.administer) options.push_back(m.assumable ? "ADMIN OPTION" : "ADMIN TRUE");
  if (!m.assumable)
    options.push_back(std::string("INHERIT ") + (m.inherited ? "TRUE" : "FALSE") + ", SET FALSE");
  return options.empty() ? "" : " WITH " + join(options, ", ");
}

RemovalText words_of(const std::vector<MembershipFact>& memberships) {
  RemovalText text;
  for (const MembershipFact& m : memberships) {
    if (m.grantor_key.empty() && m.container_key == "pg_database_owner") {
      return {
          .why_none =
              "whoever owns the database is a member of pg_database_owner; give the database another owner"};
    }
    const std::string by = granted_by(m.grantor_key);
    append(text.statement, "REVOKE " + quoted(m.container_key) + " FROM " + quoted(m.member_key) + by);
    append(text.inverse,
           "GRANT " + quoted(m.container_key) + " TO " + quoted(m.member_key) + membership_options(m) + by);
  }
  return text;
}

std::string why_not_revocable(const GrantFact& grant) {
  if (grant.kind == GrantKind::ownership)
    return "an owner's rights cannot be revoked; give the object another owner";
  if (grant.kind == GrantKind::superuser)
    return "a superuser holds every right; take SUPERUSER from the role";
  if (grant.kind == GrantKind::built_in && grant.grantor_key.empty()) {
    return "a predefined role's rights cannot be revoked; take its members out";
  }
  return "";
}

// As the grantor: only then the server touches that grant and no other.
void append_as(std::string& text, const std::string& grantor, const std::string& statement) {
  if (!grantor.empty()) append(text, "SET ROLE " + quoted(grantor));
  append(text, statement + granted_by(grantor));
  if (!grantor.empty()) append(text, "RESET ROLE");
}

RemovalText words_of(const std::vector<GrantFact>& grants, const ResourceFact& resource) {
  RemovalText text;
  for (const GrantFact& grant : grants) {
    if (std::string why = why_not_revocable(grant); !why.empty()) return {.why_none = std::move(why)};
    const std::string right = right_on(grant, resource);
    if (right.empty()) return {.why_none = "reeve knows no statement for this kind of object"};
    const std::string who = grantee(grant.principal_key);
    append_as(text.statement, grant.grantor_key, "REVOKE " + right + " FROM " + who);
    append_as(text.inverse, grant.grantor_key,
              "GRANT " + right + " TO " + who + (grant.grant_option ? " WITH GRANT OPTION" : ""));
  }
  return text;
}

}  // namespace

RemovalText postgresql_removal_text(const EdgeFacts& edge) {
  return edge.section == Section::membership ? words_of(edge.memberships)
                                             : words_of(edge.grants, edge.resource);
}

}  // namespace reeve
