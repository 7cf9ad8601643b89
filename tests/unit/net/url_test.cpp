#include "engine/net/url.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

std::string objection_to(const std::string& text) {
  try {
    parse_url(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    return error.message();
  }
  return "none";
}

TEST(Url, HasItsParts) {
  EXPECT_EQ(parse_url("https://tickets.example:8443/hooks/7?x=1"),
            (Url{"https", "tickets.example", 8443, "/hooks/7?x=1"}));
  EXPECT_EQ(parse_url("HTTP://a"), (Url{"http", "a", 80, "/"}));
  EXPECT_EQ(parse_url("https://a?b"), (Url{"https", "a", 443, "/?b"}));
  EXPECT_EQ(parse_url("http://[::1]:81/x"), (Url{"http", "::1", 81, "/x"}));
  EXPECT_EQ(parse_url("unix:///run/opa.sock"), (Url{"unix", "/run/opa.sock", 0, "/"}));
}

TEST(Url, OriginIsTheAddressWithoutTheTarget) {
  EXPECT_EQ(parse_url("https://a/b/c").origin(), "https://a:443");
  EXPECT_EQ(parse_url("http://[::1]:81/x").origin(), "http://[::1]:81");
  EXPECT_EQ(parse_url("unix:///run/opa.sock").origin(), "unix:///run/opa.sock");
}

TEST(Url, SaysWhatIsWrongWithAnAddress) {
  EXPECT_EQ(objection_to("ftp://a"),
            "`ftp://a` is no usable address: it begins with http://, https:// or unix://");
  EXPECT_EQ(objection_to("tickets.example"),
            "`tickets.example` is no usable address: it begins with http://, https:// or unix://");
  EXPECT_EQ(objection_to("http://ana:pw@a/"),
            "`http://ana:pw@a/` is no usable address: leave out the user, it ends up in logs");
  EXPECT_EQ(objection_to("http://a:0"),
            "`http://a:0` is no usable address: a port is a number from 1 to 65535");
  EXPECT_EQ(objection_to("http://:80"), "`http://:80` is no usable address: the host is missing");
  EXPECT_EQ(objection_to("http://a#b"), "`http://a#b` is no usable address: leave out what follows the `#`");
  EXPECT_EQ(objection_to("unix://opa"),
            "`unix://opa` is no usable address: a socket is named by its full path, as in "
            "unix:///run/opa.sock");
  EXPECT_EQ(objection_to("http://a b"),
            "`http://a b` is no usable address: it holds white space or letters outside ASCII");
}

TEST(Url, PercentEncodingKeepsPathsReadable) {
  EXPECT_EQ(percent_encode_path("policies/my rules/é%.rego"), "policies/my%20rules/%C3%A9%25.rego");
}

TEST(Url, PercentEncodingOfAPartLeavesNothingThatEndsIt) {
  EXPECT_EQ(percent_encode("a/b&c='d e"), "a%2Fb%26c%3D%27d%20e");
}

}  // namespace
}  // namespace reeve
