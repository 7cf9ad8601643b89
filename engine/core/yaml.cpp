#include "engine/core/yaml.h"

#include <yaml-cpp/yaml.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr int kDeepest = 200;

[[noreturn]] void wrong(std::string_view what, int line, const std::string& message) {
  throw Error(ErrorCode::config,
              std::string(what) + ": line " + std::to_string(std::max(line, 0) + 1) + ": " + message);
}

class Converter {
 public:
  explicit Converter(std::string_view what) : what_(what) {}

  Json value(const YAML::Node& node, int depth) const {
    if (depth > kDeepest) wrong(what_, node.Mark().line, "the nesting is too deep");
    switch (node.Type()) {
      case YAML::NodeType::Scalar: return Json(node.Scalar());
      case YAML::NodeType::Sequence: return sequence(node, depth);
      case YAML::NodeType::Map: return map(node, depth);
      default: return {};
    }
  }

 private:
  Json sequence(const YAML::Node& node, int depth) const {
    Json out = Json::array();
    for (const YAML::Node& item : node) out.push_back(value(item, depth + 1));
    return out;
  }
  Json map(const YAML::Node& node, int depth) const {
    Json out = Json::object();
    for (const auto& member : node) {
      if (!member.first.IsScalar()) wrong(what_, member.first.Mark().line, "a key is no text");
      const std::string& key = member.first.Scalar();
      if (out.contains(key)) wrong(what_, member.first.Mark().line, "the key `" + key + "` stands twice");
      out[key] = value(member.second, depth + 1);
    }
    return out;
  }

  std::string_view what_;
};

}  // namespace

Json parse_yaml(std::string_view text, std::string_view what) {
  try {
    return Converter(what).value(YAML::Load(std::string(text)), 0);
  } catch (const YAML::Exception& error) {
    wrong(what, error.mark.line, error.msg);
  }
}

}  // namespace reeve
