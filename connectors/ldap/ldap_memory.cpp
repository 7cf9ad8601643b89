#include "connectors/ldap/ldap_memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include "connectors/ldap/ldap_values.h"
#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace reeve::ldap {
namespace {

constexpr std::string_view kVersion = "reeve ldap memory 1\n";
constexpr std::size_t kDigestSize = sizeof(Digest);

void put(std::string& out, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(size >> shift & 0xff);
  out += text;
}

std::string encoded(const MemoryHeader& header) {
  std::string out{kVersion};
  for (const std::string_view text : {std::string_view{header.fingerprint}, std::string_view{header.cookie},
                                      std::string_view{header.places}}) {
    put(out, text);
  }
  put(out, std::to_string(header.full_read_at));
  return out;
}

std::string encoded(const KeptEntry& kept) {
  std::string entry;
  put(entry, kept.id);
  put(entry, kept.change);
  put(entry, kept.entry.dn);
  for (const Attribute& attribute : kept.entry.attributes) {
    std::string values;
    put(values, attribute.name);
    for (const std::string& value : attribute.values) put(values, value);
    put(entry, values);
  }
  std::string out;
  put(out, entry);
  return out;
}

[[noreturn]] void damaged(const fs::path& file) {
  throw Error{ErrorCode::source,
              "`" + file.string() + "` is damaged; delete it, and the next read is a full one"};
}

// Takes texts off the front.
class Texts {
 public:
  Texts(const fs::path& file, std::string_view bytes) : file_{file}, bytes_{bytes} {}
  bool done() const { return bytes_.empty(); }
  std::string_view next() {
    if (bytes_.size() < 4) damaged(file_);
    std::uint32_t size = 0;
    for (int i = 0; i < 4; ++i)
      size |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[i])) << 8 * i;
    if (bytes_.size() - 4 < size) damaged(file_);
    const std::string_view text = bytes_.substr(4, size);
    bytes_.remove_prefix(4 + size);
    return text;
  }

 private:
  const fs::path& file_;
  std::string_view bytes_;
};

// One text from the stream, of the `left` bytes before the digest.
std::string next_text(const fs::path& file, std::istream& in, std::uintmax_t& left) {
  std::string size(4, '\0');
  if (left < 4 || !in.read(size.data(), 4)) damaged(file);
  std::uint32_t length = 0;
  for (int i = 0; i < 4; ++i)
    length |= static_cast<std::uint32_t>(static_cast<unsigned char>(size[static_cast<std::size_t>(i)]))
              << 8 * i;
  left -= 4;
  if (left < length) damaged(file);
  std::string text(length, '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(length))) damaged(file);
  left -= length;
  return text;
}

KeptEntry kept_from(const fs::path& file, std::string_view bytes) {
  Texts texts{file, bytes};
  KeptEntry kept;
  kept.id = texts.next();
  kept.change = texts.next();
  kept.entry.dn = texts.next();
  while (!texts.done()) {
    Texts values{file, texts.next()};
    Attribute& attribute = kept.entry.attributes.emplace_back();
    attribute.name = values.next();
    while (!values.done()) attribute.values.emplace_back(values.next());
  }
  return kept;
}

bool is_sound(const fs::path& file, std::uintmax_t size) {
  std::ifstream in{file, std::ios::binary};
  Sha256 digest;
  std::vector<char> buffer(1 << 16);
  for (std::uintmax_t left = size - kDigestSize; left > 0;) {
    const auto wanted = std::min<std::uintmax_t>(left, buffer.size());
    if (!in.read(buffer.data(), static_cast<std::streamsize>(wanted))) return false;
    digest.update({buffer.data(), static_cast<std::size_t>(wanted)});
    left -= wanted;
  }
  Digest kept{};
  return in.read(reinterpret_cast<char*>(kept.data()), kDigestSize) && kept == digest.finish();
}

struct OpenMemory {
  std::ifstream in;
  std::uintmax_t left = 0;
  MemoryHeader header;
};

OpenMemory open_memory(const fs::path& file) {
  OpenMemory open{.in = std::ifstream{file, std::ios::binary}, .left = fs::file_size(file) - kDigestSize};
  std::string version(kVersion.size(), '\0');
  if (!open.in.read(version.data(), static_cast<std::streamsize>(version.size())) || version != kVersion)
    damaged(file);
  open.left -= version.size();
  for (std::string* const field : {&open.header.fingerprint, &open.header.cookie, &open.header.places}) {
    *field = next_text(file, open.in, open.left);
  }
  open.header.full_read_at = number_from(next_text(file, open.in, open.left)).value_or(0);
  return open;
}

}  // namespace

std::optional<MemoryHeader> read_memory(const fs::path& file) try {
  std::error_code none;
  const std::uintmax_t size = fs::file_size(file, none);
  if (none || size < kVersion.size() + kDigestSize || !is_sound(file, size)) return std::nullopt;
  return open_memory(file).header;
} catch (const Error&) {
  return std::nullopt;  // of another version
}

void each_kept(const fs::path& file, const std::function<void(KeptEntry&)>& visit) {
  OpenMemory open = open_memory(file);
  while (open.left > 0) {
    KeptEntry kept = kept_from(file, next_text(file, open.in, open.left));
    visit(kept);
  }
}

MemoryWriter::MemoryWriter(fs::path file, const MemoryHeader& header)
    : file_{std::move(file)}, unfinished_{file_.string() + ".new." + std::to_string(getpid())} {
  fs::create_directories(file_.parent_path());
  fs::remove(unfinished_);
  const int fd = open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) out_ = fdopen(fd, "wb");
  if (out_ == nullptr) {
    throw Error{ErrorCode::io, "cannot write `" + unfinished_.string() + "`: " + std::strerror(errno)};
  }
  write(encoded(header));
}

MemoryWriter::~MemoryWriter() {
  if (out_ != nullptr) std::fclose(out_);
  std::error_code gone_anyway;
  fs::remove(unfinished_, gone_anyway);
}

void MemoryWriter::add(const KeptEntry& kept) { write(encoded(kept)); }

void MemoryWriter::write(std::string_view bytes) {
  digest_.update(bytes);
  if (std::fwrite(bytes.data(), 1, bytes.size(), out_) != bytes.size()) {
    throw Error{ErrorCode::io, "cannot write `" + unfinished_.string() + "`: " + std::strerror(errno)};
  }
}

void MemoryWriter::finish() {
  const Digest digest = digest_.finish();
  const bool written = std::fwrite(digest.data(), 1, digest.size(), out_) == digest.size();
  const bool closed = std::fflush(out_) == 0 && fsync(fileno(out_)) == 0;
  std::fclose(out_);
  out_ = nullptr;
  if (!written || !closed) {
    throw Error{ErrorCode::io, "cannot write `" + unfinished_.string() + "`: " + std::strerror(errno)};
  }
  fs::rename(unfinished_, file_);
}

}  // namespace reeve::ldap
