// The questions to MariaDB's tables, and how the rows of the answers are read. Pure: the SQL is text here,
// the rows come from whoever asked.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mariadb/mariadb_catalogue.h"

namespace reeve::mariadb {

using Row = std::span<const std::string>;

// One question; NULL in the answer is an empty text.
struct Query {
  std::string what;  // the table that it reads: "mysql.db"
  std::string sql;
};

Query server_query();
// The reader's own privileges on everything: without one on tables it does not see all of them.
Query own_privileges_query(const Server& server);
// From mysql.global_priv; and from mysql.user, which shows no password hashes to whoever may read it, but not
// either which accounts are locked.
Query account_query();
Query account_query_without_locks();
Query role_grant_query();
Query proxy_query();
Query database_grant_query();
Query table_grant_query();
Query column_grant_query();
Query routine_grant_query();
Query schema_query();
Query table_query();
Query view_query();
Query routine_query();
Query column_query(std::string_view database);

// The rows of the queries above. With a server that does not tell upper from lower case in names of databases
// and tables, these are in lower case. Throw Error{source} on what the server cannot mean.
Server server_from(Row row);
Account account_from(Row row);
RoleGrant role_grant_from(Row row);
ProxyGrant proxy_from(Row row);
DatabaseGrant database_grant_from(const Server& server, Row row);
TableGrant table_grant_from(const Server& server, Row row);
ColumnGrant column_grant_from(const Server& server, Row row);
RoutineGrant routine_grant_from(const Server& server, Row row);
std::string schema_from(const Server& server, Row row);
Table table_from(const Server& server, Row row);
View view_from(const Server& server, Row row);
Routine routine_from(const Server& server, Row row);
Column column_from(const Server& server, Row row);

// "Select,Create View" of the privilege tables.
Privileges privileges_from_words(std::string_view words);
// "bob@%"; a role has nothing behind the @.
Grantee definer_from(std::string_view text);

}  // namespace reeve::mariadb
