// Functions, procedures and aggregates: what the catalogue says of them, and what they show
// (docs/decisions/0017). Pure.
#pragma once

#include <set>

#include "connectors/postgresql/postgresql_mapping.h"
#include "connectors/postgresql/postgresql_queries.h"

namespace reeve::postgresql {

// Of system schemas only those that somebody beside their owner was granted.
Query routine_query();
// Functions of the server itself that run SQL given as text, or read files or large objects: what a routine
// that calls one of them shows is not known.
Query reaching_function_query();

// `reaching`: the OIDs that the second query answers.
Routine routine_from(Row row, const std::set<Oid>& reaching);
Oid reaching_function_from(Row row);

// Whether it can show its caller what the caller may not read, and nobody can say what.
bool shows_the_unknown(const Routine& routine);

// `shop.crm.f(integer, text)`
std::string key_of(const Catalogue& catalogue, const Routine& routine);
ResourceFact resource_of(const Catalogue& catalogue, const Routine& routine, const Placement& placement);

// What a definer routine with a body of standard SQL shows, with its owner's rights.
Mapped lineage_of_routine(const Catalogue& catalogue, const Routine& routine,
                          const ColumnsByRelation& columns);
// A view calls its routines as whoever acts. Those that show nothing but what the caller may read are left
// out.
std::vector<LineageFact> lineage_of_calls(const Catalogue& catalogue, const Relation& view,
                                          std::span<const Oid> called);

}  // namespace reeve::postgresql
