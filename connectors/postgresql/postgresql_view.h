// What a view reads, out of its stored definition.
//
// pg_depend is not enough: it holds no dependency on the server's own relations, and none on a whole row
// where a single column of the same table is used too. The definition lists, per relation, the columns whose
// SELECT the server checks, and that is exactly what is taken from it.
#pragma once

#include <vector>

#include "connectors/postgresql/postgresql_catalogue.h"

namespace reeve::postgresql {

struct ViewRead {
  Oid relation = 0;
  bool whole_row = false;    // every column is needed
  std::vector<int> columns;  // sorted; none and no whole row: the table is read without naming a column
  bool operator==(const ViewRead&) const = default;
};

// One entry per relation, by OID. For servers since 14. Throws Error{source} where the tree is none, or shows
// less than pg_depend does: then the server writes it in a way that is not known here.
std::vector<ViewRead> view_reads(const ViewDefinition& definition);

}  // namespace reeve::postgresql
