#include "connectors/ldap/ldap_values.h"

#include <gtest/gtest.h>

namespace reeve::ldap {
namespace {

using namespace std::string_view_literals;

std::string time_text(std::string_view text) {
  const auto time = time_from(text);
  return time ? format_time(*time) : "none";
}

TEST(LdapValues, IdentifiersReadAsPeopleKnowThem) {
  EXPECT_EQ(guid_text("\xbd\xbf\xd4\xb3\x45\x3c\xb1\x4e\xda\x0e\x3b\xa0\xd3\xe8\xf1\x00"sv),
            "b3d4bfbd-3c45-4eb1-da0e-3ba0d3e8f100");
  EXPECT_FALSE(guid_text("short"));
  EXPECT_EQ(uuid_bytes("00010203-0405-0607-0809-0a0b0c0d0e0f"),
            "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"sv);
  EXPECT_FALSE(uuid_bytes("00010203-0405-0607-0809-0a0b0c0d0e0"));
  EXPECT_FALSE(uuid_bytes("00010203x0405-0607-0809-0a0b0c0d0e0f"));
  EXPECT_EQ(sid_text("\x01\x02\x00\x00\x00\x00\x00\x05\x20\x00\x00\x00\x20\x02\x00\x00"sv), "S-1-5-32-544");
  EXPECT_FALSE(sid_text("\x01\x03\x00\x00\x00\x00\x00\x05\x20\x00\x00\x00\x20\x02\x00\x00"sv));
  EXPECT_EQ(domain_of_sid("S-1-5-21-1-2-3-513"), "S-1-5-21-1-2-3");
}

TEST(LdapValues, TimesOfEveryKind) {
  EXPECT_EQ(time_text("20260301101112Z"), "2026-03-01T10:11:12Z");
  EXPECT_EQ(time_text("20260301101112.0Z"), "2026-03-01T10:11:12Z");
  EXPECT_EQ(time_text("20260301101112,345678Z"), "2026-03-01T10:11:12.345Z");
  EXPECT_EQ(time_text("20260301121112+02"), "2026-03-01T10:11:12Z");
  EXPECT_EQ(time_text("202603011041+0030"), "2026-03-01T10:11:00Z");
  EXPECT_EQ(time_text("2026-03-01"), "2026-03-01T00:00:00Z");
  for (const std::string_view wrong :
       {"20261301101112Z", "20260301101112", "20260301101112+2", "2026030110.5Z", "x"}) {
    EXPECT_EQ(time_text(wrong), "none") << wrong;
  }
  EXPECT_EQ(format_time(windows_time_from("133536384000000000")), "2024-02-29T00:00:00Z");
  EXPECT_TRUE(windows_time_from("0").is_never());
  EXPECT_TRUE(windows_time_from("9223372036854775807").is_never());
  EXPECT_TRUE(windows_time_from("").is_unknown());
  EXPECT_TRUE(windows_time_from("-1").is_unknown());
}

TEST(LdapValues, NamesThatSayWhatTheyName) {
  const ExtendedName all = extended_name_from("<GUID=AB-1>;<SID=S-1-5-11>;CN=x,DC=y");
  EXPECT_EQ(all.guid + "|" + all.sid + "|" + all.dn, "ab-1|S-1-5-11|CN=x,DC=y");
  const ExtendedName plain = extended_name_from("CN=x,DC=y");
  EXPECT_EQ(plain.guid + "|" + plain.sid + "|" + plain.dn, "||CN=x,DC=y");
  EXPECT_EQ(extended_name_from("<GUID=ab>").guid, "ab");
}

}  // namespace
}  // namespace reeve::ldap
