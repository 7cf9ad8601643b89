#include "connectors/ldap/ldap_remover.h"

#include <algorithm>

#include "connectors/ldap/ldap_client.h"
#include "connectors/ldap/ldap_entries.h"
#include "connectors/ldap/ldap_options.h"
#include "connectors/ldap/ldap_session.h"
#include "connectors/ldap/ldap_statements.h"
#include "connectors/ldap/ldap_values.h"
#include "connectors/removal_checks.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

using namespace ldap;

const RemovalWords kWords{.connector = "ldap", .words = &ldap_removal_text};
constexpr const char* kNamingAttributes[] = {"member", "uniqueMember", "roleOccupant"};

// One connection with what it needs to understand entries.
struct Connection {
  explicit Connection(const ldap::Options& options) : client(options.connection), session(client, options) {}
  Client client;
  Session session;
};

// The group of a change and its member, as they are.
struct Pair {
  Entry group;
  std::optional<Entry> member;
  SourceEdges edges;  // of the group alone
};

class LdapRemover final : public Remover {
 public:
  explicit LdapRemover(ldap::Options options) : options_(std::move(options)) {}

  RemoverAnswer look(const EdgeChange& change) override {
    try {
      Connection connection(options_);
      const Pair now = read(connection, change);
      if (auto why_not = why_not_take(connection, now, change)) return *why_not;
      return {ActOutcome::done, "as planned"};
    } catch (const Error& error) {
      return {ActOutcome::refused, error.message()};
    }
  }

  RemoverAnswer remove(const EdgeChange& change) override {
    try {
      Connection connection(options_);
      const Pair before = read(connection, change);
      if (auto why_not = why_not_take(connection, before, change)) return *why_not;
      const auto [attribute, value] = naming_value(connection, before.group, member_key(change));
      const auto modified =
          connection.client.modify(plain_name(connection.session.mapping(), before.group.dn), attribute,
                                   value, Client::Modification::take_away);
      return look_afterwards(connection, before, change, modified, &wrong_after_removal);
    } catch (const Error& error) {
      return {ActOutcome::refused, error.message()};
    }
  }

  RemoverAnswer restore(const EdgeChange& change) override {
    try {
      Connection connection(options_);
      const Pair before = read(connection, change);
      if (auto why_not = why_not_restore(before.edges, change, kWords)) return *why_not;
      if (!before.member) return {ActOutcome::refused, "the member does not exist any more"};
      const Mapping& mapping = connection.session.mapping();
      const auto modified =
          connection.client.modify(plain_name(mapping, before.group.dn), attribute_of(before.group),
                                   plain_name(mapping, before.member->dn), Client::Modification::add);
      return look_afterwards(connection, before, change, modified, &wrong_after_restoring);
    } catch (const Error& error) {
      return {ActOutcome::refused, error.message()};
    }
  }

 private:
  static std::string member_key(const EdgeChange& change) { return split_key(change.edge.edge_key).at(0); }
  static std::string group_key(const EdgeChange& change) { return split_key(change.edge.edge_key).at(1); }

  // Active Directory was asked for names that carry the GUID, and takes only plain ones in a change.
  static std::string plain_name(const Mapping& mapping, const std::string& name) {
    return mapping.is_active_directory() ? extended_name_from(name).dn : name;
  }

  static Search base_search(const Session& session, const std::string& key) {
    const bool active_directory = session.mapping().is_active_directory();
    return {.base = active_directory ? "<GUID=" + key + ">" : key,
            .scope = Scope::base,
            .paged = false,
            .guid_in_names = active_directory};
  }

  static std::optional<Entry> entry(Connection& connection, const std::string& key,
                                    std::vector<std::string> attributes) {
    Search search = base_search(connection.session, key);
    search.attributes = std::move(attributes);
    std::optional<Entry> found;
    const Outcome outcome =
        connection.client.search(search, {}, [&](Entry& each) { found = std::move(each); });
    if (!outcome.whole()) throw Error(ErrorCode::source, outcome.problem);
    if (!outcome.referrals.empty())
      throw Error(ErrorCode::source,
                  "the server sends on to `" + outcome.referrals.front() + "`, which is not followed");
    if (!found) return found;
    const std::string problem = complete_ranges(connection.client, search, {}, *found);
    if (!problem.empty()) throw Error(ErrorCode::source, problem);
    return found;
  }

