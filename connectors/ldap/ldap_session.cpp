#include "connectors/ldap/ldap_session.h"

#include "connectors/ldap/ldap_incremental.h"
#include "engine/core/error.h"

namespace reeve::ldap {
namespace {

Server known_server(Directory& directory) {
  Outcome outcome;
  Server server = ask_server(directory, outcome);
  if (!outcome.whole()) throw Error{ErrorCode::source, "asking the server what it is: " + outcome.problem};
  return server;
}

std::string either(const std::string& told, const std::string& fallback) {
  return told.empty() ? fallback : told;
}

FieldNames fields_for(Flavour flavour, const FieldNames& told) {
  FieldNames fields = usual_fields(flavour);
  for (const auto& [field, attributes] : told) fields[field] = attributes;
  return fields;
}

std::string who(const ConnectionOptions& options) {
  switch (options.bind) {
    case Bind::simple: return options.bind_dn;
    case Bind::external: return "the owner of the certificate or process (external)";
    case Bind::gssapi: return "the owner of the Kerberos ticket (gssapi)";
    default: return "nobody (anonymous)";
  }
}

Plan plan_for(const Server& server, const Mapping& mapping, const Options& options) {
  const std::string base = either(options.base, server.default_base);
  Plan plan{.server = options.connection.url, .seen_as = who(options.connection)};
  plan.identities = options.people != People::none;
  plan.known_referrals = options.known_referrals;
  plan.groups = {.base = either(options.group_base, base),
                 .filter = either(options.group_filter, group_filter(server.flavour)),
                 .attributes = mapping.group_attributes(),
                 .links = {"member", "managedBy"}};
  plan.people = {.base = either(options.people_base, base),
                 .filter = either(options.people_filter, person_filter(server.flavour)),
                 .attributes = mapping.person_attributes(),
                 .links = plan.identities ? mapping.attributes_of("manager") : std::vector<std::string>{}};
  for (Search* const search : {&plan.groups, &plan.people}) {
    if (search->base.empty()) {
      throw Error{ErrorCode::source, "the server `" + options.connection.url +
                                         "` does not name one base; write it in the option `base`"};
    }
    search->paged = server.can_page;
    search->guid_in_names = mapping.is_active_directory();
  }
  return plan;
}

}  // namespace

Session::Session(Directory& directory, const Options& options)
    : server_{known_server(directory)},
      names_{ask_schema(directory, server_)},
      mapping_{server_.flavour, options.people, fields_for(server_.flavour, options.fields), names_},
      plan_{plan_for(server_, mapping_, options)} {}

std::unique_ptr<Entries> entries_for(Directory& directory, const Session& session, const Options& options,
                                     UtcMillis now) {
  if (options.memory_dir.empty()) return std::make_unique<Entries>(directory);
  const Plan& plan = session.plan();
  return std::make_unique<IncrementalEntries>(
      directory, session.server(),
      IncrementalOptions{.folder = options.memory_dir,
                         .asked_as = plan.server + " " + plan.seen_as,
                         .known_filter = "(|" + plan.people.filter + plan.groups.filter + ")",
                         .now = now,
                         .full_read_after_days = options.full_read_after_days});
}

}  // namespace reeve::ldap
