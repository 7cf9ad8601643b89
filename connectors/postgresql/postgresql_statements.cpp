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
    } else if (key[i] == '(' && !inside) {
      parts.push_back(key.substr(i));  // the arguments of a routine, as they are
      return parts;
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
  if (kind == ResourceKind::routine && parts.size() == 4)
    return privilege + " ON ROUTINE " + quoted(parts[1]) + "." + quoted(parts[2]) + parts[3];
  return "";
}

using Steps = std::vector<std::string>;

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
    text.steps.push_back("REVOKE " + quoted(m.container_key) + " FROM " + quoted(m.member_key) + by);
    text.inverse_steps.push_back("GRANT " + quoted(m.container_key) + " TO " + quoted(m.member_key) +
                                 membership_options(m) + by);
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
void append_as(Steps& steps, const std::string& grantor, const std::string& statement) {
  if (!grantor.empty()) steps.push_back("SET ROLE " + quoted(grantor));
  steps.push_back(statement);
  if (!grantor.empty()) steps.emplace_back("RESET ROLE");
}

void append_grant(Steps& steps, const GrantFact& grant, const std::string& right) {
  append_as(steps, grant.grantor_key,
            "GRANT " + right + " TO " + grantee(grant.principal_key) +
                (grant.grant_option ? " WITH GRANT OPTION" : "") + granted_by(grant.grantor_key));
}

RemovalText words_of(const EdgeFacts& edge) {
  RemovalText text;
  const std::string cascade = edge.also_lost.empty() ? "" : " CASCADE";
  for (const GrantFact& grant : edge.grants) {
    if (std::string why = why_not_revocable(grant); !why.empty()) return {.why_none = std::move(why)};
    const std::string right = right_on(grant, edge.resource);
    if (right.empty()) return {.why_none = "reeve knows no statement for this kind of object"};
    append_as(text.steps, grant.grantor_key,
              "REVOKE " + right + " FROM " + grantee(grant.principal_key) + granted_by(grant.grantor_key) +
                  cascade);
    append_grant(text.inverse_steps, grant, right);
  }
  for (std::size_t i = 0; i < edge.also_lost.size(); ++i) {
    const std::string right = right_on(edge.also_lost[i], edge.also_resources.at(i));
    if (right.empty()) return {.why_none = "reeve knows no statement for what would go with it"};
    append_grant(text.inverse_steps, edge.also_lost[i], right);
  }
  return text;
}

// One statement a line.
std::string lines(const Steps& steps) {
  std::string text;
  for (const std::string& step : steps) text += (text.empty() ? "" : "\n") + step + ";";
  return text;
}

bool is_below(const std::string& key, const std::string& parent) { return key.starts_with(parent + "."); }

// The server passes over what another grantor, or ownership, lets the grantee still hand on.
bool may_still_pass_on(const GrantFact& lost, const std::vector<GrantFact>& all,
                       const std::vector<GrantFact>& gone) {
  return std::ranges::any_of(all, [&](const GrantFact& g) {
    return g.principal_key == lost.principal_key && g.resource_key == lost.resource_key &&
           g.privilege == lost.privilege && g.grant_option && std::ranges::find(gone, g) == gone.end();
  });
}

}  // namespace

RemovalText postgresql_removal_text(const EdgeFacts& edge) {
  RemovalText text = edge.section == Section::membership ? words_of(edge.memberships) : words_of(edge);
  text.statement = lines(text.steps);
  text.inverse = lines(text.inverse_steps);
  return text;
}

std::vector<GrantFact> postgresql_also_lost(const EdgeFacts& edge, const std::vector<GrantFact>& all) {
  std::vector<GrantFact> gone = edge.grants;
  const bool on_relation =
      edge.resource.kind == ResourceKind::table || edge.resource.kind == ResourceKind::view;
  const auto take = [&](const GrantFact& g) {
    if (g.kind == GrantKind::acl && std::ranges::find(gone, g) == gone.end()) gone.push_back(g);
  };
  for (std::size_t i = 0; i < gone.size(); ++i) {
    const GrantFact lost = gone[i];
    const bool passes_on = lost.grant_option && !may_still_pass_on(lost, all, gone);
    for (const GrantFact& g : all) {
      if (g.privilege != lost.privilege) continue;
      if (passes_on && g.grantor_key == lost.principal_key && g.resource_key == lost.resource_key) take(g);
      // A right on a relation goes together with the same right on its columns.
      if (on_relation && g.principal_key == lost.principal_key && g.grantor_key == lost.grantor_key &&
          is_below(g.resource_key, lost.resource_key))
        take(g);
    }
  }
  gone.erase(gone.begin(), gone.begin() + static_cast<std::ptrdiff_t>(edge.grants.size()));
  return gone;
}

}  // namespace reeve
