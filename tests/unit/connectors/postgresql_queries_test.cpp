#include "connectors/postgresql/postgresql_queries.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve::postgresql {
namespace {

std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return std::string{to_string(error.code())} + ": " + error.message();
  }
  return "no error";
}

TEST(PostgresqlQueries, ReadAnAcl) {
  const std::vector<AclEntry> expected{
      {kPublicOid, 10, "SELECT", false}, {16384, 16385, "UPDATE", true}, {16384, 10, "TRUNCATE", false}};
  EXPECT_EQ(parse_acl("0,10,SELECT,f;16384,16385,UPDATE,t;16384,10,TRUNCATE,f"), expected);
}

TEST(PostgresqlQueries, AnEmptyAclHasNoEntries) { EXPECT_EQ(parse_acl(""), std::vector<AclEntry>{}); }

TEST(PostgresqlQueries, AnAclThatIsNoneIsRefused) {
  EXPECT_EQ(message_of([] { parse_acl("10,10,SELECT"); }),
            "source: the server answered `10,10,SELECT` where an entry of an ACL belongs");
  EXPECT_EQ(message_of([] { parse_acl("10,ten,SELECT,f"); }),
            "source: the server answered `ten` where a number belongs");
  EXPECT_EQ(message_of([] { parse_acl("10,10,SELECT,maybe"); }),
            "source: the server answered `maybe` where true or false belongs");
}

TEST(PostgresqlQueries, ReadARole) {
  const std::vector<std::string> row{"16384", "Ann \"A\"", "true", "false", "false",
                                     "true",  "false",     "true", "-1",    "1772359872345"};
  const Role role = role_from(row);
  EXPECT_EQ(role.oid, 16384U);
  EXPECT_EQ(role.name, "Ann \"A\"");
  EXPECT_TRUE(role.can_login);
  EXPECT_FALSE(role.inherits);
  EXPECT_FALSE(role.superuser);
  EXPECT_TRUE(role.bypass_rls);
  EXPECT_FALSE(role.create_role);
  EXPECT_TRUE(role.replication);
  EXPECT_EQ(role.connection_limit, -1);
  EXPECT_EQ(role.valid_until, MaybeTime::at(1772359872345));
}

TEST(PostgresqlQueries, ARoleWithoutAnEndNeverEnds) {
  const std::vector<std::string> row{"10", "a", "t", "t", "f", "f", "f", "f", "0", "never"};
  EXPECT_EQ(role_from(row).valid_until, MaybeTime::never());
}

TEST(PostgresqlQueries, ReadARelation) {
  const std::vector<std::string> row{"16400", "2200", "customers", "m",     "16384",
                                     "false", "",     "true",      "false", "true"};
  const Relation relation = relation_from(row);
  EXPECT_EQ(relation.oid, 16400U);
  EXPECT_EQ(relation.schema, 2200U);
  EXPECT_EQ(relation.name, "customers");
  EXPECT_EQ(relation.kind, RelationKind::materialized_view);
  EXPECT_EQ(relation.owner, 16384U);
  EXPECT_EQ(relation.acl, (Acl{false, {}}));
  EXPECT_TRUE(relation.row_security);
  EXPECT_FALSE(relation.row_security_forced);
  EXPECT_TRUE(relation.security_invoker);
}

TEST(PostgresqlQueries, AKindOfRelationThatWasNotAskedForIsRefused) {
  const std::vector<std::string> row{"16400", "2200", "q", "S", "10", "true", "", "false", "false", "false"};
  EXPECT_EQ(message_of([&] { relation_from(row); }),
            "source: the server answered `S` where a kind of relation belongs");
}

TEST(PostgresqlQueries, AskNewServersForTheOptionsOfAMembership) {
  EXPECT_NE(membership_query(Server{.major = 16}).sql.find("inherit_option"), std::string::npos);
  EXPECT_EQ(membership_query(Server{.major = 15}).sql.find("inherit_option"), std::string::npos);
}

TEST(PostgresqlQueries, ReadTheServer) {
  const std::vector<std::string> row{"16.4 (Debian)", "160004", "shop", "reader", "on", "INSERT,SELECT"};
  const Server server = server_from(row);
  EXPECT_EQ(server.version, "16.4 (Debian)");
  EXPECT_EQ(server.major, 16);
  EXPECT_EQ(server.database, "shop");
  EXPECT_EQ(server.user, "reader");
  EXPECT_TRUE(server.superuser);
  EXPECT_EQ(server.table_privileges, (std::vector<std::string>{"INSERT", "SELECT"}));
}

TEST(PostgresqlQueries, ReadAView) {
  const std::vector<std::string> row{"7", "({QUERY})", "16400,1;16400,-6"};
  const ViewDefinition view = view_from(row);
  EXPECT_EQ(view.view, 7U);
  EXPECT_EQ(view.tree, "({QUERY})");
  EXPECT_EQ(view.depends_on, (std::vector<ColumnName>{{16400, 1}, {16400, -6}}));
}

}  // namespace
}  // namespace reeve::postgresql
