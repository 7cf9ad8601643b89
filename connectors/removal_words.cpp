#include "connectors/removal_words.h"

#include "connectors/ldap/ldap_statements.h"
#include "connectors/mariadb/mariadb_statements.h"
#include "connectors/postgresql/postgresql_statements.h"

namespace reeve {

std::span<const RemovalWords> removal_words() {
  static const std::vector<RemovalWords> kWords{
      {.connector = "ldap", .words = &ldap_removal_text},
      {.connector = "mariadb", .words = &mariadb_removal_text},
      {.connector = "postgresql", .words = &postgresql_removal_text, .also_lost = &postgresql_also_lost},
  };
  return kWords;
}

}  // namespace reeve
