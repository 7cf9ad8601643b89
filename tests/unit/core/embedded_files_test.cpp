#include "engine/core/embedded_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/paths.h"

namespace reeve {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(EmbeddedFiles, AreSortedByPath) {
  EXPECT_TRUE(std::ranges::is_sorted(embedded_files(), {}, &EmbeddedFile::path));
}

TEST(EmbeddedFiles, HaveTheBytesOfTheRepository) {
  for (const EmbeddedFile& file : embedded_files()) {
    EXPECT_EQ(file.bytes, content_of(test::source_dir() / file.path)) << file.path;
  }
}

TEST(EmbeddedFiles, HoldNoTestsOfPolicies) {
  for (const EmbeddedFile& file : embedded_files()) {
    EXPECT_FALSE(file.path.ends_with("_test.rego")) << file.path;
  }
}

}  // namespace
}  // namespace reeve
