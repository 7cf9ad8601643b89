// How well the naming rules find what people labelled by hand.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/sync/classification.h"

namespace reeve::test {

struct CategoryQuality {
  std::size_t labelled = 0;   // by hand
  std::size_t right = 0;      // of those, found
  std::size_t undecided = 0;  // of those, left to a person
  std::size_t missed = 0;     // of those, decided without it
  std::size_t wrong = 0;      // found where nobody labelled it
  bool operator==(const CategoryQuality&) const = default;
};

// Hand-made labels against the rows of `reeve classify --all --format json`, for resources of `source` that a
// label is about. By category; "none" counts the resources that hold nothing.
std::map<std::string, CategoryQuality> classification_quality(const std::vector<LabelRow>& labels,
                                                              const Json& classified,
                                                              const std::string& source);

// A table in Markdown, a line per category. Precision and recall in whole percent.
std::string quality_table(const std::map<std::string, CategoryQuality>& quality);

}  // namespace reeve::test
