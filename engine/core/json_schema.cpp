#include "engine/core/json_schema.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <regex>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr std::array<std::string_view, 4> kWordsOnly{"$schema", "title", "description", "examples"};

bool has_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "null") return value.is_null();
  throw Error(ErrorCode::internal, "the schema names the type `" + type + "`, which is not understood");
}

std::string quoted(const Json& value) {
  return "`" + printable_utf8(value.is_string() ? value.get<std::string>() : canonical_json(value)) + "`";
}

std::vector<std::string> texts_of(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& item : list) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  const auto near = nearest_name(name, known);
  if (near) return "; did you mean `" + *near + "`?";
  return known.empty() ? "" : "; there are " + enumerate_words(known);
}

// A step of a path: names with dots or brackets in them stay readable in quotes.
std::string step(const std::string& path, const std::string& name) {
  const bool plain = name.find_first_of(".[]\"") == std::string::npos;
  return path + (path.empty() ? "" : ".") + (plain ? name : canonical_json(Json(name)));
}

class Checker {
 public:
  void check(const Json& schema, const Json& value, const std::string& path) {
    static const std::map<std::string,
                          void (Checker::*)(const Json&, const Json&, const Json&, const std::string&)>
        kKeywords{
            {"type", &Checker::type},
            {"enum", &Checker::choice},
            {"required", &Checker::required},
            {"properties", &Checker::properties},
            {"propertyNames", &Checker::property_names},
            {"additionalProperties", &Checker::additional_properties},
            {"minProperties", &Checker::min_properties},
            {"maxProperties", &Checker::max_properties},
            {"items", &Checker::items},
            {"minItems", &Checker::min_items},
            {"uniqueItems", &Checker::unique_items},
            {"minimum", &Checker::minimum},
            {"maximum", &Checker::maximum},
            {"minLength", &Checker::min_length},
            {"pattern", &Checker::pattern},
            {"not", &Checker::none},
        };
    for (const auto& [keyword, rule] : schema.items()) {
      if (std::ranges::find(kWordsOnly, keyword) != kWordsOnly.end()) continue;
      const auto found = kKeywords.find(keyword);
      if (found == kKeywords.end()) {
        throw Error(ErrorCode::internal, "the schema uses `" + keyword + "`, which is not understood");
      }
      (this->*found->second)(rule, schema, value, path);
    }
  }

  std::vector<SchemaMistake> mistakes;

 private:
  void say(const std::string& path, std::string what) { mistakes.push_back({path, std::move(what)}); }

  void type(const Json& rule, const Json&, const Json& value, const std::string& path) {
    const auto name = rule.get<std::string>();
    if (!has_type(value, name)) say(path, "has to be of type " + name + ", not " + quoted(value));
  }

  void choice(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (std::ranges::find(rule, value) != rule.end()) return;
    const std::vector<std::string> known = texts_of(rule);
    say(path, quoted(value) + " is not possible" +
                  nearest(value.is_string() ? value.get<std::string>() : "", known));
  }

  void required(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (!value.is_object()) return;
    for (const std::string& name : texts_of(rule)) {
      if (!value.contains(name)) say(path, "lacks `" + name + "`");
    }
  }

  void properties(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (!value.is_object()) return;
    for (const auto& [name, inner] : rule.items()) {
      if (value.contains(name)) check(inner, value.at(name), step(path, name));
    }
  }

  void property_names(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (!value.is_object()) return;
    for (const auto& [name, inner] : value.items()) check(rule, Json(name), step(path, name));
  }

  void additional_properties(const Json& rule, const Json& schema, const Json& value,
                             const std::string& path) {
    if (!value.is_object()) return;
    const Json known = schema.value("properties", Json::object());
    std::vector<std::string> names;
    for (const auto& [name, inner] : known.items()) names.push_back(name);
    for (const auto& [name, inner] : value.items()) {
      if (known.contains(name)) continue;
      if (rule.is_object()) check(rule, inner, step(path, name));
      if (rule == Json(false))
        say(step(path, name), "there is no field `" + name + "`" + nearest(name, names));
    }
  }

  void min_properties(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (value.is_object() && value.size() < rule.get<std::size_t>())
      say(path, "needs at least " + rule.dump() + " entries");
  }

  void max_properties(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (value.is_object() && value.size() > rule.get<std::size_t>())
      say(path, "may have at most " + rule.dump() + " entries");
  }

  void items(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (!value.is_array()) return;
    for (std::size_t i = 0; i < value.size(); ++i)
      check(rule, value[i], path + "[" + std::to_string(i) + "]");
  }

  void min_items(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (value.is_array() && value.size() < rule.get<std::size_t>())
      say(path, "needs at least " + rule.dump() + " items");
  }

  void unique_items(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (rule != Json(true) || !value.is_array()) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (value[k] == value[i])
          say(path + "[" + std::to_string(i) + "]", quoted(value[i]) + " is there twice");
      }
    }
  }

  void minimum(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (value.is_number() && value < rule)
      say(path, "has to be " + rule.dump() + " or more, not " + value.dump());
  }

  void maximum(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (value.is_number() && value > rule)
      say(path, "has to be " + rule.dump() + " or less, not " + value.dump());
  }

  void min_length(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (value.is_string() && value.get_ref<const std::string&>().size() < rule.get<std::size_t>())
      say(path, "must not be empty");
  }

  void pattern(const Json& rule, const Json&, const Json& value, const std::string& path) {
    if (!value.is_string()) return;
    const auto expression = rule.get<std::string>();
    if (std::regex_search(value.get<std::string>(), std::regex(expression))) return;
    say(path, quoted(value) + " does not look like " + expression);
  }

  void none(const Json& rule, const Json&, const Json& value, const std::string& path) {
    Checker inner;
    inner.check(rule, value, path);
    if (inner.mistakes.empty()) say(path, quoted(value) + " is not possible here");
  }
};

}  // namespace

std::vector<SchemaMistake> schema_mistakes(const Json& schema, const Json& value) {
  Checker checker;
  checker.check(schema, value, "");
  return std::move(checker.mistakes);
}

std::string sentence_of(const SchemaMistake& mistake) {
  return mistake.path.empty() ? mistake.what : printable_utf8(mistake.path) + ": " + mistake.what;
}

}  // namespace reeve
