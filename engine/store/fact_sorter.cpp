#include "engine/store/fact_sorter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <queue>
#include <string>
#include <utility>
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

void write_row(char* to, std::string_view key, std::string_view encoded) {
  const std::array<std::uint32_t, 2> sizes{static_cast<std::uint32_t>(key.size()),
                                           static_cast<std::uint32_t>(encoded.size())};
  std::memcpy(to, sizes.data(), kHead);
  std::memcpy(to + kHead, key.data(), key.size());
  std::memcpy(to + kHead + key.size(), encoded.data(), encoded.size());
}

Row row_at(const char* bytes) {
  std::array<std::uint32_t, 2> sizes{};
  std::memcpy(sizes.data(), bytes, kHead);
  return {{bytes + kHead, sizes[0]}, {bytes + kHead + sizes[0], sizes[1]}};
}

std::size_t size_of(std::string_view key, std::string_view encoded) {
  return kHead + key.size() + encoded.size();
}

// Memory that is filled from front to back and given back at once; what stands in it never moves.
class Arena {
 public:
  char* take(std::size_t size) {
    if (size > left_) {
      left_ = std::max(size, kBlock);
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
      next_ = blocks_.back().get();
    }
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }
  void clear() {
    blocks_.clear();
    left_ = 0;
  }

 private:
  static constexpr std::size_t kBlock = 1 << 20;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

// Rows of one section in memory. Keys of one source begin alike; eight bytes after what all of them share
// decide most comparisons without a look at the row.
class Pile {
 public:
  void add(std::string_view key, std::string_view encoded) {
    char* const bytes = arena_.take(size_of(key, encoded));
    write_row(bytes, key, encoded);
    rows_.push_back({bytes, 0});
  }
  void sort() {
    const std::size_t shared = shared_prefix();
    for (Entry& entry : rows_) entry.digits = digits_of(row_at(entry.bytes).key.substr(shared));
    std::sort(rows_.begin(), rows_.end(), [&](const Entry& a, const Entry& b) {
      return a.digits != b.digits ? a.digits < b.digits : before(row_at(a.bytes), row_at(b.bytes));
    });
  }
  template <class Visit>
  void each(const Visit& visit) const {
    for (const Entry& entry : rows_) visit(row_at(entry.bytes));
  }
  void clear() {
    rows_.clear();
    arena_.clear();
  }
  static std::size_t cost(std::string_view key, std::string_view encoded) {
    return sizeof(Entry) + size_of(key, encoded);
  }

 private:
  struct Entry {
    const char* bytes;
    std::uint64_t digits;
  };
  static std::uint64_t digits_of(std::string_view text) {
    std::uint64_t digits = 0;
    for (std::size_t i = 0; i < 8; ++i)
      digits = digits << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return digits;
  }
  std::size_t shared_prefix() const {
    if (rows_.empty()) return 0;
    std::string_view shared = row_at(rows_.front().bytes).key;
    each([&](const Row& row) {
      const auto limit = std::min(shared.size(), row.key.size());
      const auto* const end = std::mismatch(shared.begin(), shared.begin() + limit, row.key.begin()).first;
      shared = shared.substr(0, static_cast<std::size_t>(end - shared.begin()));
    });
    return shared.size();
  }

  std::vector<Entry> rows_;
  Arena arena_;
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
    row_size_ = size_of(sizes.key, sizes.encoded);
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
        const std::size_t from = out.size();
        out.resize(from + size_of(row.key, row.encoded));
        write_row(out.data() + from, row.key, row.encoded);
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
