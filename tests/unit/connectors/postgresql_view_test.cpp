#include "connectors/postgresql/postgresql_view.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve::postgresql {
namespace {

using Reads = std::vector<ViewRead>;

// What a server of version 15 writes for a relation, shortened to what the reader must step over.
std::string entry(const std::string& relid, const std::string& needed, const std::string& columns) {
  return "{RANGETBLENTRY :alias <> :eref {ALIAS :aliasname t :colnames (\"a\" \"b\")} :rtekind 0 :relid " +
         relid + " :relkind r :tablesample <> :inFromCl true :requiredPerms " + needed +
         " :checkAsUser 0 :selectedCols (b" + columns +
         ") :insertedCols (b) :updatedCols (b) :extraUpdatedCols (b) :securityQuals <>}";
}

std::string view(const std::string& entries) {
  return "({QUERY :commandType 1 :cteList <> :rtable (" + entries + ") :targetList <>})";
}

Reads view_reads_of(const std::string& tree) { return view_reads(ViewDefinition{.view = 1, .tree = tree}); }

TEST(PostgresqlView, ReadsColumnsOfATable) {
  EXPECT_EQ(view_reads_of(view(entry("16400", "2", " 8 10"))), (Reads{{16400, false, {1, 3}}}));
}

TEST(PostgresqlView, KnowsAWholeRowBesideAColumn) {
  EXPECT_EQ(view_reads_of(view(entry("16400", "2", " 7 8"))), (Reads{{16400, true, {1}}}));
}

TEST(PostgresqlView, KnowsSystemColumns) {
  EXPECT_EQ(view_reads_of(view(entry("16400", "2", " 1 8"))), (Reads{{16400, false, {-6, 1}}}));
}

TEST(PostgresqlView, KnowsATableWithoutAColumn) {
  EXPECT_EQ(view_reads_of(view(entry("16400", "2", ""))), (Reads{{16400, false, {}}}));
}

TEST(PostgresqlView, LeavesOutRelationsOfWhichNothingIsNeeded) {
  EXPECT_EQ(view_reads_of(view(entry("16399", "0", "") + " " + entry("16400", "2", " 8"))),
            (Reads{{16400, false, {1}}}));
}

TEST(PostgresqlView, PutsThePlacesOfOneTableTogether) {
  EXPECT_EQ(
      view_reads_of(view(entry("16500", "2", " 9") + entry("16400", "2", "") + entry("16400", "6", " 8"))),
      (Reads{{16400, false, {1}}, {16500, false, {2}}}));
}

TEST(PostgresqlView, TakesNothingForASubqueryAroundATable) {
  const std::string inner = "{QUERY :rtable (" + entry("16400", "2", " 8") + ")}";
  const std::string subquery = "{RANGETBLENTRY :rtekind 1 :subquery " + inner +
                               " :requiredPerms 2 :checkAsUser 0 :selectedCols (b 12) :securityQuals <>}";
  EXPECT_EQ(view_reads_of(view(subquery)), (Reads{{16400, false, {1}}}));
}

// Since version 16 the columns stand apart from the relations.
TEST(PostgresqlView, ReadsNewerServers) {
  const std::string tree =
      "({QUERY :rtable ({RANGETBLENTRY :rtekind 0 :relid 16399 :relkind v :perminfoindex 1} {RANGETBLENTRY "
      ":rtekind 0 :relid 16400 :relkind r :perminfoindex 2}) :rteperminfos ({RTEPERMISSIONINFO :relid 16399 "
      ":inh false :requiredPerms 0 :checkAsUser 0 :selectedCols (b) :insertedCols (b)} {RTEPERMISSIONINFO "
      ":relid 16400 :inh true :requiredPerms 2 :checkAsUser 0 :selectedCols (b 8 9) :insertedCols (b)})})";
  EXPECT_EQ(view_reads_of(tree), (Reads{{16400, false, {1, 2}}}));
}

TEST(PostgresqlView, IsNotFooledByNames) {
  const std::string tree =
      view("{ALIAS :colnames (\"x\\ :relid\\ 1\\ :requiredPerms\\ 2\\ :selectedCols\\ \\(b\\ 8\\)\")} " +
           entry("16400", "2", " 8"));
  EXPECT_EQ(view_reads_of(tree), (Reads{{16400, false, {1}}}));
}

TEST(PostgresqlView, RefusesWhatItDoesNotKnow) {
  try {
    view_reads_of("{RANGETBLENTRY :relid 16400 :requiredPerms 2 :selectedCols <>}");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::source);
    EXPECT_EQ(error.message(),
              "the definition of a view has no set of columns; is this server newer than reeve knows?");
  }
}

TEST(PostgresqlView, RefusesATreeThatShowsLessThanTheDependencies) {
  const std::string tree = view(entry("16400", "2", " 8"));
  EXPECT_EQ(view_reads({.view = 7, .tree = tree, .depends_on = {{16400, 1}}}), (Reads{{16400, false, {1}}}));
  for (const ColumnName column : {ColumnName{16400, 2}, ColumnName{16401, 1}}) {
    try {
      view_reads({.view = 7, .tree = tree, .depends_on = {{16400, 1}, column}});
      FAIL() << "no error";
    } catch (const Error& error) {
      EXPECT_EQ(
          error.message(),
          "the definition of the view with the OID 7 does not show a column that it depends on; is this "
          "server newer than reeve knows?");
    }
  }
}

}  // namespace
}  // namespace reeve::postgresql
