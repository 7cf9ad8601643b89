#include "engine/core/base64.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

TEST(Base64, IsThatOfItsStandard) {
  const std::pair<const char*, const char*> kVectors[] = {{"", ""},
                                                          {"f", "Zg=="},
                                                          {"fo", "Zm8="},
                                                          {"foo", "Zm9v"},
                                                          {"foob", "Zm9vYg=="},
                                                          {"fooba", "Zm9vYmE="},
                                                          {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : kVectors) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(from_base64(to_base64(all)), all);
}

TEST(Base64, PassesOverWhiteSpaceAndTakesNothingElse) {
  EXPECT_EQ(from_base64(" Zm9v\r\nYmFy\n"), "foobar");
  EXPECT_EQ(from_base64("Zm9v*mFy"), "");
  EXPECT_EQ(from_base64("Zm9vY"), "");
}

}  // namespace
}  // namespace reeve
