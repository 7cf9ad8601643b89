// Takes rights and memberships of one PostgreSQL database away, and puts them back.
//
// One transaction for each change: the catalogues are read in it before and after the statements, by the same
// mapping as a sync. It is committed only where exactly what was planned is gone and nothing else; then they
// are read once more.
#pragma once

#include "engine/remediation/remover.h"

namespace reeve {

RemoverKind postgresql_remover();

}  // namespace reeve
