// What views and routines show, from the texts that the server keeps.
#include "connectors/mariadb/mariadb_lineage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/mariadb/mariadb_queries.h"
#include "engine/core/error.h"
#include "tests/support/fact_text.h"

namespace reeve::mariadb {
namespace {

using Reads = std::vector<ViewRead>;
using Texts = std::vector<std::string>;

TEST(MariadbViewReads, TablesAndColumns) {
  EXPECT_EQ(view_reads("select `abc`.`t`.`a` AS `a` from `abc`.`t` where `abc`.`t`.`b` is null"),
            (Reads{{{"abc", "t"}, {"a", "b"}}}));
  EXPECT_EQ(view_reads("select `v`.`a` AS `a` from `abc`.`v`"), (Reads{{{"abc", "v"}, {"a"}}}));
  EXPECT_EQ(view_reads("select count(0) AS `n` from `abc`.`t`"), (Reads{{{"abc", "t"}, {}}}));
  EXPECT_EQ(view_reads("select 1 AS `1`"), Reads{});
}

TEST(MariadbViewReads, JoinsAliasesAndQuotes) {
  EXPECT_EQ(view_reads("select `x``0`.`B b` AS `c` from ((`a b`.`t` `x``0` join `abc`.`u` on(`x``0`.`a` = "
                       "`abc`.`u`.`z`)) left join `abc`.`w` `y` on(`y`.`k` = 1))"),
            (Reads{{{"a b", "t"}, {"B b", "a"}}, {{"abc", "u"}, {"z"}}, {{"abc", "w"}, {"k"}}}));
}

TEST(MariadbViewReads, QueriesInside) {
  EXPECT_EQ(view_reads("select `d`.`n` AS `n`,(select max(`abc`.`u`.`x`) from `abc`.`u`) AS `m` from (select "
                       "`abc`.`t`.`a` AS `n` from `abc`.`t` union select 'from `abc`.`no`' AS `n`) `d` where "
                       "exists(select 1 from `abc`.`w` `y` where `y`.`k` = `d`.`n` limit 1)"),
            (Reads{{{"abc", "t"}, {"a"}}, {{"abc", "u"}, {"x"}}, {{"abc", "w"}, {"k"}}}));
  EXPECT_EQ(
      view_reads("with `c` as (select `abc`.`t`.`a` AS `a` from `abc`.`t`)select `c`.`a` AS `a` from `c`"),
      (Reads{{{"abc", "t"}, {"a"}}}));
}

TEST(MariadbViewReads, FunctionsAreNoTables) {
  EXPECT_EQ(view_reads("select extract(year from `abc`.`t`.`d`) AS `y`,trim(both 'x' from `abc`.`t`.`s`) AS "
                       "`s`,`abc`.`f`(`abc`.`t`.`a`) AS `f` from `abc`.`t`"),
            (Reads{{{"abc", "t"}, {"a", "d", "s"}}}));
}

TEST(MariadbViewReads, WhatCannotBeUnderstoodIsRefused) {
  EXPECT_THROW(view_reads("select `abc`.`t`.`a` AS `a`"), Error);
  EXPECT_THROW(view_reads("select 1)"), Error);
  EXPECT_THROW(view_reads("select 1 from `a`.`b`.`c`"), Error);
}

Catalogue shop() {
  Catalogue c;
  c.server.shows_all_tables = true;
  c.accounts = {{.name = {"own", "%"}}};
  c.databases = {"shop"};
  c.tables = {{"shop", "customers", false, "BASE TABLE"}, {"shop", "v", true, "VIEW"}};
  return c;
}

Mapped lineage(const Catalogue& c) {
  return lineage_of(c, Rights{c}, {{{"shop", "customers"}, {{"email", "Email"}}}});
}

TEST(MariadbLineage, OfViews) {
  Catalogue c = shop();
  const std::string definition = "select `shop`.`customers`.`EMAIL` AS `e` from `shop`.`customers`";
  c.views = {{"shop", "v", {"own", "%"}, true, definition},
             {"shop", "w", {"gone", "%"}, true, definition},
             {"shop", "x", {"own", "%"}, false, definition},
             {"mysql", "user", {"own", "%"}, true, definition}};
  const Mapped mapped = lineage(c);
  EXPECT_EQ(test::texts_of<LineageFact>(mapped.facts),
            (Texts{"shop.v shows shop.customers.Email definer own@% SELECT",
                   "shop.w shows shop.customers.Email definer definer:gone@% SELECT (no such account)",
                   "shop.x shows shop.customers.Email caller SELECT"}));
  EXPECT_EQ(mapped.rejects.size(), 0U);
}

TEST(MariadbLineage, WhatIsHiddenIsRejected) {
  Catalogue c = shop();
  c.views = {{"shop", "v", {"own", "%"}, true, ""},
             {"shop", "w", {"own", "%"}, true, "select 1 from `shop`.`dropped`"}};
  Texts reasons;
  for (const Reject& reject : lineage(c).rejects) reasons.push_back(reject.where + ": " + reject.reason);
  EXPECT_EQ(
      reasons,
      (Texts{"shop.v: the account may not see the definition; it needs SELECT and SHOW VIEW on the view",
             "shop.w: it reads `shop.dropped`, which does not exist"}));
}

TEST(MariadbLineage, OfDefinerRoutines) {
  Catalogue c = shop();
  c.routines = {{"shop",
                 "PROCEDURE",
                 "list",
                 {"own", "%"},
                 true,
                 "begin -- not v\n /* nor v */ select 'v', c.email from customers c; call Other(); end"},
                {"shop", "PROCEDURE", "other", {"own", "%"}, true, "select * from `shop`.`v`"},
                {"shop", "FUNCTION", "plain", {"own", "%"}, false, "return (select 1 from customers)"}};
  EXPECT_EQ(test::texts_of<LineageFact>(lineage(c).facts),
            (Texts{"shop.procedure:list shows shop.customers copy",
                   "shop.procedure:list shows shop.procedure:other copy",
                   "shop.procedure:other shows shop.v copy"}));
}

TEST(MariadbQueries, WordsOfThePrivilegeTables) {
  EXPECT_EQ(privileges_from_words(""), 0U);
  EXPECT_EQ(privileges_from_words("Select,Grant,Delete versioning rows"),
            kSelect | kGrantOption | Privileges{1} << 29);
  EXPECT_EQ(privileges_from_words("Execute,Alter Routine"), kExecute | Privileges{1} << 24);
  EXPECT_THROW(privileges_from_words("Fly"), Error);
}

TEST(MariadbQueries, Definers) {
  EXPECT_EQ(definer_from("a@b@%"), (Grantee{"a@b", "%"}));
  EXPECT_EQ(definer_from("crm@"), (Grantee{"crm", ""}));
  EXPECT_EQ(definer_from("crm"), (Grantee{"crm", ""}));
}

TEST(MariadbMapping, KeysTellNamesApart) {
  EXPECT_EQ(key_of(Grantee{"bob", "%"}), "bob@%");
  EXPECT_EQ(key_of(Grantee{"a@b", "10.0.0.0/255.0.0.0"}), "\"a@b\"@10.0.0.0/255.0.0.0");
  EXPECT_EQ(key_of(Grantee{"", "localhost"}), "\"\"@localhost");
  EXPECT_EQ(key_of(Grantee{"r@x", ""}), "\"r@x\"");
  EXPECT_EQ(key_of(TableName{"shop", "a.b"}, "c\"c"), "shop.\"a.b\".\"c\"\"c\"");
  EXPECT_EQ(key_of_routine({"shop", "PACKAGE BODY", "p"}), "shop.package_body:p");
}

TEST(MariadbMapping, ProxiesWorkWithSomePluginsOnly) {
  Catalogue c = shop();
  c.accounts = {{.name = {"ann", "%"}, .plugins = {"mysql_native_password"}},
                {.name = {"pam", "%"}, .plugins = {"pam"}},
                {.name = {"own", "%"}}};
  c.proxy_grants = {{{"ann", "%"}, {"own", "%"}, true},
                    {{"pam", "%"}, {"own", "%"}, false},
                    {{"ann", "%"}, {"", ""}, true},
                    {{"pam", "%"}, {"gone", "%"}, false}};
  const Mapped mapped = memberships_of(c, Rights{c});
  EXPECT_EQ(test::texts_of<MembershipFact>(mapped.facts),
            (Texts{"ann@% in own@% +administer", "pam@% in own@% +assumable"}));
  ASSERT_EQ(mapped.rejects.size(), 1U);
  EXPECT_EQ(mapped.rejects[0].reason, "there is no account `gone@%`");
}

}  // namespace
}  // namespace reeve::mariadb
