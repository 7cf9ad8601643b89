// The statements against a real server, with names that try to break out: after the statement the edge is
// gone and nothing else has changed; after the inverse everything is as it was.
#include "connectors/postgresql/postgresql_statements.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "connectors/postgresql/postgresql_connector.h"
#include "tests/support/fact_text.h"
#include "tests/support/postgres_server.h"
#include "tests/support/recording_sink.h"

namespace reeve::test {
namespace {

constexpr auto kDatabase = "sh\"op; drop table x --";

class PostgresqlStatementsTest : public testing::Test {
 protected:
  void SetUp() override {
    server_.query(R"(create database "sh""op; drop table x --")");
    server_.query(R"sql(
      create role "reader" login; create role "Boss" noinherit; create role "public.role";
      create role "An""n'; drop role ""Boss"" --" login; create role "crm $1 \ x";
      create schema "crm.""a"; create table "crm.""a"."or.de""rs; select" ("e-mail"" ) from" text, n int);
      alter table "crm.""a"."or.de""rs; select" owner to "Boss";
      create type "crm.""a"."t"", (x" as enum ('a');
      create procedure "crm.""a"."f(.""; --"("crm.""a"."t"", (x", int) language sql as 'select 1';
      alter procedure "crm.""a"."f(.""; --" owner to "Boss";
      grant usage on schema "crm.""a" to "Boss" with grant option;
      grant "crm $1 \ x" to "An""n'; drop role ""Boss"" --" with admin option;
      set role "Boss";
      grant usage on schema "crm.""a" to "crm $1 \ x";
      grant select on "crm.""a"."or.de""rs; select" to "crm $1 \ x" with grant option;
      grant update ("e-mail"" ) from") on "crm.""a"."or.de""rs; select" to public;
      grant insert on "crm.""a"."or.de""rs; select" to "public.role";
      revoke execute on procedure "crm.""a"."f(.""; --" from public;
      grant execute on procedure "crm.""a"."f(.""; --" to "public.role";
      set role "crm $1 \ x";
      grant select on "crm.""a"."or.de""rs; select" to "public.role";
      reset role)sql",
                  kDatabase);
  }
  void TearDown() override {
    server_.query(R"(drop database "sh""op; drop table x --" with (force))");
    server_.query(
        R"(drop role "reader", "Boss", "public.role", "An""n'; drop role ""Boss"" --", "crm $1 \ x")");
  }

  struct State {
    std::vector<Fact> facts;  // memberships and grants
    std::vector<ResourceFact> resources;
  };

  State read() {
    RecordingSink sink;
    PostgresqlConnector{{.name = "shop",
                         .kind = "postgresql",
                         .options = {{"host", "127.0.0.1"},
                                     {"port", std::to_string(server_.port())},
                                     {"database", kDatabase},
                                     {"user", "reader"}}}}
        .read(sink, {});
    State state;
    for (const Section section : {Section::membership, Section::grant}) {
      std::ranges::copy(sink[section].facts, std::back_inserter(state.facts));
    }
    std::ranges::sort(state.facts, {}, [](const Fact& f) { return encode_fact(f); });
    for (const Fact& fact : sink[Section::resource].facts)
      state.resources.push_back(std::get<ResourceFact>(fact));
    return state;
  }

  static std::string edge_of(const Fact& fact) {
    if (const auto* m = std::get_if<MembershipFact>(&fact)) return edge_key(*m);
    return edge_key(std::get<GrantFact>(fact));
  }

  static EdgeFacts edge_facts(const State& state, const Fact& one) {
    EdgeFacts edge{.section = section_of(one)};
    for (const Fact& fact : state.facts) {
      if (section_of(fact) != edge.section || edge_of(fact) != edge_of(one)) continue;
      if (const auto* m = std::get_if<MembershipFact>(&fact)) edge.memberships.push_back(*m);
      if (const auto* g = std::get_if<GrantFact>(&fact)) edge.grants.push_back(*g);
    }
    if (edge.section == Section::grant) {
      const std::string& key = edge.grants.front().resource_key;
      edge.resource = *std::ranges::find(state.resources, key, &ResourceFact::key);
    }
    return edge;
  }

  static std::vector<Fact> without(std::vector<Fact> facts, const Fact& one) {
    std::erase_if(
        facts, [&](const Fact& f) { return section_of(f) == section_of(one) && edge_of(f) == edge_of(one); });
    return facts;
  }

  static std::vector<std::string> texts(const std::vector<Fact>& facts) {
    std::vector<std::string> lines = texts_of<MembershipFact>(facts);
    std::ranges::copy(texts_of<GrantFact>(facts), std::back_inserter(lines));
    return lines;
  }

  // Facts about what the test made, not about the server's own.
  static bool is_ours(const Fact& fact) {
    if (const auto* m = std::get_if<MembershipFact>(&fact)) return !m->container_key.starts_with("pg_");
    const auto& g = std::get<GrantFact>(fact);
    return g.resource_key.find("crm.") != std::string::npos;
  }

  PostgresServer& server_ = PostgresServer::shared();
};

TEST_F(PostgresqlStatementsTest, TakeAwayTheEdgeAndNothingElseAndGiveItBack) {
  const State before = read();
  std::size_t removed = 0;
  std::size_t refused = 0;  // somebody passed the right on: RESTRICT keeps the server from taking that too
  for (const Fact& fact : before.facts) {
    if (!is_ours(fact)) continue;
    const RemovalText text = postgresql_removal_text(edge_facts(before, fact));
    if (text.statement.empty()) continue;
    SqlConnection connection = server_.connect(kDatabase);
    if (const std::string error = connection.try_query(text.statement); !error.empty()) {
      EXPECT_EQ(error, "2BP01") << text.statement;  // dependent objects still exist
      EXPECT_EQ(texts(read().facts), texts(before.facts)) << text.statement;
      ++refused;
      continue;
    }
    ++removed;
    EXPECT_EQ(texts(read().facts), texts(without(before.facts, fact))) << text.statement;
    connection.query(text.inverse);
    EXPECT_EQ(texts(read().facts), texts(before.facts)) << text.inverse;
  }
  EXPECT_EQ(removed, 6U);
  EXPECT_EQ(refused, 2U);
}

TEST_F(PostgresqlStatementsTest, WhatHasNoStatementSaysWhy) {
  const State state = read();
  std::size_t without_words = 0;
  for (const Fact& fact : state.facts) {
    if (!is_ours(fact)) continue;
    const RemovalText text = postgresql_removal_text(edge_facts(state, fact));
    EXPECT_EQ(text.statement.empty(), text.inverse.empty());
    EXPECT_NE(text.statement.empty(), text.why_none.empty());
    without_words += text.why_none.empty() ? 0 : 1;
  }
  EXPECT_GT(without_words, 5U);
}

// Why the statements take the grantor's role: without it a superuser's REVOKE succeeds and does nothing.
TEST_F(PostgresqlStatementsTest, ASuperusersPlainRevokeOfAnothersGrantChangesNothing) {
  const State before = read();
  server_.query(R"(revoke select on "crm.""a"."or.de""rs; select" from "public.role")", kDatabase);
  EXPECT_EQ(texts(read().facts), texts(before.facts));
}

}  // namespace
}  // namespace reeve::test
