// What a SCIM service may do between two pages, and what becomes of it.
#include "connectors/scim/scim_connector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>

#include "engine/core/error.h"
#include "engine/sync/collector.h"
#include "tests/support/scim_server.h"

namespace reeve {
namespace {

using test::http_answer;
using test::scim_group;
using test::scim_user;
using test::ScimRequest;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

struct Told {
  std::vector<std::string> keys;
  std::vector<Reject> rejects;
  Collector::Sections sections;
  std::string state(Section section) const {
    const SectionSummary& s = sections[static_cast<std::size_t>(section)];
    return std::string(to_string(s.state)) + (s.reason.empty() ? "" : ": " + s.reason);
  }
};

class ScimConnectorTest : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 1; i <= 5; ++i) {
      const std::string number = std::to_string(i);
      server_.users().push_back(scim_user("u" + number, "login" + number));
    }
    server_.groups() = {scim_group("g1", {"u1", "g2"}), scim_group("g2", {})};
  }

  Told read(std::map<std::string, std::string> more = {}) {
    more.insert(
        {{"url", server_.url()}, {"allow_http", "yes"}, {"page_size", "2"}, {"timeout_seconds", "1"}});
    const auto connector =
        scim_connector().create({.name = "idp", .kind = "scim", .base_dir = ".", .options = more}, clock_);
    Told told;
    Collector collector(
        [&](const Fact& fact) {
          const auto* p = std::get_if<PrincipalFact>(&fact);
          const auto* m = std::get_if<MembershipFact>(&fact);
          if (p != nullptr) told.keys.push_back(p->key);
          if (m != nullptr) told.keys.push_back(m->member_key + " in " + m->container_key);
        },
        [&](const Reject& reject) { told.rejects.push_back(reject); });
    connector->read(collector, {});
    told.sections = collector.sections();
    return told;
  }

  static bool is_page(const ScimRequest& request, const std::string& endpoint, int first) {
    return request.target.starts_with("/scim/" + endpoint + "?startIndex=" + std::to_string(first)) &&
           request.target.find("attributes") == std::string::npos;
  }

  FixedClock clock_{0};
  test::ScimServer server_;
};

TEST_F(ScimConnectorTest, ReadsAllPagesByNumberAndByCursor) {
  const auto everything =
      UnorderedElementsAre("u1", "u2", "u3", "u4", "u5", "g1", "g2", "u1 in g1", "g2 in g1");
  const Told by_number = read();
  EXPECT_THAT(by_number.keys, everything);
  EXPECT_EQ(by_number.state(Section::account), "complete");
  EXPECT_EQ(by_number.state(Section::membership), "complete");
  EXPECT_EQ(by_number.state(Section::identity), "absent");
  EXPECT_THAT(server_.targets(), testing::Contains("/scim/Users?startIndex=5&count=2&attributes=id"));
  server_.use_cursors();
  EXPECT_THAT(read().keys, everything);
  EXPECT_THAT(server_.targets(), testing::Contains("/scim/Users?cursor=3&count=2"));
}

TEST_F(ScimConnectorTest, ReadsAnewWhatChangedBetweenTwoPages) {
  bool changed = false;
  server_.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    // u1 goes, a new one comes: the number is the same, and u3 would be skipped.
    if (!changed && is_page(request, "Users", 3)) {
      changed = true;
      server_.users().erase(server_.users().begin());
      server_.users().push_back(scim_user("u6", "login6"));
    }
    return std::nullopt;
  });
  const Told told = read();
  EXPECT_TRUE(changed);
  EXPECT_EQ(told.state(Section::account), "complete");
  EXPECT_THAT(told.keys, testing::IsSupersetOf({"u2", "u3", "u4", "u5", "u6"}));
  EXPECT_THAT(told.keys, Not(testing::Contains("u1")));
}

TEST_F(ScimConnectorTest, GivesUpOnAListThatNeverHoldsStill) {
  int next = 100;
  server_.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    if (is_page(request, "Users", 3)) {
      server_.users().erase(server_.users().begin());
      server_.users().push_back(scim_user("u" + std::to_string(++next), "login"));
    }
    return std::nullopt;
  });
  const Told told = read();
  EXPECT_EQ(told.state(Section::account), "failed: Users: the list changed each of the 3 times it was read");
  EXPECT_EQ(told.state(Section::membership),
            "partial: Users: the list changed each of the 3 times it was read");
}

