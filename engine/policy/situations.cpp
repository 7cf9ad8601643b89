#include "engine/policy/situations.h"

#include <algorithm>
#include <map>
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

// Numbers pairs (number so far, next code) densely in the order in which they come.
class PairNumbers {
 public:
  std::uint32_t number(std::uint32_t left, std::uint32_t right) {
    const std::uint64_t key = (static_cast<std::uint64_t>(left) << 32U) | right;
    return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

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
  for (const AttributeColumn* const column : columns_) {
    PairNumbers pairs;
    for (std::size_t row = 0; row < rows; ++row)
      of_row_[row] = pairs.number(of_row_[row], column->codes[row]);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (of_row_[row] < codes_.size()) continue;
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
