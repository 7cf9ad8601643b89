#include "engine/policy/attribute_catalogue.h"

#include <algorithm>

#include "engine/core/embedded_files.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr std::string_view kFile = "policies/schemas/attributes.json";

Attribute read_attribute(const Json& item) {
  Attribute attribute;
  attribute.name = item.at("name").get<std::string>();
  const auto type = enum_value<AttributeType>(item.at("type").get<std::string>());
  if (!type) throw Error(ErrorCode::policy, "`" + attribute.name + "` has an unknown type");
  attribute.type = *type;
  attribute.nullable = item.at("nullable").get<bool>();
  attribute.about = item.at("about").get<std::string>();
  if (item.contains("values")) attribute.values = item["values"].get<std::vector<std::string>>();
  return attribute;
}

std::vector<Attribute> read_grain(const Json& items) {
  std::vector<Attribute> attributes;
  for (const Json& item : items) attributes.push_back(read_attribute(item));
  std::ranges::sort(attributes, {}, &Attribute::name);
  const auto twice = std::ranges::adjacent_find(attributes, {}, &Attribute::name);
  if (twice != attributes.end()) {
    throw Error(ErrorCode::policy, "`" + twice->name + "` stands there twice");
  }
  return attributes;
}

bool is_sorted_set(const Json& value) {
  if (!value.is_array()) return false;
  const Json* before = nullptr;
  for (const Json& member : value) {
    if (!member.is_string() || (before != nullptr && !(*before < member))) return false;
    before = &member;
  }
  return true;
}

bool has_type(AttributeType type, const Json& value) {
  switch (type) {
    case AttributeType::string: return value.is_string();
    case AttributeType::boolean: return value.is_boolean();
    case AttributeType::integer: return value.is_number_integer();
    case AttributeType::set: return is_sorted_set(value);
  }
  return false;
}

}  // namespace

AttributeCatalogue AttributeCatalogue::parse(std::string_view text, const std::string& what) {
  AttributeCatalogue catalogue;
  try {
    const Json grains = parse_json(text, what).at("grains");
    for (const auto& [name, items] : grains.items()) {
      const auto grain = enum_value<Grain>(name);
      if (!grain) throw Error(ErrorCode::policy, "`" + name + "` is no grain");
      catalogue.grains_[static_cast<std::size_t>(*grain)] = read_grain(items);
    }
  } catch (const Json::exception&) {
    throw Error(ErrorCode::policy, what + ": is not an attribute catalogue");
  } catch (Error& error) {
    throw Error(ErrorCode::policy, error.message()).add_context(what);
  }
  return catalogue;
}

const Attribute* AttributeCatalogue::find(Grain grain, std::string_view name) const {
  const std::vector<Attribute>& attributes = of(grain);
  const auto it = std::ranges::lower_bound(attributes, name, {}, &Attribute::name);
  return it != attributes.end() && it->name == name ? &*it : nullptr;
}

const AttributeCatalogue& attribute_catalogue() {
  static const AttributeCatalogue kCatalogue =
      AttributeCatalogue::parse(embedded_file(kFile), std::string(kFile));
  return kCatalogue;
}

std::string objection(const Attribute& attribute, const Json& value) {
  if (value.is_null()) return attribute.nullable ? "" : "it may not be null";
  if (!has_type(attribute.type, value)) return "it is no " + std::string(to_string(attribute.type));
  const bool any = attribute.values.empty() || !value.is_string();
  if (any || std::ranges::find(attribute.values, value.get<std::string>()) != attribute.values.end())
    return "";
  return "it is none of the values that the catalogue lists";
}

}  // namespace reeve