TEST_F(ScimConnectorTest, NoticesADuplicatedPage) {
  server_.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    if (request.target.find("startIndex=3") == std::string::npos) return std::nullopt;
    Json twice = Json::array({server_.users()[0], server_.users()[1]});
    return http_answer("200 OK", canonical_json({{"totalResults", 5}, {"Resources", twice}}));
  });
  EXPECT_EQ(read().state(Section::account),
            "failed: Users: the list changed each of the 3 times it was read");
}

TEST_F(ScimConnectorTest, NoticesACursorThatComesAgain) {
  server_.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    if (!request.target.starts_with("/scim/Users")) return std::nullopt;
    return http_answer(
        "200 OK",
        canonical_json({{"totalResults", 5}, {"Resources", {server_.users()[0]}}, {"nextCursor", "same"}}));
  });
  EXPECT_EQ(read().state(Section::account), "failed: Users: the service gives the same page again and again");
}

TEST_F(ScimConnectorTest, IsNeverCompleteWhereAPageIsWrong) {
  const auto with = [&](const std::string& answer) {
    server_.set_hook([answer](const ScimRequest& request) -> std::optional<std::string> {
      return is_page(request, "Users", 3) ? std::optional(answer) : std::nullopt;
    });
    return read().state(Section::account);
  };
  EXPECT_EQ(with(http_answer("200 OK", R"({"totalResults": 5, "Resources": []})")),
            "failed: Users: an empty page stands before the end, after 2 of 5");
  EXPECT_EQ(with(http_answer("200 OK", R"({"totalResults": "5"})")),
            "failed: Users: the answer has no number `totalResults`");
  EXPECT_EQ(with(http_answer("200 OK", R"({"totalResults": 5, "Resources": {}})")),
            "failed: Users: `Resources` is no list");
  EXPECT_EQ(with(http_answer("200 OK", R"({"totalResults": 5, "Resources": [{"userName": "x"}, 7]})")),
            "failed: Users: a resource has no `id`");
  EXPECT_EQ(with(http_answer("200 OK", "<html>")).substr(0, 14), "failed: Users:");
  EXPECT_EQ(with(http_answer("403 Forbidden", R"({"detail": "no scope"})")),
            "failed: Users: the service answers 403: no scope");
  EXPECT_EQ(with(http_answer("302 Found", "", "Location: http://127.0.0.1:1/scim/Users\r\n")),
            "failed: Users: the service answers 302");
  EXPECT_EQ(with("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"totalResults\""),
            "failed: Users: the service does not answer within 1000 milliseconds")
      << "cut in the middle";
}

TEST_F(ScimConnectorTest, WaitsAsLongAsItIsAskedTo) {
  int refused = 0;
  server_.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    if (!is_page(request, "Users", 1) || ++refused > 2) return std::nullopt;
    return http_answer("429 Too Many Requests", "", "Retry-After: 0\r\n");
  });
  EXPECT_EQ(read().state(Section::account), "complete");
  EXPECT_EQ(refused, 3);
  server_.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    if (!request.target.starts_with("/scim/Users")) return std::nullopt;
    return http_answer("503 Service Unavailable", "", "Retry-After: 0\r\n");
  });
  EXPECT_EQ(read().state(Section::account),
            "failed: Users: the service keeps refusing; it was asked 5 times");
  server_.set_hook([&](const ScimRequest&) -> std::optional<std::string> {
    return http_answer("429 Too Many Requests", "", "Retry-After: 86400\r\n");
  });
  EXPECT_EQ(read().state(Section::principal),
            "failed: Users: the service asks to wait 86400 seconds; read it later");
}

