// Subjects that look the same to a rule are one situation, and are judged once. Pure.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/model/attribute_columns.h"

namespace reeve {

// The rows of a grain, seen through some of its attributes.
class Situations {
 public:
  // `attributes` all have a column. Situations are numbered in the order of their first row; those that rows
  // fall back to (AttributeColumn::fallback) come last.
  Situations(const AttributeColumns& columns, const std::set<std::string>& attributes);

  std::size_t size() const { return codes_.size(); }
  std::size_t rows() const { return of_row_.size(); }
  const std::vector<std::string>& attributes() const { return names_; }  // sorted

  std::uint32_t of_row(std::size_t row) const { return of_row_[row]; }
  std::vector<std::uint32_t> take_rows() &&;  // of_row for all rows, once nobody asks any more
  // What to ask where `situation`, known only in part, gives no violation; itself where it is known.
  std::uint32_t fallback(std::uint32_t situation) const { return fallback_[situation]; }

  const Json& value(std::uint32_t situation, std::size_t attribute) const {
    return columns_[attribute]->values[codes_[situation][attribute]];
  }
  // The values in the order of the attributes: what stands in the cache.
  Json tuple(std::uint32_t situation) const;
  // The same nested by the dotted names: {"identity": {"status": "left"}}. Nothing else is in it.
  Json input(std::uint32_t situation) const;

 private:
  using Codes = std::vector<std::uint32_t>;
  void number_rows(std::size_t rows);
  void add_fallbacks();

  std::vector<std::string> names_;
  std::vector<const AttributeColumn*> columns_;
  std::vector<Codes> codes_;  // by situation: one code per attribute
  std::vector<std::uint32_t> of_row_;
  std::vector<std::uint32_t> fallback_;
};

}  // namespace reeve
