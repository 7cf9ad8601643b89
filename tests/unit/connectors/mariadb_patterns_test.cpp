// Patterns as the server understands them; the answers are those of a live server.
#include "connectors/mariadb/mariadb_patterns.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace reeve::mariadb {
namespace {

TEST(MariadbPatterns, MatchWholeNames) {
  EXPECT_TRUE(matches("abc", "abc"));
  EXPECT_FALSE(matches("abc", "abcd"));
  EXPECT_FALSE(matches("abc", "ABC"));
  EXPECT_TRUE(matches("a%", "a"));
  EXPECT_TRUE(matches("a%c%e", "abcde"));
  EXPECT_TRUE(matches("%bc", "abcbc"));
  EXPECT_FALSE(matches("%bc", "abcb"));
  EXPECT_TRUE(matches("a_c", "abc"));
  EXPECT_FALSE(matches("a_c", "ac"));
  EXPECT_TRUE(matches("a_c", "a\u00e9c"));
  EXPECT_TRUE(matches("a\\_c", "a_c"));
  EXPECT_FALSE(matches("a\\_c", "abc"));
  EXPECT_TRUE(matches("%", ""));
  EXPECT_TRUE(matches("", ""));
  EXPECT_FALSE(matches("", "a"));
}

TEST(MariadbPatterns, WildcardsAndEscapes) {
  EXPECT_FALSE(has_wildcards("a\\_c\\%"));
  EXPECT_TRUE(has_wildcards("a\\_c%"));
  EXPECT_EQ(without_escapes("a\\_c\\\\"), "a_c\\");
}

TEST(MariadbPatterns, TheNarrowestComesFirst) {
  // `a_cd` before `abc_`: both let in as many names, and the shorter beginning wins.
  const std::vector<std::string> expected{"abcd", "a_cd", "abc_", "ab__", "abc%",
                                          "ab_%", "ab%",  "a%b%", "a%",   "%"};
  std::vector<std::string> sorted = expected;
  std::ranges::reverse(sorted);
  std::ranges::sort(sorted, {},
                    [](const std::string& pattern) { return breadth(pattern, kLongestDatabase); });
  EXPECT_EQ(sorted, expected);
  EXPECT_EQ(breadth("abc", kLongestHost), breadth("localhost", kLongestHost));
}

TEST(MariadbPatterns, HostsLetClientsIn) {
  const Origin by_socket{"localhost", ""};
  const Origin by_address{"", "10.1.2.3"};
  EXPECT_TRUE(lets_in("%", by_socket));
  EXPECT_TRUE(lets_in("LocalHost", by_socket));
  EXPECT_FALSE(lets_in("127.0.0.1", by_socket));
  EXPECT_TRUE(lets_in("10.1.%", by_address));
  EXPECT_FALSE(lets_in("localhost", by_address));
  EXPECT_TRUE(lets_in("10.1.0.0/255.255.0.0", by_address));
  EXPECT_FALSE(lets_in("10.2.0.0/255.255.0.0", by_address));
  // As a definer, bob@% comes from "%".
  EXPECT_TRUE(lets_in("%", {"%", "%"}));
  EXPECT_FALSE(lets_in("10.%", {"%", "%"}));
}

TEST(MariadbPatterns, NamesOfHosts) {
  for (const char* const place : {"localhost", "%", "10.%", "10.0.0.0/255.0.0.0", "::1", "fe80::%"}) {
    EXPECT_FALSE(is_a_name(place)) << place;
  }
  EXPECT_TRUE(is_a_name("db1.example.org"));
  EXPECT_TRUE(is_a_name("%.example.org"));
}

}  // namespace
}  // namespace reeve::mariadb