TEST_F(ScimConnectorTest, SignsInByTokenAndByClientCredentials) {
  setenv("REEVE_TEST_SCIM_TOKEN", "fixed", 1);
  setenv("REEVE_TEST_SCIM_SECRET", "s:cret", 1);
  std::atomic<int> given{0};  // tokens by the token server, which is another
  test::ScimServer tokens;
  tokens.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    EXPECT_EQ(request.target, "/scim/token");
    EXPECT_EQ(request.authorization, "Basic cmVldmU6cyUzQWNyZXQ=");
    EXPECT_EQ(request.body, "grant_type=client_credentials&scope=scim%20read");
    const std::string token = "t" + std::to_string(++given);
    return http_answer("200 OK", "{\"access_token\": \"" + token + "\"}", "Connection: close\r\n");
  });
  server_.set_hook([&](const ScimRequest& request) -> std::optional<std::string> {
    // In the middle the first token ends.
    const bool ended = given == 1 && is_page(request, "Users", 5);
    const std::string wanted = given == 0 ? "Bearer fixed" : "Bearer t" + std::to_string(given.load());
    if (!ended && request.authorization == wanted) return std::nullopt;
    return http_answer("401 Unauthorized");
  });
  EXPECT_EQ(read({{"token_env", "REEVE_TEST_SCIM_TOKEN"}}).state(Section::account), "complete");
  EXPECT_EQ(read().state(Section::account), "failed: Users: the service answers 401");
  EXPECT_EQ(read({{"token_url", tokens.url() + "/token"},
                  {"client_id", "reeve"},
                  {"client_secret_env", "REEVE_TEST_SCIM_SECRET"},
                  {"scope", "scim read"}})
                .state(Section::account),
            "complete");
  EXPECT_EQ(given, 2);
}

TEST_F(ScimConnectorTest, TakesMembersFromTheUsersWhereAGroupDoesNotTellThem) {
  server_.groups()[0].erase("members");
  server_.users()[1]["groups"] = {{{"value", "g1"}, {"type", "direct"}}, {{"value", "g2"}}};
  server_.users()[2]["groups"] = {{{"value", "g1"}, {"type", "indirect"}}};
  const Told told = read();
  EXPECT_THAT(told.keys, testing::Contains("u2 in g1"));
  EXPECT_THAT(told.keys, Not(testing::Contains("u3 in g1")));
  EXPECT_THAT(told.keys, Not(testing::Contains("u2 in g2"))) << "g2 says itself that it is empty";
}

TEST_F(ScimConnectorTest, RejectsWhatItCannotUse) {
  server_.users()[0].erase("userName");
  server_.users()[1]["active"] = "yes";
  server_.groups()[0]["members"] = "everybody";
  const Told told = read({{"people", "yes"}});
  EXPECT_THAT(told.rejects,
              testing::IsSupersetOf(
                  {Reject{Section::account, "user 1", "u1", "the user has no `userName`"},
                   Reject{Section::identity, "user 2", "u2", "`active` is neither true nor false"},
                   Reject{Section::membership, "group 1", std::nullopt, "`members` cannot be read"}}));
  EXPECT_EQ(told.state(Section::account), "complete with rejects");
  EXPECT_EQ(told.state(Section::membership),
            "partial: 1 row has no readable key, so it is not known what is missing");
}

TEST_F(ScimConnectorTest, RefusesAWayWithoutTls) {
  const auto refusal = [&](std::map<std::string, std::string> options) {
    try {
      scim_connector().create({.name = "idp", .kind = "scim", .base_dir = ".", .options = std::move(options)},
                              clock_);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config);
      return error.message();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal({{"url", "http://idp.example/scim"}}),
            "source `idp`: `url` has to begin with https:// (http:// only with `allow_http = true`)");
  EXPECT_EQ(refusal({{"url", "https://idp.example/scim"}, {"token_url", "http://idp.example/token"}}),
            "source `idp`: `token_url` has to begin with https:// (http:// only with `allow_http = true`)");
  EXPECT_EQ(refusal({{"url", "https://idp.example/scim"}, {"page_size", "0"}}),
            "source `idp`: `page_size` is `0`; use 1 to 10000");
  EXPECT_EQ(refusal({{"url", "https://idp.example/scim"}}), "accepted");
}

TEST_F(ScimConnectorTest, ChecksBothLists) {
  const auto connector = scim_connector().create({.name = "idp",
                                                  .kind = "scim",
                                                  .base_dir = ".",
                                                  .options = {{"url", server_.url()}, {"allow_http", "yes"}}},
                                                 clock_);
  server_.set_hook([](const ScimRequest& request) -> std::optional<std::string> {
    if (request.target.starts_with("/scim/Users")) return std::nullopt;
    return http_answer("403 Forbidden");
  });
  const auto items = connector->check();
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].what, "read Users of " + server_.url());
  EXPECT_EQ(items[0].detail, "5 there");
  EXPECT_EQ(items[1].ok, TriState::no);
  EXPECT_EQ(items[1].detail, "Groups: the service answers 403");
}

}  // namespace
}  // namespace reeve
