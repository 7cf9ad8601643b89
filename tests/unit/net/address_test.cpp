#include "engine/net/address.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace reeve {
namespace {

TEST(Address, WhatIsNotOnTheInternetIsPrivate) {
  for (const char* address : {"0.0.0.0",
                              "10.1.2.3",
                              "100.64.0.1",
                              "127.0.0.1",
                              "127.255.255.254",
                              "169.254.1.1",
                              "172.16.0.1",
                              "172.31.255.1",
                              "192.0.0.8",
                              "192.168.0.1",
                              "198.18.0.1",
                              "198.19.255.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "192.0.2.1",
                              "::",
                              "::1",
                              "fe80::1",
                              "fe80::1%eth0",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "2001:db8::1",
                              "::ffff:10.0.0.1",
                              "::ffff:127.0.0.1",
                              "64:ff9b::a00:1",
                              "2002:7f00:1::",
                              "no address",
                              ""}) {
    EXPECT_TRUE(is_private_address(address)) << address;
  }
}

TEST(Address, WhatIsOnTheInternetIsNot) {
  for (const char* address : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                              "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255",
                              "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"}) {
    EXPECT_FALSE(is_private_address(address)) << address;
  }
}

TEST(Address, OddSpellingsOfLoopbackComeOutAsWhatTheyAre) {
  for (const char* host : {"127.0.0.1", "127.1", "0x7f000001", "2130706433"}) {
    EXPECT_EQ(resolve_host(host), (std::vector<std::string>{"127.0.0.1"})) << host;
  }
  EXPECT_EQ(resolve_host("::1"), (std::vector<std::string>{"::1"}));
  const std::vector<std::string> local = resolve_host("localhost");
  EXPECT_FALSE(local.empty());
  EXPECT_TRUE(std::ranges::all_of(local, is_private_address));
}

TEST(Address, ANameThatOnlyBeginsLikeLoopbackIsNot) {
  for (const char* host : {"localhost", "127.0.0.1", "127.8.9.10", "::1"}) {
    EXPECT_TRUE(is_loopback(host) && is_on_this_machine(host)) << host;
  }
  for (const char* host :
       {"127.example.org", "127.0.0.1.example.org", "128.0.0.1", "::2", "localhost.example.org", ""}) {
    EXPECT_FALSE(is_loopback(host) || is_on_this_machine(host)) << host;
  }
  EXPECT_TRUE(is_on_this_machine("/run/postgresql"));
  EXPECT_FALSE(is_loopback("/run/postgresql"));
}

TEST(Address, ANameThatLeadsNowhereHasNone) { EXPECT_TRUE(resolve_host("no.such.name.invalid").empty()); }

}  // namespace
}  // namespace reeve
