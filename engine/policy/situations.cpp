#include "engine/policy/situations.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

const AttributeColumn& column_named(const AttributeColumns& columns, const std::string& name) {
  const auto it = std::ranges::find(columns.columns, name, &AttributeColumn::name);
  if (it == columns.columns.end())
    throw Error(ErrorCode::internal, "the attribute `" + name + "` was not built");
  return *it;
}

constexpr std::uint32_t kUnseen = 0xffffffffU;
// Up to so many possible keys are looked up in a table, which fits into the processor's cache in the usual
// case.
constexpr std::uint64_t kTableKeys = 1U << 22U;
// Keys are made for so many rows at a time, so that they stay in the nearest cache.
constexpr std::size_t kBlock = 2'048;

// Numbers keys densely in the order in which they come.
class KeyNumbers {
 public:
  // All keys are below `keys`.
  explicit KeyNumbers(std::uint64_t keys) : table_(keys <= kTableKeys ? keys : 0, kUnseen) {}

  std::uint32_t number(std::uint64_t key) {
    if (table_.empty()) {
      return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
    }
    std::uint32_t& number = table_[key];
    if (number == kUnseen) number = count_++;
    return number;
  }

 private:
  std::vector<std::uint32_t> table_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::uint32_t count_ = 0;
};

using Columns = std::span<const AttributeColumn* const>;

// Gives rows that agree in their number so far (below `known`) and in these columns one new number, in the
// order in which they come. Returns the first row of each.
std::vector<std::size_t> number_by(Columns columns, std::uint64_t known, std::vector<std::uint32_t>& of_row) {
  std::uint64_t keys = known;
  for (const AttributeColumn* const column : columns) keys *= column->values.size();
  KeyNumbers numbers(keys);
  std::vector<std::size_t> first_rows;
  std::array<std::uint64_t, kBlock> key;
  for (std::size_t begin = 0; begin < of_row.size(); begin += kBlock) {
    const std::size_t count = std::min(kBlock, of_row.size() - begin);
    std::copy_n(of_row.data() + begin, count, key.data());
    for (const AttributeColumn* const column : columns) {
      const std::uint32_t* const codes = column->codes.data() + begin;
      const std::uint64_t size = column->values.size();
      if (size == 1) continue;  // the same in every row
      for (std::size_t i = 0; i < count; ++i) key[i] = key[i] * size + codes[i];
    }
    for (std::size_t i = 0; i < count; ++i) {
      of_row[begin + i] = numbers.number(key[i]);
      if (of_row[begin + i] == first_rows.size()) first_rows.push_back(begin + i);
    }
  }
  return first_rows;
}

void put(Json& object, const std::string& dotted, const Json& value) {
  Json* at = &object;
  for (const std::string& part : split(dotted, '.')) at = &(*at)[part];
  *at = value;
}

}  // namespace

Situations::Situations(const AttributeColumns& columns, const std::set<std::string>& attributes)
    : names_(attributes.begin(), attributes.end()) {
  for (const std::string& name : names_) columns_.push_back(&column_named(columns, name));
  number_rows(columns.rows());
  add_fallbacks();
}

void Situations::number_rows(std::size_t rows) {
  of_row_.assign(rows, 0);
  if (rows == 0) return;
  std::vector<std::size_t> first_rows{0};
  for (Columns left(columns_); !left.empty();) {
    // As many columns at once as one table takes; a column beyond that comes alone.
    std::size_t taken = 1;
    std::uint64_t keys = first_rows.size() * left.front()->values.size();
    while (taken < left.size() && keys * left[taken]->values.size() <= kTableKeys) {
      keys *= left[taken++]->values.size();
    }
    first_rows = number_by(left.first(taken), first_rows.size(), of_row_);
    left = left.subspan(taken);
  }
  for (const std::size_t row : first_rows) {
    Codes codes;
    for (const AttributeColumn* const column : columns_) codes.push_back(column->codes[row]);
    codes_.push_back(std::move(codes));
  }
}

void Situations::add_fallbacks() {
  std::map<Codes, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < codes_.size(); ++i) numbers.emplace(codes_[i], i);
  const std::size_t asked_first = codes_.size();
  for (std::uint32_t i = 0; i < asked_first; ++i) {
    Codes codes = codes_[i];
    for (std::size_t a = 0; a < columns_.size(); ++a) codes[a] = columns_[a]->fallback[codes[a]];
    const auto [it, is_new] = numbers.try_emplace(codes, static_cast<std::uint32_t>(codes_.size()));
    if (is_new) codes_.push_back(codes);
    fallback_.push_back(it->second);
  }
  for (auto i = static_cast<std::uint32_t>(asked_first); i < codes_.size(); ++i) fallback_.push_back(i);
}

std::vector<std::uint32_t> Situations::take_rows() && { return std::move(of_row_); }

Json Situations::tuple(std::uint32_t situation) const {
  Json values = Json::array();
  for (std::size_t a = 0; a < columns_.size(); ++a) values.push_back(value(situation, a));
  return values;
}

Json Situations::input(std::uint32_t situation) const {
  Json input = Json::object();
  for (std::size_t a = 0; a < columns_.size(); ++a) put(input, names_[a], value(situation, a));
  return input;
}

}  // namespace reeve
