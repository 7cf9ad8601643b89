#include "engine/policy/reference_walk.h"

#include <algorithm>
#include <deque>

namespace reeve {
namespace {

bool is_reference(const Json& node) {
  const auto type = node.find("type");
  const auto value = node.find("value");
  return type != node.end() && *type == "ref" && value != node.end() && value->is_array() && !value->empty();
}

// The name of a variable; empty where the node is none.
std::string variable(const Json& node) {
  const auto type = node.find("type");
  const auto value = node.find("value");
  const bool is_one = type != node.end() && *type == "var" && value != node.end() && value->is_string();
  return is_one ? value->get<std::string>() : std::string();
}

class Walk {
 public:
  explicit Walk(const CompiledTree& tree) : tree_(tree) {}

  void enter(const RulePath& path) {
    for (std::size_t i = 0; i < tree_.rules.size(); ++i) {
      if (are_compatible(tree_.rules[i].path, path) && found_.rules.insert(i).second) waiting_.push_back(i);
    }
  }

  References finish() {
    while (!waiting_.empty()) {
      const CompiledRule& rule = tree_.rules[waiting_.front()];
      waiting_.pop_front();
      file_ = &tree_.modules[rule.module].file;
      visit(*rule.node);
    }
    return std::move(found_);
  }

 private:
  void visit(const Json& node) {
    if (node.is_array()) {
      for (const Json& item : node) visit(item);
    } else if (node.is_object()) {
      visit_object(node);
    }
  }

  void visit_object(const Json& node) {
    // `with input.x as y` builds a new input, whose other parts are copied.
    if (const auto target = node.find("target"); target != node.end()) take_target(*target);
    if (is_reference(node)) return visit_reference(node["value"]);
    take_head({variable(node)}, {});
    for (const auto& [key, value] : node.items()) visit(value);
  }

  void visit_reference(const Json& terms) {
    const RulePath path = constant_prefix(terms);
    if (path.empty()) {
      visit(terms.front());
    } else {
      take_head(path, {path.begin() + 1, path.end()});
    }
    for (std::size_t i = 1; i < terms.size(); ++i) visit(terms[i]);
  }

  void take_head(const RulePath& path, const RulePath& rest) {
    if (path.front() == "input") {
      found_.input.insert({rest, *file_});
    } else if (path.front() == "data") {
      if (found_.data.insert(path).second) enter(path);
    } else if (!path.front().empty()) {
      found_.functions.emplace(printable_path(path), *file_);
    }
  }

  void take_target(const Json& target) {
    const bool is_input = variable(target) == "input" || (target.is_object() && is_reference(target) &&
                                                          variable(target["value"].front()) == "input");
    if (is_input) found_.input.insert({{}, *file_});
  }

  const CompiledTree& tree_;
  References found_;
  std::deque<std::size_t> waiting_;
  const std::string* file_ = nullptr;
};

}  // namespace

References walk_references(const CompiledTree& tree, const std::vector<RulePath>& entries) {
  Walk walk(tree);
  for (const RulePath& entry : entries) walk.enter(entry);
  return walk.finish();
}

bool are_compatible(const RulePath& a, const RulePath& b) {
  return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())),
                    b.begin());
}

}  // namespace reeve
