#include "connectors/removers.h"

#include "connectors/ldap/ldap_remover.h"
#include "connectors/mariadb/mariadb_remover.h"
#include "connectors/postgresql/postgresql_remover.h"

namespace reeve {

std::span<const RemoverKind> remover_kinds() {
  static const std::vector<RemoverKind> kKinds{ldap_remover(), mariadb_remover(), postgresql_remover()};
  return kKinds;
}

}  // namespace reeve
