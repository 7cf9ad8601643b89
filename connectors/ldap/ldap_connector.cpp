#include "connectors/ldap/ldap_connector.h"

#include "connectors/ldap/ldap_check.h"
#include "connectors/ldap/ldap_session.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

std::unique_ptr<Connector> create(const SourceConfig& config, const Clock& clock) {
  return std::make_unique<LdapConnector>(config, clock);
}

}  // namespace

LdapConnector::LdapConnector(const SourceConfig& config, const Clock& clock)
    : options_{ldap::options_from(config)}, clock_{clock} {}

std::vector<CheckItem> LdapConnector::check() try {
  ldap::Client client{options_.connection};
  ldap::Session session{client, options_};
  std::vector<CheckItem> items = ldap::check_items(client, session);
  if (!options_.memory_dir.empty()) {
    ldap::add_changes_item(*ldap::entries_for(client, session, options_, clock_.now()), session, items);
  }
  return items;
} catch (const Error& error) {
  return {{"connect", TriState::no, error.message()}};
}

void LdapConnector::read(FactSink& sink, std::stop_token stop) {
  ldap::Client client{options_.connection};
  ldap::Session session{client, options_};
  const auto entries = ldap::entries_for(client, session, options_, clock_.now());
  ldap::Reader{*entries, client, session.mapping(), session.plan(), sink, std::move(stop)}.read();
}

ConnectorKind ldap_connector() {
  return {.name = "ldap",
          .help = "people, accounts, groups and memberships of an LDAP directory or Active Directory",
          .options = ldap::option_help(),
          .create = create};
}

}  // namespace reeve
