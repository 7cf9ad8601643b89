#include "connectors/postgresql/postgresql_routines.h"

#include <gtest/gtest.h>

#include "connectors/postgresql/postgresql_grants.h"
#include "connectors/postgresql/postgresql_view.h"
#include "tests/support/fact_text.h"

namespace reeve::postgresql {
namespace {

using test::texts_of;
using Texts = std::vector<std::string>;

Catalogue small_catalogue() {
  Catalogue catalogue;
  catalogue.add(Role{.oid = 10, .name = "postgres", .can_login = true, .superuser = true});
  catalogue.add(Role{.oid = 20, .name = "ann"});
  catalogue.database = {.oid = 5, .name = "shop", .owner = 10};
  catalogue.add(Schema{.oid = 100, .name = "crm", .owner = 20});
  catalogue.add(Relation{.oid = 16400, .schema = 100, .name = "customers", .owner = 20});
  catalogue.add(Relation{.oid = 16401, .schema = 100, .name = "v", .kind = RelationKind::view, .owner = 20});
  return catalogue;
}

Routine routine(Oid oid, bool definer, std::optional<std::vector<ViewRead>> reads = std::nullopt) {
  return {.oid = oid,
          .schema = 100,
          .name = "F " + std::to_string(oid),
          .arguments = "integer, text",
          .owner = 20,
          .definer = definer,
          .trusted_language = true,
          .reads = std::move(reads)};
}

const std::string kReadsColumnOne = "{RTE :relid 16400 :requiredPerms 2 :selectedCols (b 8)}";

// A row of the query, of a definer with this body.
Routine definer_with(const std::string& body, const std::string& depends_on = "") {
  const std::vector<std::string> row{"16500",          "100",  "f",    "integer", "false", "20",      "true",
                                     "0,20,EXECUTE,f", "true", "true", "",        body,    depends_on};
  return routine_from(row, {3000});
}

using Reads = std::optional<std::vector<ViewRead>>;

TEST(PostgresqlRoutines, ReadsABodyOfStandardSql) {
  EXPECT_EQ(definer_with(kReadsColumnOne, "16400,1").reads, (Reads{{{16400, false, {1}}}}));
  EXPECT_EQ(definer_with("{OPEXPR :opfuncid 65}").reads, (Reads{std::vector<ViewRead>{}}));
}

TEST(PostgresqlRoutines, WhatCallsTheUnknownIsNotKnown) {
  EXPECT_EQ(definer_with("").reads, std::nullopt);
  for (const char* const call :
       {":funcid 16384", ":opfuncid 16384", ":aggfnoid 16384", ":winfnoid 16384", ":funcid 3000"}) {
    EXPECT_EQ(definer_with(kReadsColumnOne + " {CALL " + call + "}").reads, std::nullopt) << call;
  }
  // A dependency that the body does not show: written in a way that is not known.
  EXPECT_EQ(definer_with(kReadsColumnOne, "16400,2").reads, std::nullopt);
}

TEST(PostgresqlRoutines, ShowTheUnknownWhereNobodyCanTell) {
  EXPECT_TRUE(shows_the_unknown(routine(1, true)));
  EXPECT_FALSE(shows_the_unknown(routine(1, true, std::vector<ViewRead>{})));
  EXPECT_FALSE(shows_the_unknown(routine(1, false)));
  Routine in_c = routine(1, false);
  in_c.trusted_language = false;
  EXPECT_TRUE(shows_the_unknown(in_c));
  in_c.extension = "pg_trgm";
  EXPECT_FALSE(shows_the_unknown(in_c));
  in_c.extension = "dblink";
  EXPECT_TRUE(shows_the_unknown(in_c));
}

TEST(PostgresqlRoutines, AreResourcesWithTheirArguments) {
  Routine procedure = routine(16500, true);
  procedure.is_procedure = true;
  ResourceFact expected;
  expected.key = R"(shop.crm."F 16500"(integer, text))";
  expected.second_key = "16500";
  expected.parent_key = "shop.crm";
  expected.display_name = "shop.crm.F 16500(integer, text)";
  expected.kind = ResourceKind::routine;
  expected.owner_key = "ann";
  expected.region = "emea";
  expected.labels = {"content:unknown", "procedure", "security_definer"};
  EXPECT_EQ(resource_of(small_catalogue(), procedure, {.region = "emea", .environment = ""}), expected);
}

TEST(PostgresqlRoutines, ADefinerShowsWhatItReadsWithItsOwnersRights) {
  ColumnsByRelation columns;
  columns[16400][1] = {.relation = 16400, .number = 1, .name = "email"};
  const std::vector<ViewRead> reads{{16400, false, {1}}};
  EXPECT_EQ(
      texts_of<LineageFact>(
          lineage_of_routine(small_catalogue(), routine(16500, true, reads), columns).facts),
      (Texts{R"(shop.crm."F 16500"(integer, text) shows shop.crm.customers.email definer ann SELECT)"}));
  EXPECT_EQ(lineage_of_routine(small_catalogue(), routine(16500, true), columns).facts, std::vector<Fact>{});
}

TEST(PostgresqlRoutines, AViewShowsWhatTheRoutinesItCallsShow) {
  Catalogue catalogue = small_catalogue();
  catalogue.add(routine(16500, true));
  catalogue.add(routine(16501, false));
  const std::vector<Oid> called{65, 16500, 16501};
  EXPECT_EQ(texts_of(lineage_of_calls(catalogue, *catalogue.relation(16401), called)),
            (Texts{R"(shop.crm.v shows shop.crm."F 16500"(integer, text) invoker EXECUTE)"}));
}

TEST(PostgresqlRoutines, PublicMayExecuteUnlessItWasTakenAway) {
  Routine built_in = routine(16500, true);
  built_in.acl = {true, {{kPublicOid, 20, "EXECUTE", false}, {20, 20, "EXECUTE", false}}};
  EXPECT_EQ(texts_of<GrantFact>(grants_on(small_catalogue(), built_in).facts),
            (Texts{R"(ann EXECUTE shop.crm."F 16500"(integer, text) execute ownership +grant_option by ann)",
                   R"(public EXECUTE shop.crm."F 16500"(integer, text) execute built_in by ann)"}));
}

TEST(PostgresqlRoutines, SuperusersExecuteEverything) {
  Catalogue catalogue = small_catalogue();
  catalogue.add(routine(16500, true));
  Texts execute;
  for (const GrantFact& grant : grants_of_superusers(catalogue)) {
    if (grant.privilege == "EXECUTE") execute.push_back(test::text_of(grant));
  }
  EXPECT_EQ(execute, (Texts{R"(postgres EXECUTE shop.crm."F 16500"(integer, text) execute superuser )"
                            "+grant_option +personal"}));
}

}  // namespace
}  // namespace reeve::postgresql
