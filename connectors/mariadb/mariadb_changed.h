// What a server would say if one statement had been run: the mapping over the changed rows. Rights of MariaDB
// are not monotone: a row that goes can put a wider one in its place. Pure.
#pragma once

#include <optional>
#include <string>

#include "connectors/mariadb/mariadb_catalogue.h"
#include "connectors/mariadb/mariadb_mapping.h"
#include "engine/remediation/edge_state.h"

namespace reeve::mariadb {

// The catalogue without the grant, or the membership, of this edge. nullopt: no row is it, so the edge comes
// from somewhere else (a pattern, another host of the user, a role), and no statement would take it away.
std::optional<Catalogue> without_edge(Catalogue catalogue, const RemovableEdge& edge);

SourceEdges edges_of(const Catalogue& catalogue, const KnownColumns& columns);

}  // namespace reeve::mariadb
