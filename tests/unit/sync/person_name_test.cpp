#include "engine/sync/person_name.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

TEST(ComparableName, ForgetsCaseAccentsPunctuationAndOrder) {
  for (const std::string name : {"Zoë-Ann Quist", "quist, zoe ann", "QUIST  Zoé Ann", "Ann (Zoë) Quist"}) {
    EXPECT_EQ(comparable_name(name), "ann quist zoe") << name;
  }
  EXPECT_EQ(comparable_name("Siobhán O'Hara"), "ohara siobhan");
  EXPECT_EQ(comparable_name("Łukasz Żak"), "lukasz zak");
  EXPECT_EQ(comparable_name("Jürgen Weiß"), "jurgen weiss");
  EXPECT_EQ(comparable_name("Ægir Þórsson"), "aegir thorsson");
  EXPECT_EQ(comparable_name("ÿ ſ"), "s y");
}

TEST(ComparableName, KeepsOtherLettersAndDigits) {
  EXPECT_EQ(comparable_name("Ада Квист 2"), "2 Ада Квист");
  EXPECT_NE(comparable_name("Ada Quist"), comparable_name("Ada Quint"));
  EXPECT_EQ(comparable_name(" .-, "), "");
  EXPECT_EQ(comparable_name("a×b"), "a×b");
}

TEST(ComparableName, TakesBytesThatAreNotUtf8) {
  EXPECT_EQ(comparable_name("\xc3"), "\xc3");
  EXPECT_EQ(comparable_name("\xff x"), comparable_name("x \xff"));
}

TEST(LoginPart, DropsDomainsAndCase) {
  EXPECT_EQ(login_part("Ada.Quist"), "ada.quist");
  EXPECT_EQ(login_part("NILE\\Ada.Quist"), "ada.quist");
  EXPECT_EQ(login_part(" Ada.Quist@example.org "), "ada.quist");
  EXPECT_EQ(login_part("@example.org"), "");
}

}  // namespace
}  // namespace reeve
