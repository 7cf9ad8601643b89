#include "engine/store/fact_sorter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <queue>
#include <string>
#include <vector>

#include "engine/store/scratch_file.h"

namespace reeve {
namespace {

struct Row {
  std::string_view key;
  std::string_view encoded;
};

bool before(const Row& a, const Row& b) {
  const int order = a.key.compare(b.key);
  return order != 0 ? order < 0 : a.encoded < b.encoded;
}

// Row as bytes: both sizes (4 bytes each), key, encoding.
constexpr std::size_t kHead = 8;

void append_row(std::string& out, std::string_view key, std::string_view encoded) {
  std::array<std::uint32_t, 2> sizes{static_cast<std::uint32_t>(key.size()),
                                     static_cast<std::uint32_t>(encoded.size())};
  out.append(reinterpret_cast<const char*>(sizes.data()), kHead);
  out.append(key).append(encoded);
}

Row row_at(const char* bytes) {
  std::array<std::uint32_t, 2> sizes{};
  std::memcpy(sizes.data(), bytes, kHead);
  return {{bytes + kHead, sizes[0]}, {bytes + kHead + sizes[0], sizes[1]}};
}

// Rows of one section in memory. The first bytes of the key decide most comparisons without a look at the
// row.
class Pile {
 public:
  void add(std::string_view key, std::string_view encoded) {
    entries_.push_back({prefix_of(key), bytes_.size()});
    append_row(bytes_, key, encoded);
  }
  void sort() {
    std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
      return a.prefix != b.prefix ? a.prefix < b.prefix : before(row(a), row(b));
    });
  }
  template <class Visit>
  void each(const Visit& visit) const {
    for (const Entry& entry : entries_) visit(row(entry));
  }
  void clear() {
    entries_.clear();
    bytes_.clear();
  }
  static std::size_t cost(std::string_view key, std::string_view encoded) {
    return sizeof(Entry) + kHead + key.size() + encoded.size();
  }

 private:
  struct Entry {
    std::uint64_t prefix;
    std::size_t offset;
  };
  static std::uint64_t prefix_of(std::string_view key) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i)
      prefix = prefix << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
    return prefix;
  }
  Row row(const Entry& entry) const { return row_at(bytes_.data() + entry.offset); }

  std::vector<Entry> entries_;
  std::string bytes_;
};

// A sorted piece of one section in the file.
struct Piece {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

// Reads a piece row by row.
class Cursor {
 public:
  Cursor(const ScratchFile& file, Piece piece) : file_(&file), piece_(piece) {}

  // False at the end. The row's views end with the next call.
  bool next() {
    from_ += row_size_;
    row_size_ = 0;
    if (!have(kHead)) return false;
    const Row sizes = row_at(buffer_.data() + from_);
    row_size_ = kHead + sizes.key.size() + sizes.encoded.size();
    have(row_size_);
    return true;
  }
  Row row() const { return row_at(buffer_.data() + from_); }

 private:
  static constexpr std::size_t kBuffer = 1 << 17;

  bool have(std::size_t bytes) {
    if (buffer_.size() - from_ >= bytes) return true;
    buffer_.erase(0, from_);
    from_ = 0;
    const auto left = static_cast<std::size_t>(piece_.end - piece_.begin);
    const std::size_t wanted = std::min(left, std::max(kBuffer, bytes) - buffer_.size());
    file_->read(piece_.begin, wanted, buffer_);
    piece_.begin += static_cast<std::int64_t>(wanted);
    return buffer_.size() >= bytes;
  }

  const ScratchFile* file_;
  Piece piece_;
  std::string buffer_;
  std::size_t from_ = 0;
  std::size_t row_size_ = 0;
};

}  // namespace

struct FactSorter::State {
  State(std::filesystem::path where, std::size_t limit) : folder(std::move(where)), memory(limit) {}

  void settle() {
    if (sorted) return;
    sorted = true;
    if (file) return spill();
    for (Pile& pile : piles) pile.sort();
  }

  void spill() {
    if (!file) file = std::make_unique<ScratchFile>(folder);
    for (std::size_t i = 0; i < piles.size(); ++i) {
      Piece piece{.begin = file->size(), .end = 0};
      piles[i].sort();
      piles[i].each([&](const Row& row) {
        append_row(out, row.key, row.encoded);
        if (out.size() >= (1 << 18)) flush();
      });
      flush();
      piles[i].clear();
      piece.end = file->size();
      if (piece.begin != piece.end) pieces[i].push_back(piece);
    }
    used = 0;
  }

  void flush() {
    file->append(out);
    out.clear();
  }

  void merge(std::size_t section, const Visit& visit) {
    std::vector<Cursor> cursors;
    for (const Piece piece : pieces[section]) cursors.emplace_back(*file, piece);
    const auto later = [&](std::size_t a, std::size_t b) {
      return before(cursors[b].row(), cursors[a].row());
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> heads(later);
    for (std::size_t i = 0; i < cursors.size(); ++i) {
      if (cursors[i].next()) heads.push(i);
    }
    while (!heads.empty()) {
      const std::size_t first = heads.top();
      heads.pop();
      visit(cursors[first].row().key, cursors[first].row().encoded);
      if (cursors[first].next()) heads.push(first);
    }
  }

  std::filesystem::path folder;
  std::size_t memory;
  std::size_t used = 0;
  bool sorted = false;
  std::array<Pile, kSectionCount> piles;
  std::array<std::vector<Piece>, kSectionCount> pieces;
  std::unique_ptr<ScratchFile> file;
  std::string out;
};

FactSorter::FactSorter(std::filesystem::path folder, std::size_t memory)
    : state_(std::make_unique<State>(std::move(folder), memory)) {}

FactSorter::~FactSorter() = default;

void FactSorter::add(const Fact& fact) {
  State& s = *state_;
  const std::string key = natural_key(fact);
  const std::string encoded = encode_fact(fact);
  s.piles[static_cast<std::size_t>(section_of(fact))].add(key, encoded);
  s.used += Pile::cost(key, encoded);
  if (s.used > s.memory) s.spill();
}

void FactSorter::each(Section section, const Visit& visit) {
  state_->settle();
  const auto at = static_cast<std::size_t>(section);
  if (state_->file) return state_->merge(at, visit);
  state_->piles[at].each([&](const Row& row) { visit(row.key, row.encoded); });
}

}  // namespace reeve
