// Takes rights and memberships of one MariaDB server away, and puts them back.
//
// The server knows no transactions for rights. So what a statement would change is worked out before, by the
// mapping of the connector over the changed rows, and a statement that would add access, or change anything
// else than what was planned, is not run. Afterwards the rights are read again on the same connection.
#pragma once

#include "engine/remediation/remover.h"

namespace reeve {

RemoverKind mariadb_remover();

}  // namespace reeve
