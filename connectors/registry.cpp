#include "connectors/registry.h"

#include "connectors/baton/baton_connector.h"
#include "connectors/csv/csv_connector.h"
#include "connectors/jsonl/jsonl_connector.h"
#include "connectors/ldap/ldap_connector.h"
#include "connectors/mariadb/mariadb_connector.h"
#include "connectors/postgresql/postgresql_connector.h"
#include "connectors/scim/scim_connector.h"
#include "connectors/sql/sql_connector.h"

namespace reeve {

std::span<const ConnectorKind> connector_kinds() {
  static const std::vector<ConnectorKind> kKinds{
      baton_connector(),   csv_connector(),        jsonl_connector(), ldap_connector(),
      mariadb_connector(), postgresql_connector(), scim_connector(),  sql_connector(),
  };
  return kKinds;
}

}  // namespace reeve
