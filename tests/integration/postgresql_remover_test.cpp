// Removing and putting back at a real server, with names that try to break out: exactly the edge goes, with
// what hangs on it, and afterwards everything is as it was. Nothing is done where the server is not as the
// change says.
#include "connectors/postgresql/postgresql_remover.h"

#include <gmock/gmock.h>

#include "connectors/edge_collector.h"
#include "connectors/postgresql/postgresql_connector.h"
#include "connectors/postgresql/postgresql_statements.h"
#include "engine/core/text.h"
#include "tests/support/postgres_server.h"
#include "tests/support/remover_answers.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

constexpr auto kDatabase = "sh\"op; drop table x --";
const RemovalWords kWords{
    .connector = "postgresql", .words = &postgresql_removal_text, .also_lost = &postgresql_also_lost};

class PostgresqlRemoverTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = PostgresServer::why_unavailable(); !why.empty())
      GTEST_SKIP() << "POSTGRESQL CANNOT BE STARTED, so its remover is not tested: " << why;
    server_ = &PostgresServer::shared();
    server_->query(R"(create database "sh""op; drop table x --")");
    server_->query(R"sql(
      create role "keeper" login superuser; create role "weak" login;
      create role "Boss" noinherit; create role "public.role";
      create role "An""n'; drop role ""Boss"" --" login; create role "crm $1 \ x
 :y";
      create schema "crm.""a"; create table "crm.""a"."or.de""rs; select" ("e-mail"" ) from" text, n int);
      alter table "crm.""a"."or.de""rs; select" owner to "Boss";
      grant usage on schema "crm.""a" to "Boss" with grant option;
      grant "crm $1 \ x
 :y" to "An""n'; drop role ""Boss"" --" with admin option;
      set role "Boss";
      grant usage on schema "crm.""a" to "crm $1 \ x
 :y";
      grant select on "crm.""a"."or.de""rs; select" to "crm $1 \ x
 :y" with grant option;
      grant insert ("e-mail"" ) from"), insert on "crm.""a"."or.de""rs; select" to "public.role";
      grant update ("e-mail"" ) from") on "crm.""a"."or.de""rs; select" to public;
      set role "crm $1 \ x
 :y";
      grant select on "crm.""a"."or.de""rs; select" to "public.role";
      reset role)sql",
                   kDatabase);
  }
  void TearDown() override {
    if (server_ == nullptr) return;
    server_->query(R"(drop database "sh""op; drop table x --" with (force))");
    server_->query(R"(drop role "keeper", "weak", "Boss", "public.role", "An""n'; drop role ""Boss"" --",
                      "crm $1 \ x
 :y")");
  }

  std::map<std::string, std::string> options(const std::string& user) const {
    return {{"host", "127.0.0.1"},
            {"port", std::to_string(server_->port())},
            {"database", kDatabase},
            {"user", user}};
  }
  std::unique_ptr<Remover> remover(const std::string& user = "keeper") const {
    return postgresql_remover().create(
        {.source = "shop", .kind = "postgresql", .base_dir = ".", .options = options(user)});
  }
  SourceEdges read() const {
    EdgeCollector sink;
    PostgresqlConnector{{.name = "shop", .kind = "postgresql", .options = options("weak")}}.read(sink, {});
    return sink.take();
  }
  static EdgeChange change_of(const SourceEdges& edges, const RemovableEdge& edge) {
    return test::change_of(edges, edge, kWords);
  }
  // Of what the test made.
  static std::vector<RemovableEdge> our_edges(const SourceEdges& edges) {
    std::set<RemovableEdge> ours;
    for (const MembershipFact& m : edges.memberships) {
      if (!m.container_key.starts_with("pg_")) ours.insert({"shop", Section::membership, edge_key(m)});
    }
    for (const GrantFact& g : edges.grants) {
      if (g.resource_key.find("crm.") != std::string::npos && g.kind == GrantKind::acl)
        ours.insert({"shop", Section::grant, edge_key(g)});
    }
    return {ours.begin(), ours.end()};
  }
  RemovableEdge grant_edge(const std::string& privilege, const std::string& to) const {
    for (const GrantFact& g : read().grants) {
      if (g.privilege == privilege && g.principal_key == to && g.kind == GrantKind::acl &&
          g.resource_key.ends_with("select\""))
        return {"shop", Section::grant, edge_key(g)};
    }
    throw std::runtime_error("no such grant");
  }

  PostgresServer* server_ = nullptr;
};

