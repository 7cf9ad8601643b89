#include "engine/core/embedded_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/error.h"
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

TEST(EmbeddedFiles, AreFoundByPath) {
  for (const EmbeddedFile& file : embedded_files()) {
    EXPECT_EQ(embedded_file(file.path).data(), file.bytes.data()) << file.path;
  }
}

TEST(EmbeddedFiles, NameThePathThatIsAbsent) {
  try {
    embedded_file("policies/absent.rego");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::not_found);
    EXPECT_EQ(error.message(), "the binary holds no file `policies/absent.rego`");
  }
}

}  // namespace
}  // namespace reeve
