// Reads the accounts, objects and rights of one MariaDB server. README.md says which tables, with which
// rights, and what cannot be seen.
#pragma once

#include "connectors/mariadb/mariadb_client.h"
#include "connectors/mariadb/mariadb_mapping.h"
#include "engine/sync/connector.h"

namespace reeve::mariadb {

// Throws Error{config} where an option is missing or wrong.
ConnectionOptions connection_of(const SourceConfig& config);

}  // namespace reeve::mariadb

namespace reeve {

class MariadbConnector final : public Connector {
 public:
  // Throws Error{config} where an option is missing or wrong.
  explicit MariadbConnector(const SourceConfig& config);

  std::vector<CheckItem> check() override;
  // A table that cannot be read fails the sections that need it and leaves the others alone. Rights that
  // change during the read fail theirs, because the server cannot show them as of one moment.
  void read(FactSink& sink, std::stop_token stop) override;

 private:
  mariadb::ConnectionOptions connection_;
  Placement placement_;
};

ConnectorKind mariadb_connector();

}  // namespace reeve
