#include "connectors/postgresql/postgresql_grants.h"

#include <gtest/gtest.h>

#include "tests/support/fact_text.h"

namespace reeve::postgresql {
namespace {

using test::texts_of;
using Texts = std::vector<std::string>;

constexpr Oid kSuper = 10;
constexpr Oid kAnn = 20;
constexpr Oid kBob = 21;

Catalogue small_catalogue() {
  Catalogue catalogue;
  catalogue.server.table_privileges = {"SELECT", "UPDATE", "DELETE"};
  catalogue.add(Role{.oid = kSuper, .name = "postgres", .can_login = true, .superuser = true});
  catalogue.add(Role{.oid = kAnn, .name = "Ann \"A\"", .can_login = true});
  catalogue.add(Role{.oid = kBob, .name = "0", .can_login = true});
  catalogue.database = {.oid = 5, .name = "shop", .owner = kAnn};
  catalogue.add(Schema{.oid = 100, .name = "crm", .owner = kAnn});
  catalogue.add(Schema{.oid = 11, .name = "pg_catalog", .owner = kSuper});
  catalogue.add(Relation{.oid = 1259, .schema = 11, .name = "pg_class", .owner = kSuper});
  catalogue.add(Relation{
      .oid = 12100, .schema = 11, .name = "pg_settings", .kind = RelationKind::view, .owner = kSuper});
  catalogue.add(Relation{.oid = 16400, .schema = 100, .name = "t", .owner = kAnn});
  return catalogue;
}

Texts on_table(Acl acl) {
  const Catalogue catalogue = small_catalogue();
  Relation table = *catalogue.relation(16400);
  table.acl = std::move(acl);
  return texts_of<GrantFact>(grants_on(catalogue, table).facts);
}

TEST(PostgresqlGrants, WithoutAnAclTheOwnerHoldsEverything) {
  EXPECT_EQ(
      on_table(
          {true,
           {{kAnn, kAnn, "SELECT", false}, {kAnn, kAnn, "UPDATE", false}, {kAnn, kAnn, "DELETE", false}}}),
      (Texts{"Ann \"A\" SELECT shop.crm.t read ownership +grant_option +covers_descendants by Ann \"A\"",
             "Ann \"A\" UPDATE shop.crm.t write ownership +grant_option +covers_descendants by Ann \"A\"",
             "Ann \"A\" DELETE shop.crm.t delete ownership +grant_option by Ann \"A\""}));
}

TEST(PostgresqlGrants, AnOwnerWithoutTheRightMayStillGrantIt) {
  EXPECT_EQ(
      on_table({false, {{kAnn, kAnn, "UPDATE", true}}}),
      (Texts{"Ann \"A\" SELECT shop.crm.t read ownership +grant_option +option_only +covers_descendants by "
             "Ann \"A\"",
             "Ann \"A\" UPDATE shop.crm.t write ownership +grant_option +covers_descendants by Ann \"A\"",
             "Ann \"A\" DELETE shop.crm.t delete ownership +grant_option +option_only by Ann \"A\""}));
}

// The table of the tests below, whose owner holds nothing by its ACL.
Texts others_on_table(std::vector<AclEntry> entries) {
  Texts all = on_table({false, std::move(entries)});
  return {all.begin() + 3, all.end()};
}

TEST(PostgresqlGrants, AnAclNamesGranteeGrantorAndGrantOption) {
  EXPECT_EQ(others_on_table({{kPublicOid, kAnn, "SELECT", false},
                             {kBob, kAnn, "SELECT", true},
                             {kSuper, kBob, "SELECT", false},
                             {kBob, kAnn, "DELETE", false}}),
            (Texts{"public SELECT shop.crm.t read acl +covers_descendants by Ann \"A\"",
                   "0 SELECT shop.crm.t read acl +grant_option +covers_descendants by Ann \"A\"",
                   "postgres SELECT shop.crm.t read acl +covers_descendants by 0",
                   "0 DELETE shop.crm.t delete acl by Ann \"A\""}));
}

TEST(PostgresqlGrants, AnOwnerCanHoldARightFromSomebodyElse) {
  EXPECT_EQ(others_on_table({{kAnn, kBob, "SELECT", false}}),
            (Texts{"Ann \"A\" SELECT shop.crm.t read acl +covers_descendants by 0"}));
}

TEST(PostgresqlGrants, PrivilegesThatAreNotOfTablesAreLeftOut) {
  EXPECT_EQ(others_on_table({{kBob, kAnn, "USAGE", false}}), Texts{});
}

TEST(PostgresqlGrants, AGrantToNobodyIsRejected) {
  const Catalogue catalogue = small_catalogue();
  Relation table = *catalogue.relation(16400);
  table.acl = {false, {{77, kAnn, "SELECT", false}}};
  const GrantFact grant{.principal_key = "OID 77",
                        .resource_key = "shop.crm.t",
                        .privilege = "SELECT",
                        .kind = GrantKind::acl,
                        .grantor_key = "Ann \"A\""};
  EXPECT_EQ(grants_on(catalogue, table).rejects,
            (std::vector<Reject>{
                {Section::grant, "ACL of shop.crm.t", natural_key(grant), "no role has the OID 77"}}));
}

TEST(PostgresqlGrants, OnlySuperusersWriteTheServersOwnTables) {
  const Catalogue catalogue = small_catalogue();
  Relation table = *catalogue.relation(1259);
  table.acl = {false,
               {{kSuper, kSuper, "SELECT", false},
                {kSuper, kSuper, "UPDATE", false},
                {kPublicOid, kSuper, "SELECT", false},
                {kBob, kSuper, "UPDATE", true},
                {kAnn, kSuper, "DELETE", false}}};
  EXPECT_EQ(
      texts_of<GrantFact>(grants_on(catalogue, table).facts),
      (Texts{
          "postgres SELECT shop.pg_catalog.pg_class read ownership +grant_option +covers_descendants by "
          "postgres",
          "postgres UPDATE shop.pg_catalog.pg_class write ownership +grant_option +option_only "
          "+covers_descendants by postgres",
          "postgres DELETE shop.pg_catalog.pg_class delete ownership +grant_option +option_only by postgres",
          "public SELECT shop.pg_catalog.pg_class read acl +covers_descendants by postgres",
          "0 UPDATE shop.pg_catalog.pg_class write acl +grant_option +option_only +covers_descendants by "
          "postgres"}));
}

TEST(PostgresqlGrants, AColumnOfTheServersOwnTablesMayBeWritten) {
  const Catalogue catalogue = small_catalogue();
  const Column column{.relation = 1259, .name = "relname", .acl = {false, {{kBob, kSuper, "UPDATE", false}}}};
  EXPECT_EQ(texts_of<GrantFact>(grants_on(catalogue, *catalogue.relation(1259), column).facts),
            (Texts{"0 UPDATE shop.pg_catalog.pg_class.relname write acl by postgres"}));
}

TEST(PostgresqlGrants, AColumnHasOnlyItsAcl) {
  const Catalogue catalogue = small_catalogue();
  const Column column{
      .relation = 16400,
      .name = "E",
      .acl = {false, {{kAnn, kAnn, "SELECT", false}, {kPublicOid, kAnn, "REFERENCES", false}}}};
  EXPECT_EQ(texts_of<GrantFact>(grants_on(catalogue, *catalogue.relation(16400), column).facts),
            (Texts{"Ann \"A\" SELECT shop.crm.t.\"E\" read acl by Ann \"A\"",
                   "public REFERENCES shop.crm.t.\"E\" other acl by Ann \"A\""}));
}

TEST(PostgresqlGrants, OfDatabasesAndSchemasOnlyTheGatesCount) {
  Catalogue catalogue = small_catalogue();
  catalogue.database.acl = {true,
                            {{kPublicOid, kAnn, "TEMPORARY", false},
                             {kPublicOid, kAnn, "CONNECT", false},
                             {kAnn, kAnn, "CREATE", false},
                             {kAnn, kAnn, "CONNECT", false}}};
  EXPECT_EQ(texts_of<GrantFact>(grants_on_database(catalogue).facts),
            (Texts{"Ann \"A\" CONNECT shop other ownership +grant_option by Ann \"A\"",
                   "public CONNECT shop other built_in by Ann \"A\""}));
  Schema schema = catalogue.schemas().front();
  schema.acl = {false, {{kBob, kAnn, "CREATE", false}, {kBob, kAnn, "USAGE", false}}};
  EXPECT_EQ(texts_of<GrantFact>(grants_on(catalogue, schema).facts),
            (Texts{"Ann \"A\" USAGE shop.crm other ownership +grant_option +option_only by Ann \"A\"",
                   "0 USAGE shop.crm other acl by Ann \"A\""}));
}

TEST(PostgresqlGrants, ASuperuserHoldsEverythingForItself) {
  EXPECT_EQ(texts_of(grants_of_superusers(small_catalogue())),
            (Texts{"postgres CONNECT shop other superuser +grant_option +personal",
                   "postgres USAGE shop.crm other superuser +grant_option +personal",
                   "postgres USAGE shop.pg_catalog other superuser +grant_option +personal",
                   "postgres SELECT shop read superuser +grant_option +covers_descendants +personal",
                   "postgres UPDATE shop write superuser +grant_option +covers_descendants +personal",
                   "postgres DELETE shop delete superuser +grant_option +covers_descendants +personal"}));
}

TEST(PostgresqlGrants, ServersWithoutPredefinedRolesHaveNoneOfTheirGrants) {
  EXPECT_EQ(texts_of(grants_of_predefined_roles(small_catalogue())), Texts{});
}

TEST(PostgresqlGrants, PredefinedRolesReadEverythingAndWriteAllButTheServersOwnTables) {
  Catalogue catalogue = small_catalogue();
  catalogue.add(Role{.oid = 6181, .name = "pg_read_all_data"});
  catalogue.add(Role{.oid = 6182, .name = "pg_write_all_data"});
  EXPECT_EQ(texts_of(grants_of_predefined_roles(catalogue)),
            (Texts{"pg_read_all_data SELECT shop read built_in +covers_descendants",
                   "pg_read_all_data USAGE shop.crm other built_in",
                   "pg_read_all_data USAGE shop.pg_catalog other built_in",
                   "pg_write_all_data USAGE shop.crm other built_in",
                   "pg_write_all_data USAGE shop.pg_catalog other built_in",
                   "pg_write_all_data INSERT shop.crm create built_in +covers_descendants",
                   "pg_write_all_data INSERT shop.pg_catalog.pg_settings create built_in +covers_descendants",
                   "pg_write_all_data UPDATE shop.crm write built_in +covers_descendants",
                   "pg_write_all_data UPDATE shop.pg_catalog.pg_settings write built_in +covers_descendants",
                   "pg_write_all_data DELETE shop.crm delete built_in +covers_descendants",
                   "pg_write_all_data DELETE shop.pg_catalog.pg_settings delete built_in"}));
}

}  // namespace
}  // namespace reeve::postgresql
