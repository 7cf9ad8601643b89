#include "connectors/postgresql/postgresql_statements.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

EdgeFacts membership(MembershipFact fact) {
  return {.section = Section::membership, .memberships = {std::move(fact)}};
}

EdgeFacts grant(GrantFact fact, ResourceKind kind, const std::string& key) {
  fact.resource_key = key;
  EdgeFacts edge{.section = Section::grant, .grants = {std::move(fact)}};
  edge.resource.key = key;
  edge.resource.kind = kind;
  return edge;
}

GrantFact select_by(const std::string& grantor) {
  return {.principal_key = "Ann", .privilege = "SELECT", .grantor_key = grantor};
}

std::string refusal(const EdgeFacts& edge) {
  try {
    postgresql_removal_text(edge);
  } catch (const Error& e) {
    return std::string(to_string(e.code())) + ": " + e.message();
  }
  return "no error";
}

TEST(PostgresqlStatements, AMembershipIsRevokedFromItsGrantor) {
  const RemovalText text = postgresql_removal_text(membership({.member_key = "o\"hara",
                                                               .container_key = "crm rw",
                                                               .assumable = true,
                                                               .administer = true,
                                                               .grantor_key = "Root"}));
  EXPECT_EQ(text.statement, R"(REVOKE "crm rw" FROM "o""hara" GRANTED BY "Root";)");
  EXPECT_EQ(text.inverse, R"(GRANT "crm rw" TO "o""hara" WITH ADMIN OPTION GRANTED BY "Root";)");
}

TEST(PostgresqlStatements, AMembershipThatCannotBeAssumedKeepsThat) {
  EXPECT_EQ(postgresql_removal_text(membership({.member_key = "a", .container_key = "b"})).inverse,
            R"(GRANT "b" TO "a" WITH INHERIT TRUE, SET FALSE;)");
  EXPECT_EQ(postgresql_removal_text(
                membership({.member_key = "a", .container_key = "b", .inherited = false, .administer = true}))
                .inverse,
            R"(GRANT "b" TO "a" WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;)");
}

TEST(PostgresqlStatements, EveryGrantorsMembershipGoes) {
  EdgeFacts edge =
      membership({.member_key = "a", .container_key = "b", .assumable = true, .grantor_key = "x"});
  edge.memberships.push_back(
      {.member_key = "a", .container_key = "b", .assumable = true, .grantor_key = "y"});
  EXPECT_EQ(postgresql_removal_text(edge).statement,
            "REVOKE \"b\" FROM \"a\" GRANTED BY \"x\";\nREVOKE \"b\" FROM \"a\" GRANTED BY \"y\";");
}

TEST(PostgresqlStatements, ARoutineIsNamedWithItsArguments) {
  GrantFact fact = select_by("");
  fact.privilege = "EXECUTE";
  EXPECT_EQ(
      postgresql_removal_text(grant(fact, ResourceKind::routine, R"(shop.crm."f(x."(integer, "S s"."t, u"))"))
          .statement,
      R"(REVOKE EXECUTE ON ROUTINE "crm"."f(x."(integer, "S s"."t, u") FROM "Ann";)");
}

TEST(PostgresqlStatements, ARightIsRevokedAsItsGrantor) {
  const RemovalText text =
      postgresql_removal_text(grant(select_by("Boss"), ResourceKind::table, R"(shop.crm."Or.de""rs")"));
  EXPECT_EQ(text.statement,
            "SET ROLE \"Boss\";\n"
            "REVOKE SELECT ON TABLE \"crm\".\"Or.de\"\"rs\" FROM \"Ann\" GRANTED BY \"Boss\";\n"
            "RESET ROLE;");
  EXPECT_EQ(text.inverse,
            "SET ROLE \"Boss\";\n"
            "GRANT SELECT ON TABLE \"crm\".\"Or.de\"\"rs\" TO \"Ann\" GRANTED BY \"Boss\";\n"
            "RESET ROLE;");
}

TEST(PostgresqlStatements, EachKindOfObjectHasItsForm) {
  const auto statement = [](ResourceKind kind, const std::string& key, const std::string& principal) {
    GrantFact fact = select_by("");
    fact.principal_key = principal;
    return postgresql_removal_text(grant(fact, kind, key)).statement;
  };
  EXPECT_EQ(statement(ResourceKind::database, "\"Sh.op\"", "a"),
            "REVOKE SELECT ON DATABASE \"Sh.op\" FROM \"a\";");
  EXPECT_EQ(statement(ResourceKind::schema, "shop.crm", "public"),
            "REVOKE SELECT ON SCHEMA \"crm\" FROM PUBLIC;");
  EXPECT_EQ(statement(ResourceKind::view, "shop.crm.v", "PUBLIC"),
            "REVOKE SELECT ON TABLE \"crm\".\"v\" FROM \"PUBLIC\";");
  EXPECT_EQ(statement(ResourceKind::column, "shop.crm.t.\"e-mail\"", "a"),
            "REVOKE SELECT (\"e-mail\") ON TABLE \"crm\".\"t\" FROM \"a\";");
}

TEST(PostgresqlStatements, AGrantOptionComesBackWithTheRight) {
  GrantFact fact = select_by("");
  fact.grant_option = true;
  EXPECT_EQ(postgresql_removal_text(grant(fact, ResourceKind::schema, "d.s")).inverse,
            "GRANT SELECT ON SCHEMA \"s\" TO \"Ann\" WITH GRANT OPTION;");
}

TEST(PostgresqlStatements, WhatCannotBeRevokedSaysWhatToDo) {
  const auto why = [](GrantKind kind, const std::string& grantor) {
    GrantFact fact = select_by(grantor);
    fact.kind = kind;
    EdgeFacts edge = grant(select_by("x"), ResourceKind::table, "d.s.t");
    edge.grants.push_back(fact);
    const RemovalText text = postgresql_removal_text(edge);
    EXPECT_EQ(text.statement + text.inverse, "");
    return text.why_none;
  };
  EXPECT_EQ(why(GrantKind::ownership, "x"),
            "an owner's rights cannot be revoked; give the object another owner");
  EXPECT_EQ(why(GrantKind::superuser, ""), "a superuser holds every right; take SUPERUSER from the role");
  EXPECT_EQ(why(GrantKind::built_in, ""),
            "a predefined role's rights cannot be revoked; take its members out");
  EXPECT_EQ(
      postgresql_removal_text(membership({.member_key = "a", .container_key = "pg_database_owner"})).why_none,
      "whoever owns the database is a member of pg_database_owner; give the database another owner");
  EXPECT_EQ(postgresql_removal_text(grant(select_by(""), ResourceKind::routine, "d.s.f")).why_none,
            "reeve knows no statement for this kind of object");
}

TEST(PostgresqlStatements, NamesThatCannotBeWrittenAreRefused) {
  EXPECT_EQ(refusal(membership({.member_key = std::string("a\0b", 3), .container_key = "b"})),
            "refused: the name `a\xEF\xBF\xBD"
            "b` cannot be written in a statement");
  EXPECT_EQ(refusal(membership({.member_key = "a", .container_key = "\xff"})),
            "refused: the name `\xEF\xBF\xBD` cannot be written in a statement");
  EXPECT_EQ(refusal(membership({.member_key = "", .container_key = "b"})),
            "refused: the name `` cannot be written in a statement");
  GrantFact fact = select_by("");
  fact.privilege = "SELECT; DROP";
  EXPECT_EQ(refusal(grant(fact, ResourceKind::table, "d.s.t")),
            "refused: `SELECT; DROP` is no privilege of PostgreSQL");
}

}  // namespace
}  // namespace reeve
