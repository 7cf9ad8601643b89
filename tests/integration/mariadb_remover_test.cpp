// Removing and putting back at a real server, with names that try to break out: exactly the edge goes and
// afterwards everything is as it was; what would add access is not done.
#include "connectors/mariadb/mariadb_remover.h"

#include <gmock/gmock.h>

#include <set>

#include "connectors/edge_collector.h"
#include "connectors/mariadb/mariadb_connector.h"
#include "connectors/mariadb/mariadb_statements.h"
#include "engine/core/text.h"
#include "tests/support/mariadb_server.h"
#include "tests/support/remover_answers.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

const RemovalWords kWords{.connector = "mariadb", .words = &mariadb_removal_text};

const char* const kContent =
    "create database `sh``op_x; drop`; create database shop; create database other;"
    "create table shop.orders (id int, `e-mail ``x` text);"
    "create table `sh``op_x; drop`.`t'\"; --` (id int);"
    "create procedure shop.`p``q` () select 1;"
    "create role crm; create role `ro``le'; drop`; create user ana@'%'; create user `o'hara \"x\"`@'10.0.%';"
    "grant select on shop.orders to crm; grant crm to ana@'%' with admin option;"
    "grant crm to `ro``le'; drop`; grant `ro``le'; drop` to `o'hara \"x\"`@'10.0.%';"
    "grant select, insert on shop.* to ana@'%'; grant update (`e-mail ``x`) on shop.orders to ana@'%';"
    "grant select on `sh``op\\_x; drop`.* to `o'hara \"x\"`@'10.0.%';"
    "grant delete on `sh``op_x; drop`.`t'\"; --` to `ro``le'; drop`;"
    "grant execute on procedure shop.`p``q` to ana@'%'; grant process on *.* to ana@'%'";

class MariadbRemoverTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = MariadbServer::why_unavailable(); !why.empty())
      GTEST_SKIP() << "MARIADB CANNOT BE STARTED, so its remover is not tested: " << why;
    server_ = std::make_unique<MariadbServer>();
    server_->query(kContent);
  }

  std::map<std::string, std::string> options(const std::string& user) const {
    return {{"host", server_->socket()}, {"user", user}};
  }
  std::unique_ptr<Remover> remover() const {
    return mariadb_remover().create(
        {.source = "shop", .kind = "mariadb", .base_dir = ".", .options = options("root")});
  }
  SourceEdges read() const {
    EdgeCollector sink;
    MariadbConnector{{.name = "shop", .kind = "mariadb", .options = options("root")}}.read(sink, {});
    return sink.take();
  }
  static EdgeChange change_of(const SourceEdges& edges, const RemovableEdge& edge) {
    return test::change_of(edges, edge, kWords);
  }
  // Of the accounts and roles that the test made.
  static std::vector<RemovableEdge> our_edges(const SourceEdges& edges) {
    const auto is_ours = [](const std::string& who) {
      return who.starts_with("ana") || who.starts_with("\"o'hara") || who.starts_with("crm") ||
             who.starts_with("\"ro`le");
    };
    std::set<RemovableEdge> ours;
    for (const MembershipFact& m : edges.memberships) {
      if (is_ours(m.member_key)) ours.insert({"shop", Section::membership, edge_key(m)});
    }
    for (const GrantFact& g : edges.grants) {
      if (is_ours(g.principal_key)) ours.insert({"shop", Section::grant, edge_key(g)});
    }
    return {ours.begin(), ours.end()};
  }
  static RemovableEdge grant(const std::string& who, const std::string& where, const std::string& privilege) {
    return {"shop", Section::grant,
            edge_key(GrantFact{.principal_key = who, .resource_key = where, .privilege = privilege})};
  }

  std::unique_ptr<MariadbServer> server_;
};

TEST_F(MariadbRemoverTest, TakesAwayExactlyWhatWasPlannedAndPutsItBack) {
  const SourceEdges before = read();
  const auto the_remover = remover();
  std::size_t removed = 0;
  for (const RemovableEdge& edge : our_edges(before)) {
    const EdgeChange change = change_of(before, edge);
    ASSERT_FALSE(change.steps.empty()) << printable_key(edge.edge_key);
    EXPECT_EQ(the_remover->look(change), (RemoverAnswer{ActOutcome::done, "as planned"}))
        << printable_key(edge.edge_key);
    EXPECT_EQ(size_of(difference(before, read())), 0U) << "looking changes nothing";
    EXPECT_EQ(the_remover->remove(change), (RemoverAnswer{ActOutcome::done, "seen in the same connection"}))
        << join(change.steps, "\n");
    const EdgeDifference gone = difference(before, read());
    EXPECT_EQ(facts_digest(gone.lost), change.facts) << facts_words(gone.lost);
    EXPECT_TRUE(gone.gained.empty());
    EXPECT_EQ(the_remover->remove(change).outcome, ActOutcome::already);
    EXPECT_EQ(the_remover->restore(change), (RemoverAnswer{ActOutcome::done, "seen in the same connection"}))
        << join(change.inverse, "\n");
    const EdgeDifference rest = difference(before, read());
    EXPECT_EQ(size_of(rest), 0U) << facts_words(rest.lost) << " / " << facts_words(rest.gained);
    ++removed;
  }
  EXPECT_EQ(removed, 11U);
}

// For one database one row counts, the narrowest; without it the next one does.
TEST_F(MariadbRemoverTest, WhatWouldAddAccessIsNotDone) {
  server_->query(
      "create user kim@'%'; grant select on shop.* to kim@'%'; grant select, delete on `sho%`.* to kim@'%'");
  const SourceEdges before = read();
  const RemoverAnswer answer = remover()->remove(change_of(before, grant("kim@%", "shop", "SELECT")));
  EXPECT_EQ(answer.outcome, ActOutcome::refused);
  EXPECT_THAT(answer.detail, HasSubstr("it would add DELETE on shop for kim@%"));
  EXPECT_EQ(size_of(difference(before, read())), 0U);
}

TEST_F(MariadbRemoverTest, WhatComesByAPatternIsNotRevokedByTheNameOfADatabase) {
  server_->query("create user kim@'%'; grant select on `oth%`.* to kim@'%'");
  const SourceEdges before = read();
  const RemoverAnswer answer = remover()->remove(change_of(before, grant("kim@%", "other", "SELECT")));
  EXPECT_EQ(answer.outcome, ActOutcome::refused);
  EXPECT_THAT(answer.detail, HasSubstr("it comes by a pattern"));
  EXPECT_EQ(size_of(difference(before, read())), 0U);
}

TEST_F(MariadbRemoverTest, DoesNothingWhereTheFactsHaveChanged) {
  const EdgeChange change = change_of(read(), grant("ana@%", "shop", "SELECT"));
  server_->query("grant select on shop.* to ana@'%' with grant option");
  const RemoverAnswer answer = remover()->remove(change);
  EXPECT_EQ(answer.outcome, ActOutcome::differs);
  EXPECT_THAT(answer.detail, HasSubstr("with grant option"));
}

}  // namespace
}  // namespace reeve::test
