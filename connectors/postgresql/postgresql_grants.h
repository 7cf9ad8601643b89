// Who holds what on which object: ACLs, ownership, superusers and the predefined roles. Pure.
//
// - Only an ACL, or the built-in default where there is none, gives an owner the right itself; the right to
//   grant it belongs to every owner, whatever the ACL says (`option_only`).
// - Only superusers write the server's own tables, whatever the ACL says; an ACL of a single column counts
//   there too, as it does in the server.
// - Superusers hold everything, but members of a superuser only by assuming it (`personal`).
#pragma once

#include "connectors/postgresql/postgresql_mapping.h"

namespace reeve::postgresql {

Mapped grants_on_database(const Catalogue& catalogue);
Mapped grants_on(const Catalogue& catalogue, const Schema& schema);
Mapped grants_on(const Catalogue& catalogue, const Relation& relation);
Mapped grants_on(const Catalogue& catalogue, const Relation& relation, const Column& column);
Mapped grants_on(const Catalogue& catalogue, const Routine& routine);
std::vector<GrantFact> grants_of_superusers(const Catalogue& catalogue);
// pg_read_all_data and pg_write_all_data.
std::vector<GrantFact> grants_of_predefined_roles(const Catalogue& catalogue);

Action action_of(std::string_view privilege);

}  // namespace reeve::postgresql
