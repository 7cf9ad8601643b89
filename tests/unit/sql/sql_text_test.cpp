#include "engine/sql/sql_text.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/sql/rows.h"
#include "tests/support/random_facts.h"

namespace reeve::test {
namespace {

std::string back(std::string text) {
  from_sql_text(text);
  return text;
}

TEST(SqlText, NearlyEveryTextStaysAsItIs) {
  for (const char* text : {"", "crm_ro",
                           "Ana \xc3\x87"
                           "elik",
                           "\xf0\x9f\x98\x80", "a\nb\t'\";--", "\x01\x7f"}) {
    EXPECT_TRUE(is_plain_sql_text(text));
    EXPECT_EQ(to_sql_text(text), text);
    EXPECT_EQ(back(text), text);
  }
}

TEST(SqlText, OtherBytesAreEscaped) {
  EXPECT_EQ(to_sql_text(std::string_view("a\0b", 3)),
            "a\x1a"
            "00b");
  EXPECT_EQ(to_sql_text("\x1a"),
            "\x1a"
            "1a");
  EXPECT_EQ(to_sql_text("\xc3\xa9\xc3"),
            "\xc3\xa9\x1a"
            "c3");
  EXPECT_EQ(to_sql_text("\xed\xa0\x80"),
            "\x1a"
            "ed\x1a"
            "a0\x1a"
            "80");
}

TEST(SqlText, WhatIsWrittenIsAlwaysTextForADatabase) {
  RandomFacts random(11);
  std::set<std::string> texts, written;
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random.text();
    const std::string sql = to_sql_text(text);
    EXPECT_TRUE(is_valid_utf8(sql));
    EXPECT_EQ(sql.find('\0'), std::string::npos);
    EXPECT_EQ(back(sql), text);
    EXPECT_EQ(is_plain_sql_text(text), sql == text);
    texts.insert(text);
    written.insert(sql);
  }
  EXPECT_EQ(texts.size(), written.size()) << "two texts are written in one way";
}

TEST(SqlText, AnEscapeThatNobodyWroteIsAnError) {
  for (const char* text : {"\x1a",
                           "a\x1a"
                           "0",
                           "\x1a"
                           "0G",
                           "\x1a"
                           "1A"})
    EXPECT_THROW(back(text), Error);
}

TEST(SqlText, ListsOfTextsComeBackWhole) {
  for (const std::vector<std::string>& texts :
       {std::vector<std::string>{}, {""}, {"", ""}, {"a"}, {"a", "", "b\x1f", "\\"}, {"\x1f"}}) {
    EXPECT_EQ(unpack_texts(pack_texts(texts)), texts);
  }
}

}  // namespace
}  // namespace reeve::test
