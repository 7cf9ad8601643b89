#include "tests/support/classification_quality.h"

#include <algorithm>

namespace reeve::test {
namespace {

using Categories = std::set<std::string>;

// An exact row, else the longest pattern. Nothing = no label is about it.
const LabelRow* label_of(const std::vector<LabelRow>& labels, const std::string& source,
                         const std::string& key) {
  const LabelRow* best = nullptr;
  for (const LabelRow& row : labels) {
    if (row.source != source) continue;
    if (row.resource == key) return &row;
    const bool matches =
        row.resource.ends_with('*') && key.starts_with(row.resource.substr(0, row.resource.size() - 1));
    if (matches && (best == nullptr || best->resource.size() < row.resource.size())) best = &row;
  }
  return best;
}

Categories or_none(Categories categories) {
  if (categories.empty()) categories.insert("none");
  return categories;
}

std::string percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? "-" : std::to_string((part * 200 + whole) / (2 * whole)) + " %";
}

}  // namespace

std::map<std::string, CategoryQuality> classification_quality(const std::vector<LabelRow>& labels,
                                                              const Json& classified,
                                                              const std::string& source) {
  std::map<std::string, CategoryQuality> out;
  for (const Json& row : classified) {
    const LabelRow* label = label_of(labels, source, row.at("key").get<std::string>());
    if (row.at("source") != source || label == nullptr) continue;
    const Categories truth = or_none({label->categories.begin(), label->categories.end()});
    const bool decided = !row.at("categories").is_null();
    const Categories found = decided ? row.at("categories").get<Categories>() : Categories();
    for (const std::string& category : truth) {
      CategoryQuality& quality = out[category];
      ++quality.labelled;
      ++(found.contains(category) ? quality.right : decided ? quality.missed : quality.undecided);
    }
    for (const std::string& category : found) {
      if (!truth.contains(category)) ++out[category].wrong;
    }
  }
  return out;
}

std::string quality_table(const std::map<std::string, CategoryQuality>& quality) {
  std::string out =
      "| category | labelled by hand | found | left to a person | missed | found wrongly | precision | "
      "recall |\n"
      "|---|---|---|---|---|---|---|---|\n";
  for (const auto& [category, q] : quality) {
    for (const std::string& cell :
         {category, std::to_string(q.labelled), std::to_string(q.right), std::to_string(q.undecided),
          std::to_string(q.missed), std::to_string(q.wrong), percent(q.right, q.right + q.wrong),
          percent(q.right, q.labelled)}) {
      out += "| " + cell + " ";
    }
    out += "|\n";
  }
  return out;
}

}  // namespace reeve::test
