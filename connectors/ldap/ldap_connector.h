// Reads the people, accounts, groups and memberships of one directory. README.md says which attributes, with
// which rights, and what cannot be seen.
#pragma once

#include "connectors/ldap/ldap_options.h"
#include "engine/core/clock.h"
#include "engine/sync/connector.h"

namespace reeve {

class LdapConnector final : public Connector {
 public:
  // Throws Error{config} where an option is missing or wrong.
  LdapConnector(const SourceConfig& config, const Clock& clock);

  std::vector<CheckItem> check() override;
  // A directory has no read transaction: entries that change meanwhile are read before or after their change.
  void read(FactSink& sink, std::stop_token stop) override;

 private:
  ldap::Options options_;
  const Clock& clock_;
};

ConnectorKind ldap_connector();

}  // namespace reeve
