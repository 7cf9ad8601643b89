#include "tests/support/boundary_values.h"

#include <algorithm>
#include <numeric>

#include "engine/model/facts.h"

namespace reeve::test {
namespace {

const std::vector<Json> kBands{"0-29", "30-89", "90-179", "180-364", "365+"};
const std::vector<Json> kCategories{"account_reinstatement", "customer_email",    "purchase_behaviour",
                                    "review_moderation",     "reviewer_identity", "sales_metrics",
                                    "search_terms",          "unheard_of"};
const std::vector<Json> kCodes{"account_reinstatement/execute", "account_reinstatement/write",
                               "customer_email/read",           "purchase_behaviour/read",
                               "review_moderation/delete",      "review_moderation/write",
                               "reviewer_identity/read",        "sales_metrics/read"};
const std::vector<Json> kJobs{"Data Engineer",
                              "Fraud Analyst",
                              "Accountant",
                              "Chief Executive Officer",
                              "Communications Manager",
                              "",
                              "No Such Job",
                              "Zo\u00eb's \"job\" \\ {identity}"};
const std::vector<Json> kRegions{"EMEA", "DE", "AMER", "US", "APAC", "GLOBAL", "Atlantis", ""};

bool ends_with(const Attribute& attribute, std::string_view end) { return attribute.name.ends_with(end); }

std::vector<Json> names(std::span<const std::string_view> all) { return {all.begin(), all.end()}; }

// None, each alone, each with the next one, all.
std::vector<Json> subsets(const std::vector<Json>& members) {
  std::vector<Json> sets{Json::array(), Json(members)};
  for (std::size_t i = 0; i < members.size(); ++i) {
    sets.push_back(Json::array({members[i]}));
    if (i + 1 < members.size()) sets.push_back(Json::array({members[i], members[i + 1]}));
  }
  return sets;
}

std::vector<Json> known_values(const Attribute& attribute) {
  if (!attribute.values.empty()) return {attribute.values.begin(), attribute.values.end()};
  if (attribute.type == AttributeType::boolean) return {true, false};
  if (attribute.type == AttributeType::integer) return {0, 1, 9, 10, 11, 19, 20, 21, 99, 100};
  if (ends_with(attribute, ".codes")) return subsets(kCodes);
  if (ends_with(attribute, ".public_actions")) {
    std::vector<Json> actions = names(EnumNames<Action>::names);
    std::ranges::sort(actions);
    return subsets(actions);
  }
  if (ends_with(attribute, "_jobs")) return subsets(kJobs);
  if (attribute.type == AttributeType::set) return subsets(kCategories);
  if (ends_with(attribute, "_band")) return kBands;
  if (ends_with(attribute, "_share")) return {"few", "0-4", "5-9", "10-19", "20-49", "50+"};
  if (ends_with(attribute, ".job")) return kJobs;
  if (ends_with(attribute, ".region")) return kRegions;
  if (attribute.name == "resource.kind") return names(EnumNames<ResourceKind>::names);
  return {"one", "other", ""};
}

}  // namespace

std::vector<AttributeValue> boundary_values(const Attribute& attribute) {
  std::vector<AttributeValue> values;
  for (const Json& value : known_values(attribute)) {
    values.push_back({.value = value});
    const bool in_part = attribute.nullable && attribute.type == AttributeType::set && !value.empty();
    if (in_part) values.push_back({.value = value, .in_part = true});
  }
  if (attribute.nullable) values.push_back({.value = nullptr});
  return values;
}

AttributeColumns boundary_columns(Grain grain, std::size_t rows_per_value, Dice& dice) {
  AttributeColumns columns;
  columns.grain = grain;
  for (const Attribute& attribute : attribute_catalogue().of(grain)) {
    AttributeColumn& column = columns.columns.emplace_back();
    column.name = attribute.name;
    const std::vector<AttributeValue> values = boundary_values(attribute);
    for (std::uint32_t code = 0; code < values.size(); ++code) {
      column.values.push_back(values[code].value);
      // Null is the last one.
      column.fallback.push_back(values[code].in_part ? static_cast<std::uint32_t>(values.size() - 1) : code);
    }
  }
  for (const AttributeColumn& fixed : columns.columns) {
    const std::size_t first = columns.row_index.size();
    for (std::size_t i = 0; i < fixed.values.size() * rows_per_value; ++i) {
      columns.row_index.push_back(static_cast<std::uint32_t>(first + i));
    }
    for (AttributeColumn& column : columns.columns) {
      for (std::size_t i = 0; i < fixed.values.size() * rows_per_value; ++i) {
        const std::size_t code =
            column.name == fixed.name ? i / rows_per_value : dice.below(column.values.size());
        column.codes.push_back(static_cast<std::uint32_t>(code));
      }
    }
  }
  return columns;
}

}  // namespace reeve::test
