// Several real OPA servers behind one evaluator. Whatever happens to one of them, no verdict is lost or
// changed.
#include "engine/opa/opa_fleet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "engine/core/error.h"
#include "engine/opa/opa_client.h"
#include "engine/opa/opa_evaluator.h"
#include "tests/support/certificates.h"
#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/server_process.h"

namespace reeve {
namespace {

using test::free_port;
using test::ScratchDir;
using test::ServerProcess;
using testing::HasSubstr;

const PolicyModule kBig{"policies/rules/a/big.rego",
                        "package reeve.rules.a.big\n"
                        "violation contains {\"code\": \"big\", \"params\": {\"n\": input.n}} if {\n"
                        "  input.n > data.reeve.limits.most\n"
                        "}\n"};
const Json kData{{"reeve", {{"limits", {{"most", 5}}}}}};
const std::string kPackage = "data.reeve.rules.a.big";

std::vector<Json> numbers(int count) {
  std::vector<Json> inputs;
  for (int n = 0; n < count; ++n) inputs.push_back({{"n", n % 11}});
  return inputs;
}

std::vector<std::string> violations_of(const std::vector<Verdict>& verdicts) {
  std::vector<std::string> texts;
  for (const Verdict& v : verdicts) texts.push_back(v.violations.dump() + v.error);
  return texts;
}

Error error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::internal, "no error"};
}

class OpaFleet : public testing::Test {
 protected:
  // Returns the address of a new server once it is healthy.
  std::string start(const std::vector<std::string>& more = {}, const std::string& scheme = "http",
                    const std::string& ca_file = {}) {
    const std::string at = "127.0.0.1:" + std::to_string(free_port());
    return start_at(scheme + "://" + at, more, ca_file);
  }

  std::string start_at(const std::string& url, const std::vector<std::string>& more = {},
                       const std::string& ca_file = {}) {
    std::vector<std::string> command{test::opa_binary().string(), "run", "--server", "--addr",
                                     url.substr(url.find("//") + 2)};
    command.insert(command.end(), more.begin(), more.end());
    servers_[url] = ServerProcess(command, dir_.path() / ("opa" + std::to_string(++started_) + ".log"),
                                  {"REEVE_OPA_TOKEN=open-sesame"});
    HttpClient client(parse_url(url), {.ca_file = ca_file, .connect_to = {}});
    for (int tries = 0; tries < 400; ++tries) {
      if (client.send({.target = "/health", .headers = {}, .body = {}}).ok()) return url;
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    throw std::runtime_error("the policy engine at " + url + " does not become healthy");
  }

  static std::unique_ptr<Evaluator> fleet(FleetSettings settings) {
    settings.binary = test::opa_binary().string();
    return use_fleet(settings);
  }

  static std::vector<std::string> alone(const std::vector<Json>& inputs) {
    const auto opa = start_opa({.binary = test::opa_binary().string()});
    opa->load({kBig}, kData);
    return violations_of(opa->evaluate(kPackage, inputs));
  }

  ScratchDir dir_;
  int started_ = 0;
  std::map<std::string, ServerProcess> servers_;
};

TEST_F(OpaFleet, GivesTheVerdictsOfOneEngineAndItsCacheKey) {
  const auto opa = fleet({.urls = {start(), start()}, .limits = {.rows = 50}});
  EXPECT_THAT(opa->version(), HasSubstr(" on 2 of 2 servers"));
  EXPECT_EQ(opa->cache_key(), start_opa({.binary = test::opa_binary().string()})->cache_key());
  opa->load({kBig}, kData);
  EXPECT_EQ(opa->compiled().size(), 1U);
  EXPECT_EQ(violations_of(opa->evaluate(kPackage, numbers(1000))), alone(numbers(1000)));
  EXPECT_EQ(error_of([&] { opa->evaluate("data.reeve.rules.a.small", numbers(1)); }).code(),
            ErrorCode::policy);
}

TEST_F(OpaFleet, OneThatEndsInTheMiddleLosesNothing) {
  const std::string first = start(), second = start();
  const auto opa = fleet({.urls = {first, second}, .limits = {.rows = 1}});
  opa->load({kBig}, kData);
  std::jthread killer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    servers_[second].stop();
  });
  const auto verdicts = opa->evaluate(kPackage, numbers(3000));
  killer.join();
  EXPECT_EQ(violations_of(verdicts), alone(numbers(3000)));
  EXPECT_THAT(opa->version(), HasSubstr(" on 1 of 2 servers"));
}

TEST_F(OpaFleet, OneThatWasStartedAnewGivesNoVerdictWithoutItsModules) {
  const std::string first = start(), second = start();
  const auto opa = fleet({.urls = {first, second}, .limits = {.rows = 10}});
  opa->load({kBig}, kData);
  servers_[second].stop();
  start_at(second);
  EXPECT_EQ(violations_of(opa->evaluate(kPackage, numbers(500))), alone(numbers(500)));
  EXPECT_THAT(opa->version(), HasSubstr(" on 1 of 2 servers"));
  // The only one left, empty too: it is loaded again.
  servers_[first].stop();
  start_at(first);
  EXPECT_EQ(violations_of(opa->evaluate(kPackage, numbers(500))), alone(numbers(500)));
  EXPECT_THAT(opa->version(), HasSubstr(" on 2 of 2 servers"));
}

