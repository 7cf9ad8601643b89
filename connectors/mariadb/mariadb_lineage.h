// What views and definer routines show. Pure.
//
// The server keeps no list of what a view reads, only its definition: always in the same form, with names in
// backquotes and tables by database. It checks SELECT on every column that stands in it. For routines there
// is only the text that somebody typed: each table, view and routine of which it holds the name counts as
// shown, whatever is done with it, and needs no right, because anybody who may call it can.
#pragma once

#include <set>
#include <vector>

#include "connectors/mariadb/mariadb_mapping.h"

namespace reeve::mariadb {

struct ViewRead {
  TableName table;
  std::set<std::string> columns;  // as they stand there; none: the table is read without naming a column
  bool operator==(const ViewRead&) const = default;
};

// One entry per table, in the order of the names. Throws Error{source} where the text is none that the server
// writes.
std::vector<ViewRead> view_reads(std::string_view definition);

Mapped lineage_of(const Catalogue& catalogue, const Rights& rights, const KnownColumns& columns);

// The tables whose columns rights and views name.
std::set<TableName> tables_with_named_columns(const Catalogue& catalogue);

}  // namespace reeve::mariadb
