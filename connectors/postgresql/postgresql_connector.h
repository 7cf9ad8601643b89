// Reads the roles, objects and rights of one PostgreSQL database. README.md says which catalogues, with which
// rights, and what cannot be seen.
#pragma once

#include "connectors/postgresql/postgresql_client.h"
#include "connectors/postgresql/postgresql_mapping.h"
#include "engine/sync/connector.h"

namespace reeve::postgresql {

// Throws Error{config} where an option is missing or wrong.
ConnectionOptions connection_of(const SourceConfig& config);

}  // namespace reeve::postgresql

namespace reeve {

class PostgresqlConnector final : public Connector {
 public:
  // Throws Error{config} where an option is missing or wrong.
  explicit PostgresqlConnector(const SourceConfig& config);

  std::vector<CheckItem> check() override;
  // One transaction that sees one state of the database. A catalogue that cannot be read fails its sections
  // and leaves the others alone; a lost connection fails everything that was not closed before.
  void read(FactSink& sink, std::stop_token stop) override;

 private:
  postgresql::ConnectionOptions connection_;
  Placement placement_;
};

ConnectorKind postgresql_connector();

}  // namespace reeve
