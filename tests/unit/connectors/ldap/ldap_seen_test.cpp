#include "connectors/ldap/ldap_seen.h"

#include <gtest/gtest.h>

#include <string>

namespace reeve::ldap {
namespace {

// The vectors that the authors of SipHash publish: key 00..0f, texts of 0, 1, 2 .. bytes 00, 01, 02 ...
TEST(LdapSeen, HashesAsItsAuthorsSay) {
  const std::array<std::uint64_t, 2> key{0x0706050403020100, 0x0f0e0d0c0b0a0908};
  EXPECT_EQ(siphash(key, ""), (std::array<std::uint64_t, 2>{0xe6a825ba047f81a3, 0x930255c71472f66d}));
  EXPECT_EQ(siphash(key, std::string(1, '\0')),
            (std::array<std::uint64_t, 2>{0x44af996bd8c187da, 0x45fc229b11597634}));
}

TEST(LdapSeen, KnowsWhatItSaw) {
  SeenTexts seen;
  for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(seen.insert("cn=" + std::to_string(i)));
  for (int i = 0; i < 10'000; ++i) ASSERT_FALSE(seen.insert("cn=" + std::to_string(i)));
  EXPECT_TRUE(seen.contains("cn=9999"));
  EXPECT_FALSE(seen.contains("cn=10000"));
}

}  // namespace
}  // namespace reeve::ldap
