#include "engine/core/line_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/compressed.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using testing::ElementsAre;

// Every line, the last with `~` where it has no end, then the problem after `!`.
std::vector<std::string> lines_of(const std::string& name, const std::string& bytes) {
  const test::ScratchDir dir;
  LineReader reader(dir.write(name, bytes).string());
  std::vector<std::string> out;
  for (std::string line; reader.next(line);) {
    out.push_back(line + (reader.ended() ? "" : "~"));
    EXPECT_EQ(reader.line(), std::ssize(out));
  }
  if (!reader.problem().empty()) out.push_back("!" + reader.problem());
  return out;
}

TEST(LineReader, ReadsLines) {
  EXPECT_THAT(lines_of("a", ""), ElementsAre());
  EXPECT_THAT(lines_of("a", "one\n\ntwo\r\n"), ElementsAre("one", "", "two"));
  EXPECT_THAT(lines_of("a", "\xef\xbb\xbfone\ntwo"), ElementsAre("one", "two~"));
  EXPECT_THAT(lines_of("a.zst", test::zstd("one\ntwo\n")), ElementsAre("one", "two"));
  const std::string longer(200'000, 'x');
  EXPECT_THAT(lines_of("a", longer + "\n" + longer + "\n"), ElementsAre(longer, longer));
}

TEST(LineReader, SaysWhereTheRestCannotBeRead) {
  EXPECT_THAT(lines_of("a", "one\n" + std::string(2'000'000, 'x') + "\n"),
              ElementsAre("one", "!line 2: is longer than a megabyte"));
  const std::string whole = test::gzip("one\ntwo\nthree\n");
  EXPECT_THAT(lines_of("a.gz", whole.substr(0, whole.size() - 4)).back(),
              "!line 4: the compressed data ends too early");
}

}  // namespace
}  // namespace reeve
