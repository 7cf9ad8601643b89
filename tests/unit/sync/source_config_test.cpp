#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/core/error.h"
#include "engine/sync/connector.h"

namespace reeve {
namespace {

const SourceConfig kShop{
    .name = "shop",
    .kind = "postgresql",
    .base_dir = "/etc/reeve",
    .options = {
        {"host", "db1"}, {"empty", ""}, {"dir", "facts/../hr"}, {"password_env", "REEVE_TEST_SECRET"}}};

std::string refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    return error.message();
  }
  return "accepted";
}

TEST(SourceConfig, GivesOptions) {
  EXPECT_EQ(kShop.required("host"), "db1");
  EXPECT_EQ(kShop.optional("host", "x"), "db1");
  EXPECT_EQ(kShop.optional("port", "5432"), "5432");
  EXPECT_EQ(kShop.path("dir"), "/etc/reeve/hr");
}

TEST(SourceConfig, NamesSourceAndOptionThatIsMissing) {
  const std::string kExpected = "source `shop` needs the option `user`; add it to [source.shop]";
  EXPECT_EQ(refusal([] { (void)kShop.required("user"); }), kExpected);
  EXPECT_EQ(refusal([] { (void)kShop.path("user"); }), kExpected);
  EXPECT_EQ(refusal([] { (void)kShop.required("empty"); }),
            "source `shop` needs the option `empty`; add it to [source.shop]");
}

TEST(SourceConfig, TakesSecretsFromTheEnvironmentOnly) {
  ::setenv("REEVE_TEST_SECRET", "s3cret", 1);
  EXPECT_EQ(kShop.secret("password_env"), "s3cret");
  EXPECT_EQ(kShop.secret("token_env"), "");
  ::unsetenv("REEVE_TEST_SECRET");
  EXPECT_EQ(
      refusal([] { (void)kShop.secret("password_env"); }),
      "source `shop`: the environment variable `REEVE_TEST_SECRET` that `password_env` names is not set");
}

}  // namespace
}  // namespace reeve
