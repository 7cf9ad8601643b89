#include "engine/core/byte_source.h"

#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <vector>

#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr int kGzipOnly = 16 + MAX_WBITS;  // what zlib calls a gzip header, with the largest window

[[noreturn]] void broken(const std::string& why) { throw Error(ErrorCode::io, why); }

class PlainFile final : public ByteSource {
 public:
  explicit PlainFile(const std::string& path) : file_(path, std::ios::binary) {
    if (!file_) broken("cannot open `" + path + "`");
  }
  std::size_t read(char* into, std::size_t most) override {
    file_.read(into, static_cast<std::streamsize>(most));
    if (file_.bad()) broken("cannot be read further");
    return static_cast<std::size_t>(file_.gcount());
  }

 private:
  std::ifstream file_;
};

// A block of compressed bytes and how far it is used up.
struct Compressed {
  explicit Compressed(std::unique_ptr<ByteSource> from) : source(std::move(from)), block(kBlock) {}
  // False at the end of the file.
  bool fill() {
    if (at < size) return true;
    at = 0;
    size = source->read(block.data(), block.size());
    return size > 0;
  }
  std::unique_ptr<ByteSource> source;
  std::vector<char> block;
  std::size_t at = 0;
  std::size_t size = 0;
};

// Several members one after the other are one file.
class GzipFile final : public ByteSource {
 public:
  explicit GzipFile(std::unique_ptr<ByteSource> source) : in_(std::move(source)) {
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) broken("the decompression does not start");
  }
  ~GzipFile() override { inflateEnd(&stream_); }
  GzipFile(const GzipFile&) = delete;
  GzipFile& operator=(const GzipFile&) = delete;

  std::size_t read(char* into, std::size_t most) override {
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(most);
    while (stream_.avail_out == most) {
      if (!in_.fill()) {
        if (inside_) broken("the compressed data ends too early");
        return 0;
      }
      step();
    }
    return most - stream_.avail_out;
  }

 private:
  void step() {
    stream_.next_in = reinterpret_cast<Bytef*>(in_.block.data() + in_.at);
    stream_.avail_in = static_cast<uInt>(in_.size - in_.at);
    inside_ = true;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    in_.at = in_.size - stream_.avail_in;
    if (result == Z_STREAM_END) {
      inside_ = false;
      inflateReset(&stream_);
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      broken("the compressed data is damaged");
    }
  }

  Compressed in_;
  z_stream stream_{};
  bool inside_ = true;  // an empty file is no gzip file
};

class ZstdFile final : public ByteSource {
 public:
  explicit ZstdFile(std::unique_ptr<ByteSource> source)
      : in_(std::move(source)), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) broken("the decompression does not start");
  }
  ~ZstdFile() override { ZSTD_freeDStream(stream_); }
  ZstdFile(const ZstdFile&) = delete;
  ZstdFile& operator=(const ZstdFile&) = delete;

  std::size_t read(char* into, std::size_t most) override {
    ZSTD_outBuffer out{.dst = into, .size = most, .pos = 0};
    while (out.pos == 0) {
      // What is left inside the decoder comes out without new input.
      if (!in_.fill() && !inside_) return 0;
      ZSTD_inBuffer in{.src = in_.block.data(), .size = in_.size, .pos = in_.at};
      const bool at_end = in.pos == in.size;
      const std::size_t result = ZSTD_decompressStream(stream_, &out, &in);
      if (ZSTD_isError(result) != 0) broken("the compressed data is damaged");
      in_.at = in.pos;
      inside_ = result != 0;
      if (at_end && inside_ && out.pos == 0) broken("the compressed data ends too early");
    }
    return out.pos;
  }

 private:
  Compressed in_;
  ZSTD_DStream* stream_;
  bool inside_ = true;  // an empty file is no zstd file
};

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::string& path) {
  auto plain = std::make_unique<PlainFile>(path);
  if (path.ends_with(".gz")) return std::make_unique<GzipFile>(std::move(plain));
  if (path.ends_with(".zst")) return std::make_unique<ZstdFile>(std::move(plain));
  return plain;
}

std::unique_ptr<ByteSource> open_zstd(const std::string& path, std::size_t skip) {
  auto plain = std::make_unique<PlainFile>(path);
  std::vector<char> skipped(skip);
  if (skip > 0 && plain->read(skipped.data(), skip) < skip) broken("the file is too short");
  return std::make_unique<ZstdFile>(std::move(plain));
}

}  // namespace reeve
