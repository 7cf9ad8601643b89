// From catalogue rows to facts. Pure: no server, no I/O.
//
// Native keys: a role is its name, PUBLIC is `public` (no role can be called so). Everything else is a path,
// `database.schema.relation.column`, whose parts stand bare where they consist of a-z, 0-9, _ and $ and do
// not begin with a digit or $, else in double quotes with quotes inside doubled. So different paths never
// have the same key, and keys can be typed. The display name is the same path without quotes.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mapped.h"
#include "connectors/postgresql/postgresql_catalogue.h"
#include "connectors/postgresql/postgresql_view.h"
#include "engine/model/facts.h"
#include "engine/model/sync_run.h"

namespace reeve::postgresql {

inline constexpr std::string_view kPublicKey = "public";

std::string key_part(std::string_view name);
std::string key_of(const Database& database);
std::string key_of(const Catalogue& catalogue, const Schema& schema);
std::string key_of(const Catalogue& catalogue, const Relation& relation);
std::string key_of(const Catalogue& catalogue, const Relation& relation, const Column& column);

PrincipalFact principal_of(const Role& role);
PrincipalFact everyone();

// Of the rows of pg_auth_members, and of the database's owner in pg_database_owner.
Mapped memberships_of(const Catalogue& catalogue, std::span<const RoleMembership> rows);

ResourceFact resource_of_database(const Catalogue& catalogue, const Placement& placement);
ResourceFact resource_of(const Catalogue& catalogue, const Schema& schema, const Placement& placement);
ResourceFact resource_of(const Catalogue& catalogue, const Relation& relation, const Placement& placement);
ResourceFact resource_of(const Catalogue& catalogue, const Relation& relation, const Column& column,
                         const Placement& placement);

// CONNECT on the database, asked of who signs in; USAGE on every schema, asked of the acting role.
std::vector<GateFact> gates_of(const Catalogue& catalogue);

// `pattern` once for each resource whose SELECT the reads need. `columns` as below.
using ColumnsByRelation = std::map<Oid, std::map<int, Column>>;
Mapped lineage_of_reads(const Catalogue& catalogue, const LineageFact& pattern,
                        std::span<const ViewRead> reads, const ColumnsByRelation& columns);
// What the view shows. `columns`: by relation, at least those of the relations in `reads`, by number.
Mapped lineage_of_view(const Catalogue& catalogue, const Relation& view, std::span<const ViewRead> reads,
                       const ColumnsByRelation& columns);
// A table shows the rows of its partitions and children, and needs no right on them.
Mapped lineage_of(const Catalogue& catalogue, const Inheritance& inheritance);

}  // namespace reeve::postgresql
