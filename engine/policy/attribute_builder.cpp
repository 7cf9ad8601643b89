#include "engine/policy/attribute_builder.h"

#include <algorithm>
#include <future>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/policy/attribute_catalogue.h"

namespace reeve {
namespace {

// Gives equal values equal codes.
class Dictionary {
 public:
  explicit Dictionary(AttributeColumn& column) : column_(column) {}

  std::uint32_t code(const AttributeValue& value) {
    // A value in part and the same value as a whole are two.
    const std::string text = canonical_json(value.value) + (value.in_part ? "?" : "");
    const auto [it, is_new] = codes_.try_emplace(text, static_cast<std::uint32_t>(column_.values.size()));
    if (!is_new) return it->second;
    const std::uint32_t code = it->second;
    column_.values.push_back(value.value);
    column_.fallback.push_back(code);
    if (value.in_part) {
      const std::uint32_t unknown = this->code({.value = nullptr});
      column_.fallback[code] = unknown;
    }
    return code;
  }

 private:
  AttributeColumn& column_;
  std::unordered_map<std::string, std::uint32_t> codes_;
};

// Fewer rows are not worth a second thread.
constexpr std::size_t kWorthSplitting = 100'000;

// The keys of all rows. Producers may be asked by several threads.
std::vector<std::uint32_t> keys_of(const Producer& producer, std::size_t rows) {
  std::vector<std::uint32_t> keys(rows);
  const auto ask = [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) keys[row] = producer.key_of(row);
  };
  if (rows < kWorthSplitting) {
    ask(0, rows);
    return keys;
  }
  const std::size_t middle = rows / 2;
  // The future hands on what is thrown in the other thread.
  auto first_half = std::async(std::launch::async, [&] { ask(0, middle); });
  ask(middle, rows);
  first_half.get();
  return keys;
}

AttributeColumn fill(const Producer& producer, std::size_t rows) {
  constexpr std::uint32_t kUnseen = 0xffffffffU;
  AttributeColumn column;
  column.name = producer.name;
  column.codes = keys_of(producer, rows);
  Dictionary dictionary(column);
  std::vector<std::uint32_t> code_of(producer.keys, kUnseen);
  for (std::uint32_t& code : column.codes) {
    const std::uint32_t key = code;
    if (code_of[key] == kUnseen) code_of[key] = dictionary.code(producer.value_of(key));
    code = code_of[key];
  }
  return column;
}

void check(Grain grain, const AttributeColumn& column) {
  const Attribute* const attribute = attribute_catalogue().find(grain, column.name);
  if (attribute == nullptr) {
    throw Error(ErrorCode::internal, "`" + column.name + "` is not in the attribute catalogue");
  }
  for (const Json& value : column.values) {
    if (const std::string why = objection(*attribute, value); !why.empty()) {
      throw Error(ErrorCode::internal,
                  "the value " + canonical_json(value) + " of `" + column.name + "` cannot be: " + why);
    }
  }
}

GrainRows rows_of(Grain grain, const AttributeSources& sources) {
  switch (grain) {
    case Grain::access: return rows_of_access(sources);
    case Grain::holder: return rows_of_holder(sources);
    case Grain::account: return rows_of_account(sources);
    case Grain::principal: return rows_of_principal(sources);
    case Grain::resource: return rows_of_resource(sources);
    case Grain::waiver: return rows_of_waiver(sources);
  }
  throw Error(ErrorCode::internal, "unknown grain");
}

}  // namespace

AttributeColumns build_attributes(Grain grain, const AttributeSources& sources,
                                  const std::set<std::string>& wanted) {
  GrainRows rows = rows_of(grain, sources);
  AttributeColumns columns;
  columns.grain = grain;
  columns.row_index = std::move(rows.row_index);
  for (const Producer& producer : rows.producers) {
    if (!wanted.empty() && !wanted.contains(producer.name)) continue;
    columns.columns.push_back(fill(producer, columns.rows()));
    check(grain, columns.columns.back());
  }
  std::ranges::sort(columns.columns, {}, &AttributeColumn::name);
  return columns;
}

}  // namespace reeve
