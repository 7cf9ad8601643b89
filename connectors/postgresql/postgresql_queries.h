// The questions to PostgreSQL's catalogues, and how the rows of the answers are read. Pure: the SQL is text
// here, the rows come from whoever asked.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/postgresql/postgresql_catalogue.h"
#include "engine/model/keys.h"

namespace reeve::postgresql {

using Row = std::span<const std::string>;

// One question. Every column of the answer is text and never NULL.
struct Query {
  std::string what;  // the catalogues that it reads: "pg_roles"
  std::string sql;
  int columns = 0;
  int batch = 5000;
};

Query server_query();
Query role_query();
Query membership_query(const Server& server);
Query database_query();
Query schema_query();
Query relation_query();
Query column_query();      // of all relations, but of system schemas only those with an ACL of their own
Query column_acl_query();  // columns with an ACL of their own
Query view_query();  // definitions of views and materialised views, without a superuser's in system schemas
Query inheritance_query();
Query columns_of_query(std::span<const Oid> relations);

// The rows of the queries above. Throw Error{source} on what the server cannot mean.
Server server_from(Row row);
Role role_from(Row row);
RoleMembership membership_from(Row row);
Database database_from(Row row);
Schema schema_from(Row row);
Relation relation_from(Row row);
Column column_from(Row row);
ViewDefinition view_from(Row row);
Inheritance inheritance_from(Row row);

// Two columns of a query: whether the ACL is the built-in default, and its entries as parse_acl reads them.
std::string acl_columns(const std::string& acl, char object_class, const std::string& owner);
// Single cells. Throw as above.
Oid oid_from(std::string_view text);
bool bool_from(std::string_view text);
Acl acl_from(std::string_view is_default, std::string_view entries);

// Entries separated by ";", each "grantee,grantor,privilege,t" or "...,f" with roles by OID.
std::vector<AclEntry> parse_acl(std::string_view text);

// What exists beside what is read. The answer is one text: how many, and "0" where there is none.
struct LeftOut {
  std::string what;  // "sequences"
  Section section = Section::resource;
  Query count;
};
std::vector<LeftOut> left_out();

}  // namespace reeve::postgresql
