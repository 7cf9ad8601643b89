// Who holds what on which object. Pure.
//
// What counts on a database is stated per database, with the rows worked out (mariadb_rights.h). Rows by a
// pattern, and rows for what does not exist, stand beside that as they are, on the place that they name: they
// give nothing today and may tomorrow.
//
// The grant option belongs to a level, and holds for every privilege that the grantee has there or from
// above. Where it stands below the privilege, an `option_only` grant says so.
#pragma once

#include "connectors/mariadb/mariadb_mapping.h"

namespace reeve::mariadb {

Mapped grants_of(const Catalogue& catalogue, const Rights& rights, const KnownColumns& columns);

Action action_of(Privileges bit);

}  // namespace reeve::mariadb
