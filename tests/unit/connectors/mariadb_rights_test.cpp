// Which rows count, and how grants say it.
#include "connectors/mariadb/mariadb_rights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/mariadb/mariadb_grants.h"
#include "tests/support/fact_text.h"

namespace reeve::mariadb {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;
using Texts = std::vector<std::string>;

constexpr Privileges kCreate = 1U << 4;

Account account(const std::string& user, const std::string& host, Privileges global = 0) {
  return {.name = {user, host}, .is_role = host.empty(), .global = global, .locked = TriState::no};
}

Catalogue catalogue(std::vector<Account> accounts) {
  Catalogue c;
  c.server.shows_all_tables = true;
  c.server.resolves_names = false;
  c.accounts = std::move(accounts);
  c.databases = {"abc", "shop"};
  c.tables = {{"abc", "t", false, "BASE TABLE"}, {"shop", "t", false, "BASE TABLE"}};
  return c;
}

Texts grants(const Catalogue& c, const KnownColumns& columns = {}) {
  const Rights rights{c};
  Texts texts = test::texts_of<GrantFact>(grants_of(c, rights, columns).facts);
  std::ranges::sort(texts);
  return texts;
}

Texts labels_of(const Catalogue& c, const std::string& database) {
  for (const Fact& fact : resources_of(c, Rights{c}, {})) {
    const auto& resource = std::get<ResourceFact>(fact);
    if (resource.key == database) return resource.labels;
  }
  return {"no such resource"};
}

TEST(MariadbRights, OnlyTheNarrowestPatternCounts) {
  Catalogue c = catalogue({account("bob", "%")});
  c.database_grants = {{{"bob", "%"}, "a%", kSelect}, {{"bob", "%"}, "abc", kInsert}};
  EXPECT_THAT(grants(c), ElementsAre("bob@% INSERT abc create acl +covers_descendants",
                                     "bob@% SELECT like:\"a%\" read acl"));
  EXPECT_EQ(labels_of(c, "abc"), (Texts{"shadowed:bob@% SELECT by a%"}));

  // Revoking INSERT gives SELECT.
  c.database_grants.pop_back();
  EXPECT_THAT(grants(c), ElementsAre("bob@% SELECT abc read acl +covers_descendants",
                                     "bob@% SELECT like:\"a%\" read acl"));
  EXPECT_EQ(labels_of(c, "abc"), Texts{});
}

TEST(MariadbRights, RowsOfAWiderHostCountWhereNoNarrowerOneDoes) {
  Catalogue c = catalogue({account("bob", "%"), account("bob", "localhost")});
  c.database_grants = {{{"bob", "%"}, "abc", kSelect},
                       {{"bob", "%"}, "shop", kSelect},
                       {{"bob", "localhost"}, "shop", kInsert}};
  EXPECT_THAT(grants(c), UnorderedElementsAre("bob@% SELECT abc read acl +covers_descendants",
                                              "bob@% SELECT shop read acl +covers_descendants",
                                              "bob@localhost SELECT abc read acl +covers_descendants",
                                              "bob@localhost INSERT shop create acl +covers_descendants"));
}

TEST(MariadbRights, RowsWithoutAUserCountForEverybody) {
  Catalogue c = catalogue({account("bob", "%"), account("", "10.%")});
  c.database_grants = {{{"bob", "%"}, "abc", kSelect}, {{"", "%"}, "%", kInsert}};
  EXPECT_THAT(grants(c), UnorderedElementsAre("bob@% SELECT abc read acl +covers_descendants",
                                              "bob@% INSERT shop create acl +covers_descendants",
                                              "\"\"@10.% INSERT abc create acl +covers_descendants",
                                              "\"\"@10.% INSERT shop create acl +covers_descendants"));
}

TEST(MariadbRights, RowsWithoutAUserCountForRolesThatHaveNone) {
  Catalogue c = catalogue({account("bob", "%"), account("crm", ""), account("PUBLIC", "")});
  c.databases = {"abc"};
  c.database_grants = {{{"bob", "%"}, "abc", kUpdate},
                       {{"", "%"}, "%", kInsert},
                       {{"", "10.%"}, "%", kSelect},
                       {{"PUBLIC", ""}, "other", kSelect}};
  EXPECT_THAT(grants(c), UnorderedElementsAre("bob@% UPDATE abc write acl +covers_descendants",
                                              "bob@% SELECT abc read acl +covers_descendants",
                                              "crm INSERT abc create acl +covers_descendants +personal",
                                              "PUBLIC INSERT abc create acl +covers_descendants",
                                              "PUBLIC SELECT like:other read acl"));
}

TEST(MariadbRights, ForATableTheNarrowestHostCounts) {
  Catalogue c = catalogue({account("bob", "%"), account("bob", "10.0.0.1")});
  c.table_grants = {{{"bob", "%"}, "abc", "t", kSelect}, {{"bob", "10.0.0.1"}, "abc", "t", 0}};
  c.column_grants = {{{"bob", "10.0.0.1"}, "abc", "t", "A", kUpdate},
                     {{"bob", "%"}, "abc", "t", "b", kUpdate}};
  EXPECT_THAT(
      grants(c, {{{"abc", "t"}, {{"a", "a"}, {"b", "b"}}}}),
      UnorderedElementsAre("bob@% SELECT abc.t read acl +covers_descendants",
                           "bob@% UPDATE abc.t.b write acl", "bob@10.0.0.1 UPDATE abc.t.a write acl"));
}

TEST(MariadbRights, ARoleMayHideWhatItWasGranted) {
  Catalogue c = catalogue({account("bob", "%"), account("crm", ""), account("support", "")});
  c.accounts[0].default_role = "support";
  c.role_grants = {{{"support", ""}, "crm"}, {{"bob", "%"}, "support"}};
  c.database_grants = {{{"crm", ""}, "a%", kSelect}, {{"support", ""}, "abc", kInsert}};
  EXPECT_THAT(grants(c), UnorderedElementsAre("crm SELECT abc read acl +covers_descendants +personal",
                                              "support INSERT abc create acl +covers_descendants",
                                              "crm SELECT like:\"a%\" read acl"));
  // With the narrower pattern in the granted role, the wider one of the other is hidden from itself.
  c.database_grants = {{{"crm", ""}, "abc", kInsert}, {{"support", ""}, "a%", kSelect}};
  EXPECT_THAT(grants(c), UnorderedElementsAre("crm INSERT abc create acl +covers_descendants",
                                              "support SELECT like:\"a%\" read acl"));
}

TEST(MariadbRights, TheDefaultRolesOwnDatabasesAreTheAccountsToo) {
  Catalogue c =
      catalogue({account("bob", "%"), account("crm", ""), account("support", ""), account("top", "")});
  c.accounts[0].default_role = "support";
  // `top` hides what crm and support have, so that neither can hand it on by inheritance.
  c.role_grants = {{{"support", ""}, "crm"}, {{"bob", "%"}, "support"}, {{"top", ""}, "support"}};
  c.database_grants = {{{"crm", ""}, "a%", kSelect}, {{"top", ""}, "abc", kInsert}};
  EXPECT_THAT(grants(c), UnorderedElementsAre("crm SELECT abc read acl +covers_descendants +personal",
                                              "support SELECT abc read acl +covers_descendants +personal",
                                              "bob@% SELECT abc read acl +covers_descendants",
                                              "top INSERT abc create acl +covers_descendants",
                                              "crm SELECT like:\"a%\" read acl"));
}

TEST(MariadbRights, ARoleIsBorrowedFromAnAccountOfAWiderHost) {
  Catalogue c = catalogue({account("bob", "10.%", kSelect), account("bob", "10.0.0.1"),
                           account("bob", "192.168.0.1"), account("crm", "")});
  c.role_grants = {{{"bob", "10.%"}, "crm"}};
  const Mapped mapped = memberships_of(c, Rights{c});
  EXPECT_EQ(
      test::texts_of<MembershipFact>(mapped.facts),
      (Texts{"bob@10.% in crm +assumable", "bob@10.0.0.1 in crm +assumable",
             "bob@10.0.0.1 in borrowed:crm/bob@10.% +assumable", "borrowed:crm/bob@10.% in crm +inherited"}));
  EXPECT_THAT(grants(c), UnorderedElementsAre("bob@10.% SELECT * read acl +covers_descendants",
                                              "borrowed:crm/bob@10.% SELECT * read acl +covers_descendants"));
}

TEST(MariadbRights, TheGrantOptionHoldsForWhatComesFromAbove) {
  Catalogue c = catalogue({account("bob", "%", kSelect | kCreate)});
  c.database_grants = {{{"bob", "%"}, "abc", kInsert | kGrantOption}};
  c.table_grants = {{{"bob", "%"}, "abc", "t", kUpdate}};
  EXPECT_THAT(grants(c), UnorderedElementsAre(
                             "bob@% SELECT * read acl +covers_descendants", "bob@% CREATE * administer acl",
                             "bob@% INSERT abc create acl +grant_option +covers_descendants",
                             "bob@% SELECT abc read acl +grant_option +option_only +covers_descendants",
                             "bob@% CREATE abc administer acl +grant_option +option_only",
                             "bob@% UPDATE abc.t write acl +grant_option +covers_descendants"));
}

TEST(MariadbRights, ARowForNobodyIsRejected) {
  Catalogue c = catalogue({account("bob", "%")});
  c.database_grants = {{{"gone", "%"}, "x%", kSelect}};
  const Mapped mapped = grants_of(c, Rights{c}, {});
  EXPECT_EQ(mapped.facts.size(), 0U);
  ASSERT_EQ(mapped.rejects.size(), 1U);
  EXPECT_EQ(mapped.rejects[0].reason, "there is no account `gone@%`");
}

TEST(MariadbRights, WhatDoesNotExistIsAbsent) {
  Catalogue c = catalogue({account("bob", "%")});
  c.table_grants = {{{"bob", "%"}, "abc", "dropped", kSelect}};
  c.database_grants = {{{"bob", "%"}, "later", kSelect}};
  Texts texts;
  for (const Fact& fact : absent_resources(c, {}, {})) {
    const auto& resource = std::get<ResourceFact>(fact);
    texts.push_back(resource.key + " below " + resource.parent_key + ": " + resource.labels.at(0) + ", " +
                    resource.labels.at(1));
  }
  EXPECT_THAT(texts, UnorderedElementsAre("abc.dropped below abc: absent, category:none",
                                          "like:later below *: absent, category:none"));
  // Nobody knows what a reader does not see.
  c.server.shows_all_tables = false;
  for (const Fact& fact : absent_resources(c, {}, {})) {
    EXPECT_EQ(std::get<ResourceFact>(fact).labels, Texts{});
  }
}

TEST(MariadbRights, ADefinerIsAPrincipalOfItsOwnWhereItsRightsDiffer) {
  Catalogue c = catalogue({account("own", "%"), account("plain", "%"), account("crm", "")});
  c.accounts[0].default_role = "crm";
  c.role_grants = {{{"own", "%"}, "crm"}};
  c.views = {{"abc", "v", {"own", "%"}, true, "select 1"},
             {"abc", "w", {"plain", "%"}, true, "select 1"},
             {"abc", "x", {"gone", "%"}, true, "select 1"}};
  EXPECT_EQ(separate_definers(c, Rights{c}), (std::set<Grantee>{{"own", "%"}, {"gone", "%"}}));
}

}  // namespace
}  // namespace reeve::mariadb