TEST_F(OpaFleet, WhatSomebodyElseLoadsIsNeverTakenForOurs) {
  const std::string url = start();
  const auto ours = fleet({.urls = {url}});
  ours->load({kBig}, kData);
  const auto theirs = fleet({.urls = {url}});
  theirs->load({kBig}, Json{{"reeve", {{"limits", {{"most", 100}}}}}});
  EXPECT_EQ(violations_of(ours->evaluate(kPackage, numbers(100))), alone(numbers(100)));
  theirs->load({kBig}, Json{{"reeve", {{"limits", {{"most", 100}}}}}});
  const Error error = error_of([&] { ours->evaluate(kPackage, numbers(100)); });
  EXPECT_EQ(error.code(), ErrorCode::policy_engine);
  EXPECT_THAT(error.what(), HasSubstr("lost what was loaded, or somebody else loaded it"));
}

TEST_F(OpaFleet, KeepsWhatIsNotItsOwn) {
  const std::string url = start();
  OpaClient client(parse_url(url), {});
  ASSERT_TRUE(
      client.put_policy("shop/prices.rego", "package shop.prices\n\nvalue := data.shop_prices.apple\n")
          .empty());
  client.put_data("/shop_prices", {{"apple", 3}});
  ASSERT_TRUE(
      client.put_policy("policies/rules/old.rego", "package reeve.rules.old\n\nviolation contains 1\n")
          .empty());
  const auto opa = fleet({.urls = {url}});
  opa->load({kBig}, kData);
  EXPECT_EQ(client.call("GET", "/v1/data/shop/prices/value").body.at("result"), 3);
  EXPECT_EQ(client.call("GET", "/v1/policies/policies%2Frules%2Fold.rego").status, 404);
}

TEST_F(OpaFleet, TokensAndCertificatesAreReallyAsked) {
  const test::Certificates certificates = test::make_certificates(dir_.path());
  dir_.write("authz.rego",
             "package system.authz\n\ndefault allow := false\n\nallow if input.identity == "
             "opa.runtime().env.REEVE_OPA_TOKEN\n\n"
             "allow if input.path == [\"health\"]\n");
  const auto server = [&](const std::filesystem::path& certificate, const std::filesystem::path& key,
                          const std::filesystem::path& ca) {
    return start(
        {"--authentication", "token", "--authorization", "basic", "--tls-cert-file", certificate.string(),
         "--tls-private-key-file", key.string(), (dir_.path() / "authz.rego").string()},
        "https", ca.string());
  };
  const std::string url = server(certificates.server, certificates.server_key, certificates.authority);
  const std::string ca = certificates.authority.string();
  const auto opa = fleet({.urls = {url}, .token = "open-sesame", .ca_file = ca});
  opa->load({kBig}, kData);
  EXPECT_EQ(violations_of(opa->evaluate(kPackage, numbers(100))), alone(numbers(100)));

  EXPECT_THAT(error_of([&] { fleet({.urls = {url}, .token = "guess", .ca_file = ca}); }).what(),
              HasSubstr(" refuses to answer; check the token"));
  EXPECT_THAT(error_of([&] { fleet({.urls = {url}, .ca_file = ca}); }).what(),
              HasSubstr(" refuses to answer"));
  const std::string self_signed =
      server(certificates.self_signed, certificates.self_signed_key, certificates.self_signed);
  EXPECT_THAT(error_of([&] { fleet({.urls = {self_signed}, .token = "open-sesame", .ca_file = ca}); }).what(),
              HasSubstr("has a certificate that cannot be verified"));
}

TEST_F(OpaFleet, WhatCannotBeUsedIsSaid) {
  const std::string gone = "http://127.0.0.1:" + std::to_string(free_port());
  const Error error = error_of([&] { fleet({.urls = {gone}}); });
  EXPECT_EQ(error.code(), ErrorCode::policy_engine);
  EXPECT_EQ(error.what(), "no policy engine can be used: " + gone + " cannot be reached");
  EXPECT_THAT(fleet({.urls = {gone, start()}})->version(), HasSubstr(" on 1 of 2 servers"));
  EXPECT_EQ(error_of([&] { fleet({.urls = {"http://opa.example:8181"}, .token = "x"}); }).code(),
            ErrorCode::config);
  EXPECT_EQ(error_of([&] { fleet({.urls = {"http://127.example.org:8181"}, .token = "x"}); }).code(),
            ErrorCode::config);
  EXPECT_EQ(error_of([&] { fleet({.urls = {"https://opa.example/path"}}); }).code(), ErrorCode::config);
}

}  // namespace
}  // namespace reeve
