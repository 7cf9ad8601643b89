#include "engine/policy/rule_metadata.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

struct Block {
  std::string yaml;
  std::size_t first_row = 0;  // of the YAML in the file, from 1
};

[[noreturn]] void refuse(const std::string& file, std::size_t row, const std::string& why) {
  throw Error(ErrorCode::policy, file + ":" + std::to_string(row) + ": " + why);
}

bool begins_package(std::string_view line) {
  return line.starts_with("package ") || line.starts_with("package\t");
}

// The block right before `package`: comments without a gap, after a line that says METADATA.
Block metadata_block(const std::string& file, std::string_view text) {
  Block block;
  bool inside = false;
  std::size_t row = 0;
  for (const std::string& line : split(text, '\n')) {
    ++row;
    if (begins_package(line)) {
      if (!inside) refuse(file, row, "there is no METADATA right before `package`");
      return block;
    }
    if (!line.starts_with('#')) {
      inside = false;
    } else if (trim(std::string_view(line).substr(1)) == "METADATA") {
      block = {.yaml = {}, .first_row = row + 1};
      inside = true;
    } else if (inside) {
      block.yaml += line.substr(line.starts_with("# ") ? 2 : 1) + "\n";
    }
  }
  refuse(file, row, "there is no `package`");
}

// One mapping of the METADATA; every complaint names its place in the file.
class Fields {
 public:
  Fields(const std::string& file, std::size_t first_row, const YAML::Node& node)
      : file_(file), first_row_(first_row), node_(node) {
    if (!node.IsMap()) refuse("METADATA has to be a mapping");
  }

  std::string text(const char* name) const {
    const YAML::Node field = node_[name];
    if (!field || !field.IsScalar() || trim(field.Scalar()).empty()) {
      refuse("METADATA lacks the text `" + std::string(name) + "`");
    }
    return std::string(trim(field.Scalar()));
  }

  template <class Enum>
  Enum choice(const char* name) const {
    const std::string word = text(name);
    if (const auto value = enum_value<Enum>(word)) return *value;
    std::vector<std::string> names;
    for (const std::string_view one : EnumNames<Enum>::names) names.emplace_back(one);
    refuse_at(node_[name], "`" + word + "` is no " + name + "; there are " + enumerate_words(names));
  }

  std::vector<std::string> texts(const char* name) const {
    const YAML::Node field = node_[name];
    if (!field || !field.IsSequence()) refuse("METADATA lacks the list `" + std::string(name) + "`");
    std::vector<std::string> all;
    for (const YAML::Node& item : field) {
      if (!item.IsScalar()) refuse("`" + std::string(name) + "` has to be a list of texts");
      all.push_back(item.Scalar());
    }
    return all;
  }

  std::map<std::string, std::string> messages() const {
    const YAML::Node field = node_["messages"];
    if (!field || !field.IsMap() || field.size() == 0) refuse("METADATA lacks `messages`, one for each code");
    std::map<std::string, std::string> all;
    for (const auto& item : field) {
      if (!item.second.IsScalar()) refuse("a message has to be a text");
      all[item.first.Scalar()] = item.second.Scalar();
    }
    return all;
  }

  Fields inner(const char* name) const {
    const YAML::Node field = node_[name];
    if (!field) refuse("METADATA lacks `" + std::string(name) + "`");
    return {file_, first_row_, field};
  }

  // A misspelt field would be silently without effect.
  void allow(const std::vector<std::string>& names) const {
    for (const auto& item : node_) {
      const std::string name = item.first.Scalar();
      if (std::ranges::find(names, name) != names.end()) continue;
      const auto near = nearest_name(name, names);
      refuse_at(item.first,
                "METADATA has no field `" + name + "`" + (near ? "; did you mean `" + *near + "`?" : ""));
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const { refuse_at(node_, why); }

  [[noreturn]] void refuse_at(const YAML::Node& node, const std::string& why) const {
    const int line = std::max(node.Mark().line, 0);
    reeve::refuse(file_, first_row_ + static_cast<std::size_t>(line), why);
  }

  const std::string& file_;
  std::size_t first_row_;
  YAML::Node node_;
};

YAML::Node parse_yaml(const std::string& file, const Block& block) {
  try {
    return YAML::Load(block.yaml);
  } catch (const YAML::Exception& error) {
    refuse(file, block.first_row + static_cast<std::size_t>(std::max(error.mark.line, 0)),
           "METADATA is not YAML: " + error.msg);
  }
}

}  // namespace

RuleMetadata read_rule_metadata(const std::string& file, std::string_view text) {
  const Block block = metadata_block(file, text);
  const Fields fields(file, block.first_row, parse_yaml(file, block));
  fields.allow({"title", "description", "custom", "schemas", "scope", "authors", "organizations",
                "related_resources", "entrypoint"});
  const Fields custom = fields.inner("custom");
  custom.allow({"severity", "grain", "controls", "remediation", "handles_unknown", "messages"});
  RuleMetadata metadata;
  metadata.title = fields.text("title");
  metadata.description = fields.text("description");
  metadata.severity = custom.choice<Severity>("severity");
  metadata.grain = custom.choice<Grain>("grain");
  metadata.controls = custom.texts("controls");
  metadata.remediation = custom.text("remediation");
  for (std::string& name : custom.texts("handles_unknown")) metadata.handles_unknown.insert(std::move(name));
  metadata.messages = custom.messages();
  return metadata;
}

std::string package_of(std::string_view text) {
  for (const std::string& line : split(text, '\n')) {
    if (begins_package(line)) return "data." + std::string(trim(std::string_view(line).substr(8)));
  }
  return "";
}

}  // namespace reeve
