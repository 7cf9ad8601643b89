#include "connectors/postgresql/postgresql_mapping.h"

#include <gtest/gtest.h>

#include "tests/support/fact_text.h"

namespace reeve::postgresql {
namespace {

using test::texts_of;
using Texts = std::vector<std::string>;

// Two schemas of the database "Shop", owned by ann (who does not inherit) and bob.
Catalogue small_catalogue() {
  Catalogue catalogue;
  catalogue.server.major = 15;
  catalogue.add(Role{.oid = 10, .name = "postgres", .can_login = true, .inherits = true, .superuser = true});
  catalogue.add(Role{.oid = 20, .name = "ann", .can_login = true, .inherits = false});
  catalogue.add(Role{.oid = 21, .name = "bob", .inherits = true});
  catalogue.add(Role{.oid = 6171, .name = "pg_database_owner"});
  catalogue.database = {.oid = 5, .name = "Shop", .owner = 20};
  catalogue.add(Schema{.oid = 100, .name = "crm", .owner = 21});
  catalogue.add(Schema{.oid = 11, .name = "pg_catalog", .owner = 10});
  catalogue.add(Relation{.oid = 1259, .schema = 11, .name = "pg_class", .owner = 10});
  catalogue.add(Relation{.oid = 16400, .schema = 100, .name = "customers", .owner = 21});
  catalogue.add(Relation{.oid = 16401, .schema = 100, .name = "v", .kind = RelationKind::view, .owner = 20});
  return catalogue;
}

const Relation& relation(const Catalogue& catalogue, Oid oid) { return *catalogue.relation(oid); }

ColumnsByRelation columns_of_customers() {
  ColumnsByRelation columns;
  columns[16400][-6] = {.relation = 16400, .number = -6, .name = "tableoid", .is_recorded = false};
  columns[16400][1] = {.relation = 16400, .number = 1, .name = "id"};
  columns[16400][3] = {.relation = 16400, .number = 3, .name = "e-mail"};
  columns[1259][2] = {.relation = 1259, .number = 2, .name = "relname", .is_recorded = false};
  return columns;
}

TEST(PostgresqlMapping, KeysAreBareOrInQuotes) {
  EXPECT_EQ(key_part("customers_2$"), "customers_2$");
  EXPECT_EQ(key_part("Customers"), "\"Customers\"");
  EXPECT_EQ(key_part("2nd"), "\"2nd\"");
  EXPECT_EQ(key_part("a.b"), "\"a.b\"");
  EXPECT_EQ(key_part("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(key_part("a*"), "\"a*\"");
  EXPECT_EQ(key_part("é"), "\"é\"");
  EXPECT_EQ(key_part(""), "\"\"");
}

TEST(PostgresqlMapping, ARoleThatMayLogInIsAnAccount) {
  const Role role{.oid = 20, .name = "Ann \"A\"", .can_login = true, .valid_until = MaybeTime::never()};
  PrincipalFact expected;
  expected.key = "Ann \"A\"";
  expected.second_key = "20";
  expected.display_name = "Ann \"A\"";
  expected.kind = PrincipalKind::account;
  expected.enabled = TriState::yes;
  expected.valid_until = MaybeTime::never();
  EXPECT_EQ(principal_of(role), expected);
}

TEST(PostgresqlMapping, OtherRolesHaveNoLogin) {
  const Role role{.oid = 21, .name = "support", .valid_until = MaybeTime::never()};
  PrincipalFact expected;
  expected.key = expected.display_name = "support";
  expected.second_key = "21";
  expected.kind = PrincipalKind::role;
  EXPECT_EQ(principal_of(role), expected);
}

TEST(PostgresqlMapping, AConnectionLimitOfZeroShutsOutAllButSuperusers) {
  Role role{.name = "ann", .can_login = true, .connection_limit = 0};
  EXPECT_EQ(principal_of(role).enabled, TriState::no);
  role.superuser = true;
  EXPECT_EQ(principal_of(role).enabled, TriState::yes);
}

TEST(PostgresqlMapping, TheMemberDecidesWhetherItInherits) {
  const std::vector<RoleMembership> rows{{.role = 21, .member = 20, .grantor = 10, .administer = true},
                                         {.role = 20, .member = 21, .grantor = 999}};
  const Mapped mapped = memberships_of(small_catalogue(), rows);
  EXPECT_EQ(texts_of<MembershipFact>(mapped.facts),
            (Texts{"ann in bob +assumable +administer by postgres", "bob in ann +inherited +assumable",
                   "ann in pg_database_owner +assumable"}));
  EXPECT_EQ(mapped.rejects, std::vector<Reject>{});
}

TEST(PostgresqlMapping, NewerServersDecidePerMembership) {
  Catalogue catalogue = small_catalogue();
  catalogue.server.major = 16;
  const std::vector<RoleMembership> rows{
      {.role = 21, .member = 20, .grantor = 10, .inherited = true, .assumable = false},
      {.role = 20, .member = 21, .grantor = 10, .inherited = false, .assumable = true}};
  EXPECT_EQ(texts_of<MembershipFact>(memberships_of(catalogue, rows).facts),
            (Texts{"ann in bob +inherited by postgres", "bob in ann +assumable by postgres",
                   "ann in pg_database_owner +inherited +assumable"}));
}

TEST(PostgresqlMapping, AMembershipOfNobodyIsRejected) {
  const std::vector<RoleMembership> rows{{.role = 21, .member = 77, .grantor = 10}};
  const std::vector<Reject> expected{
      {Section::membership, "pg_auth_members",
       natural_key(MembershipFact{.member_key = "OID 77", .container_key = "bob", .grantor_key = "postgres"}),
       "no role has the OID 77"}};
  EXPECT_EQ(memberships_of(small_catalogue(), rows).rejects, expected);
}

TEST(PostgresqlMapping, TheDatabaseNamesRolesThatReachMoreThanTheirGrants) {
  Catalogue catalogue = small_catalogue();
  catalogue.add(Role{.oid = 30, .name = "etl", .bypass_rls = true, .create_role = true, .replication = true});
  ResourceFact expected;
  expected.key = "\"Shop\"";
  expected.display_name = "Shop";
  expected.second_key = "5";
  expected.kind = ResourceKind::database;
  expected.owner_key = "ann";
  expected.region = "emea";
  expected.environment = "test";
  expected.labels = {"bypass_rls:etl", "create_role:etl", "replication:etl"};
  EXPECT_EQ(resource_of_database(catalogue, {"emea", "test"}), expected);
}

TEST(PostgresqlMapping, ResourcesFormATree) {
  const Catalogue catalogue = small_catalogue();
  const Column column = columns_of_customers().at(16400).at(3);
  std::vector<std::string> keys;
  for (const ResourceFact& resource : {resource_of(catalogue, catalogue.schemas().front(), {}),
                                       resource_of(catalogue, relation(catalogue, 16400), {}),
                                       resource_of(catalogue, relation(catalogue, 16401), {}),
                                       resource_of(catalogue, relation(catalogue, 16400), column, {})}) {
    keys.push_back(std::string{to_string(resource.kind)} + " " + resource.key + " below " +
                   resource.parent_key + " of " + resource.owner_key + " " + resource.second_key + ": " +
                   resource.display_name);
  }
  EXPECT_EQ(keys, (Texts{"schema \"Shop\".crm below \"Shop\" of bob 100: Shop.crm",
                         "table \"Shop\".crm.customers below \"Shop\".crm of bob 16400: Shop.crm.customers",
                         "view \"Shop\".crm.v below \"Shop\".crm of ann 16401: Shop.crm.v",
                         "column \"Shop\".crm.customers.\"e-mail\" below \"Shop\".crm.customers of bob "
                         "16400.3: Shop.crm.customers.e-mail"}));
}

TEST(PostgresqlMapping, LabelsSayWhatIsSpecial) {
  const Catalogue catalogue = small_catalogue();
  const Relation secured{.oid = 1,
                         .schema = 100,
                         .name = "p",
                         .kind = RelationKind::partitioned_table,
                         .row_security = true,
                         .row_security_forced = true};
  EXPECT_EQ(resource_of(catalogue, secured, {}).labels,
            (Texts{"partitioned_table", "row_security", "row_security_forced"}));
  EXPECT_EQ(resource_of(catalogue, relation(catalogue, 16400), {}).labels, Texts{});
}

TEST(PostgresqlMapping, GatesAreConnectAndUsage) {
  EXPECT_EQ(texts_of(gates_of(small_catalogue())),
            (Texts{"CONNECT on \"Shop\" login", "USAGE on \"Shop\".crm acting",
                   "USAGE on \"Shop\".pg_catalog acting"}));
}

Texts lineage(const Relation& view, const std::vector<ViewRead>& reads) {
  return texts_of<LineageFact>(lineage_of_view(small_catalogue(), view, reads, columns_of_customers()).facts);
}

TEST(PostgresqlMapping, AViewReadsColumnsWithTheRightsOfItsOwner) {
  const Catalogue catalogue = small_catalogue();
  EXPECT_EQ(lineage(relation(catalogue, 16401), {{16400, false, {3}}}),
            (Texts{"\"Shop\".crm.v shows \"Shop\".crm.customers.\"e-mail\" definer ann SELECT"}));
}

TEST(PostgresqlMapping, AWholeRowIsAllColumns) {
  const Catalogue catalogue = small_catalogue();
  EXPECT_EQ(lineage(relation(catalogue, 16401), {{16400, true, {}}}),
            (Texts{"\"Shop\".crm.v shows \"Shop\".crm.customers.\"e-mail\" definer ann SELECT",
                   "\"Shop\".crm.v shows \"Shop\".crm.customers.id definer ann SELECT"}));
}

TEST(PostgresqlMapping, WhatIsNoResourceIsAskedOfItsTable) {
  const Catalogue catalogue = small_catalogue();
  EXPECT_EQ(lineage(relation(catalogue, 16401), {{1259, false, {2}}, {16400, false, {-6, 1}}}),
            (Texts{"\"Shop\".crm.v shows \"Shop\".pg_catalog.pg_class definer ann SELECT",
                   "\"Shop\".crm.v shows \"Shop\".crm.customers definer ann SELECT",
                   "\"Shop\".crm.v shows \"Shop\".crm.customers.id definer ann SELECT"}));
}

TEST(PostgresqlMapping, ATableReadWithoutAColumnIsTheTable) {
  const Catalogue catalogue = small_catalogue();
  EXPECT_EQ(lineage(relation(catalogue, 16401), {{16400, false, {}}}),
            (Texts{"\"Shop\".crm.v shows \"Shop\".crm.customers definer ann SELECT"}));
}

TEST(PostgresqlMapping, OtherViewsNeedTheReadersRightOrNone) {
  Relation view = relation(small_catalogue(), 16401);
  view.security_invoker = true;
  EXPECT_EQ(lineage(view, {{16400, false, {1}}}),
            (Texts{"\"Shop\".crm.v shows \"Shop\".crm.customers.id invoker SELECT"}));
  view.kind = RelationKind::materialized_view;
  EXPECT_EQ(lineage(view, {{16400, false, {1}}}),
            (Texts{"\"Shop\".crm.v shows \"Shop\".crm.customers.id copy"}));
}

TEST(PostgresqlMapping, AViewOfWhatIsNotReadIsRejected) {
  const Catalogue catalogue = small_catalogue();
  const std::vector<ViewRead> reads{{999, false, {}}};
  const Mapped mapped = lineage_of_view(catalogue, relation(catalogue, 16401), reads, {});
  EXPECT_EQ(mapped.facts.size(), 0U);
  const std::vector<Reject> expected{
      {Section::lineage, "\"Shop\".crm.v",
       natural_key(LineageFact{.exposing_key = "\"Shop\".crm.v", .exposed_key = "OID 999"}),
       "it shows the relation with the OID 999, which is not read (a sequence, or a TOAST or temporary "
       "table)"}};
  EXPECT_EQ(mapped.rejects, expected);
}

TEST(PostgresqlMapping, ATableShowsItsPartitions) {
  const Catalogue catalogue = small_catalogue();
  EXPECT_EQ(texts_of<LineageFact>(lineage_of(catalogue, {.parent = 16400, .child = 16401}).facts),
            (Texts{"\"Shop\".crm.customers shows \"Shop\".crm.v copy"}));
}

}  // namespace
}  // namespace reeve::postgresql
