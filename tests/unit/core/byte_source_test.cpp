#include "engine/core/byte_source.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/compressed.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

class ByteSourceTest : public testing::Test {
 protected:
  // What the file gives in steps of `most` bytes; "<what came>!<why no more>" where it breaks.
  std::string read(const std::string& name, const std::string& bytes, std::size_t most = 1000) {
    return drain(*open_bytes(dir_.write(name, bytes).string()), most);
  }
  static std::string drain(ByteSource& source, std::size_t most) {
    std::string out;
    std::string block(most, '\0');
    try {
      while (const std::size_t count = source.read(block.data(), most)) out.append(block, 0, count);
    } catch (const Error& error) {
      return out + "!" + error.message();
    }
    return out;
  }

  // More than any buffer, and not to be compressed to nothing.
  static std::string long_text() {
    std::string out;
    for (int i = 0; i < 40'000; ++i) out += std::to_string(i * 2654435761U) + "\n";
    return out;
  }

  test::ScratchDir dir_;
};

TEST_F(ByteSourceTest, GivesTheBytesWhateverTheyAreCompressedWith) {
  const std::string text = long_text();
  for (const std::size_t most : {std::size_t{1000}, std::size_t{1 << 20}}) {
    EXPECT_EQ(read("plain", text, most), text);
    EXPECT_EQ(read("a.gz", test::gzip(text), most), text);
    EXPECT_EQ(read("a.zst", test::zstd(text), most), text);
  }
  EXPECT_EQ(read("b.gz", test::gzip("ab"), 1), "ab");
  EXPECT_EQ(read("b.zst", test::zstd("ab"), 1), "ab");
  EXPECT_EQ(read("e.gz", test::gzip("")), "");
  EXPECT_EQ(read("e.zst", test::zstd("")), "");
}

TEST_F(ByteSourceTest, TakesSeveralMembersForOneFile) {
  EXPECT_EQ(read("a.gz", test::gzip("one ") + test::gzip("") + test::gzip("two")), "one two");
  EXPECT_EQ(read("a.zst", test::zstd("one ") + test::zstd("") + test::zstd("two")), "one two");
}

TEST_F(ByteSourceTest, SaysWhereCompressedDataEndsTooEarly) {
  const std::string text = long_text();
  for (const auto& [name, bytes] :
       {std::pair{"a.gz", test::gzip(text)}, std::pair{"a.zst", test::zstd(text)}}) {
    for (const std::size_t kept : {bytes.size() - 1, bytes.size() / 2, std::size_t{7}, std::size_t{0}}) {
      const std::string got = read(name, bytes.substr(0, kept));
      EXPECT_TRUE(got.ends_with("!the compressed data ends too early")) << name << " " << kept;
      EXPECT_TRUE(text.starts_with(got.substr(0, got.find('!')))) << name << " " << kept;
    }
  }
}

TEST_F(ByteSourceTest, SaysWhereCompressedDataIsDamaged) {
  for (const char* name : {"a.gz", "a.zst"})
    EXPECT_EQ(read(name, "this is not compressed at all"), "!the compressed data is damaged") << name;
  std::string damaged = test::gzip(long_text());
  damaged[damaged.size() - 5] ^= 1;  // in the checksum
  EXPECT_TRUE(read("a.gz", damaged).ends_with("!the compressed data is damaged"));
}

TEST_F(ByteSourceTest, ReadsZstdBehindAHeader) {
  const auto path = dir_.write("x.c1z", "HEAD" + test::zstd("content")).string();
  EXPECT_EQ(drain(*open_zstd(path, 4), 100), "content");
  EXPECT_THROW(open_zstd(path, 4000), Error);
}

TEST_F(ByteSourceTest, NamesAFileThatIsNotThere) {
  try {
    open_bytes("/nowhere/a.gz");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "cannot open `/nowhere/a.gz`");
  }
}

}  // namespace
}  // namespace reeve