  static Pair read(Connection& connection, const EdgeChange& change) {
    const Mapping& mapping = connection.session.mapping();
    auto group = entry(connection, group_key(change), mapping.group_attributes());
    if (!group)
      throw Error(ErrorCode::source, "there is no group `" + printable_utf8(group_key(change)) + "`");
    Pair pair{.group = std::move(*group),
              .member = entry(connection, member_key(change), mapping.person_attributes()),
              .edges = {}};
    for (const std::string_view value : mapping.members_of(pair.group)) {
      const auto key = mapping.key_named(value);
      if (!key || key->empty()) continue;
      pair.edges.memberships.push_back({.member_key = *key,
                                        .container_key = group_key(change),
                                        .inherited = mapping.gives_rights(pair.group)});
    }
    return pair;
  }

  std::optional<RemoverAnswer> why_not_take(Connection& connection, const Pair& now,
                                            const EdgeChange& change) const {
    const std::string otherwise = member_otherwise(connection.session.mapping(), now);
    if (!otherwise.empty()) return RemoverAnswer{ActOutcome::refused, otherwise};
    return why_not_remove(now.edges, change, kWords);
  }

  // How else somebody is a member of the group; empty: not at all.
  static std::string member_otherwise(const Mapping& mapping, const Pair& now) {
    if (now.group.values("memberURL") != nullptr)
      return "members of this group are found by a search; change the search";
    if (!now.member) return "";
    if (mapping.is_active_directory()) {
      const auto sid = sid_text(now.group.first("objectSid"));
      return sid && *sid == mapping.primary_group_sid(*now.member)
                 ? "it is the primary group of the account; give it another one"
                 : "";
    }
    const std::string_view gid = now.group.first("gidNumber");
    if (!gid.empty() && gid == now.member->first("gidNumber"))
      return "it is the primary group of the account (gidNumber); give it another one";
    const auto* const names = now.group.values("memberUid");
    if (names == nullptr) return "";
    const auto* const uids = now.member->values("uid");
    const bool named = uids != nullptr && std::ranges::any_of(*uids, [&](const std::string& uid) {
                         return std::ranges::find(*names, uid) != names->end();
                       });
    return named ? "the group names the account in memberUid; take it out there" : "";
  }

  // The attribute and the value in it that name the member, as the server has to be told.
  static std::pair<std::string, std::string> naming_value(Connection& connection, const Entry& group,
                                                          const std::string& member) {
    const Mapping& mapping = connection.session.mapping();
    for (const char* attribute : kNamingAttributes) {
      const auto* const values = group.values(attribute);
      if (values == nullptr) continue;
      for (const std::string& value : *values) {
        if (mapping.key_named(value) != member) continue;
        return {attribute, plain_name(mapping, value)};
      }
    }
    throw Error(ErrorCode::source, "the group does not name the member any more");
  }

  static std::string attribute_of(const Entry& group) {
    if (has_class(group, "groupOfUniqueNames")) return "uniqueMember";
    return has_class(group, "organizationalRole") ? "roleOccupant" : "member";
  }

  // Only what the server shows afterwards counts, whatever it said before.
  RemoverAnswer look_afterwards(Connection& connection, const Pair& before, const EdgeChange& change,
                                const Client::Modified& modified,
                                std::string (*wrong)(const EdgeDifference&, const EdgeChange&)) const {
    if (modified.lost) {
      if (const std::string problem = connection.client.reconnect(); !problem.empty())
        return {ActOutcome::unknown, modified.problem + "; and then: " + problem};
    }
    try {
      const EdgeDifference changed = difference(before.edges, read(connection, change).edges);
      if (changed.lost.empty() && changed.gained.empty())
        return {ActOutcome::refused,
                modified.problem.empty() ? "the server agreed and changed nothing" : modified.problem};
      const std::string what = wrong(changed, change);
      if (!what.empty()) return {ActOutcome::surprise, what};
      return {ActOutcome::done, modified.lost ? "seen after the connection was lost: " + modified.problem
                                              : "seen in the same connection"};
    } catch (const Error& error) {
      return {ActOutcome::unknown, "what became of it cannot be asked: " + error.message()};
    }
  }

  const ldap::Options options_;
};

std::unique_ptr<Remover> create(const RemoverConfig& config) {
  return std::make_unique<LdapRemover>(options_from(
      {.name = config.source, .kind = config.kind, .base_dir = config.base_dir, .options = config.options}));
}

}  // namespace

RemoverKind ldap_remover() {
  return {.connector = "ldap",
          .credentials = {"bind", "bind_dn", "password_env", "certificate_file", "key_file"},
          .create = create};
}

}  // namespace reeve