TEST_F(PostgresqlRemoverTest, TakesAwayExactlyWhatWasPlannedAndPutsItBack) {
  const SourceEdges before = read();
  const auto the_remover = remover();
  std::size_t removed = 0;
  for (const RemovableEdge& edge : our_edges(before)) {
    const EdgeChange change = change_of(before, edge);
    ASSERT_FALSE(change.steps.empty()) << printable_key(edge.edge_key);
    EXPECT_EQ(the_remover->look(change), (RemoverAnswer{ActOutcome::done, "as planned"}));
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
    EXPECT_EQ(the_remover->restore(change).outcome, ActOutcome::already);
    ++removed;
  }
  EXPECT_EQ(removed, 8U);
}

TEST_F(PostgresqlRemoverTest, WhatTheHolderPassedOnGoesWithIt) {
  const EdgeFacts facts = edge_facts(read(), grant_edge("SELECT", "crm $1 \\ x\n :y"), kWords);
  ASSERT_EQ(facts.also_lost.size(), 1U);
  EXPECT_EQ(facts.also_lost[0].principal_key, "public.role");
  EXPECT_THAT(postgresql_removal_text(facts).steps.at(1), HasSubstr(" CASCADE"));
}

TEST_F(PostgresqlRemoverTest, DoesNothingWhereTheFactsHaveChanged) {
  const RemovableEdge edge = grant_edge("INSERT", "public.role");
  const EdgeChange change = change_of(read(), edge);
  server_->query(
      R"(set role "Boss"; grant insert on "crm.""a"."or.de""rs; select" to "public.role" with grant option)",
      kDatabase);
  const SourceEdges before = read();
  const RemoverAnswer answer = remover()->remove(change);
  EXPECT_EQ(answer.outcome, ActOutcome::differs);
  EXPECT_THAT(answer.detail, HasSubstr("with grant option"));
  EXPECT_EQ(size_of(difference(before, read())), 0U);
}

// A superuser's REVOKE of another's grant succeeds, and changes nothing.
TEST_F(PostgresqlRemoverTest, OnlyThePlannedWordsAreRun) {
  const SourceEdges before = read();
  EdgeChange change = change_of(before, grant_edge("SELECT", "public.role"));
  const std::string plain = R"(REVOKE SELECT ON TABLE "crm.""a"."or.de""rs; select" FROM "public.role")";
  change.steps = {plain};
  EXPECT_EQ(remover()->remove(change).outcome, ActOutcome::refused);
  server_->query(plain, kDatabase);
  EXPECT_EQ(size_of(difference(before, read())), 0U);
}

TEST_F(PostgresqlRemoverTest, WhatTheServerRefusesIsSaidInItsWords) {
  const SourceEdges before = read();
  const RemoverAnswer answer =
      remover("weak")->remove(change_of(before, grant_edge("INSERT", "public.role")));
  EXPECT_EQ(answer, (RemoverAnswer{ActOutcome::refused, "permission denied to set role \"Boss\""}));
  EXPECT_EQ(size_of(difference(before, read())), 0U);
}

TEST_F(PostgresqlRemoverTest, AServerThatCannotBeReachedIsAnAnswer) {
  const EdgeChange change = change_of(read(), grant_edge("INSERT", "public.role"));
  auto wrong = options("keeper");
  wrong["database"] = "no such";
  const auto answer = postgresql_remover()
                          .create({.source = "shop", .kind = "postgresql", .base_dir = ".", .options = wrong})
                          ->remove(change);
  EXPECT_EQ(answer.outcome, ActOutcome::refused);
  EXPECT_THAT(answer.detail, HasSubstr("does not exist"));
}

}  // namespace
}  // namespace reeve::test
