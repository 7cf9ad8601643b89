// What a view, or a routine with a body of standard SQL, reads, out of its stored definition.
//
// pg_depend is not enough: it holds no dependency on the server's own relations, and none on a whole row
// where a single column of the same table is used too. The definition lists, per relation, the columns whose
// SELECT the server checks, and that is exactly what is taken from it.
#pragma once

#include <vector>

#include "connectors/postgresql/postgresql_catalogue.h"

namespace reeve::postgresql {

// One entry per relation, by OID. For servers since 14. Throws Error{source} where the tree is none, or shows
// less than pg_depend does: then the server writes it in a way that is not known here.
std::vector<ViewRead> view_reads(const ViewDefinition& definition);

// The routines that a definition calls by name, by operator or as an aggregate. Sorted, unique.
std::vector<Oid> routines_called(std::string_view tree);

}  // namespace reeve::postgresql
