// Reads the keys of one TOML table, with the line of what is wrong. Heavy: for the readers of files only.
#pragma once

#include <toml++/toml.h>
#include <algorithm>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {

// Throws Error{config} "line L: message".
[[noreturn]] inline void wrong(const toml::node& node, const std::string& message) {
  throw Error(ErrorCode::config, "line " + std::to_string(node.source().begin.line) + ": " + message);
}

// Every key that is asked for is known; `finish` refuses the others with the nearest name.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string name) : table_(table), name_(std::move(name)) {}

  void text(const std::string& key, std::string& out) {
    if (const toml::node* node = take(key)) out = *value<std::string>(*node, key, "text in quotes");
  }
  void flag(const std::string& key, bool& out) {
    if (const toml::node* node = take(key)) out = *value<bool>(*node, key, "true or false");
  }
  void number(const std::string& key, int& out, int least, int most) {
    const toml::node* node = take(key);
    if (node == nullptr) return;
    const std::int64_t number = *value<std::int64_t>(*node, key, "a whole number");
    if (number < least || number > most) {
      wrong(*node, "`" + key + "` is " + std::to_string(number) + ", but must be " + std::to_string(least) +
                       " to " + std::to_string(most));
    }
    out = static_cast<int>(number);
  }
  void texts(const std::string& key, std::vector<std::string>& out) {
    const toml::node* node = take(key);
    if (node == nullptr) return;
    if (!node->is_array()) wrong(*node, "`" + key + "` must be a list of texts in quotes");
    out.clear();
    for (const toml::node& item : *node->as_array())
      out.push_back(*value<std::string>(item, key, "a list of texts"));
  }
  // Each text must be one of `known`, which are called `what`.
  void names(const std::string& key, std::vector<std::string>& out, const std::string& what,
             const std::vector<std::string>& known) {
    texts(key, out);
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (std::ranges::find(known, out[i]) != known.end()) continue;
      const auto near = nearest_name(out[i], known);
      wrong(*table_.get(key)->as_array()->get(i),
            "there is no " + what + " `" + out[i] + "`" +
                (near ? "; did you mean `" + *near + "`?" : "; known are " + join(known, ", ")));
    }
  }
  // nullptr where the table is not there.
  const toml::table* table(const std::string& key) {
    const toml::node* node = take(key);
    if (node != nullptr && !node->is_table()) wrong(*node, "`" + key + "` must be a section: [" + key + "]");
    return node == nullptr ? nullptr : node->as_table();
  }
  // Empty where there are none.
  std::vector<const toml::table*> tables(const std::string& key) {
    const toml::node* node = take(key);
    std::vector<const toml::table*> found;
    if (node == nullptr) return found;
    const std::string message = "`" + key + "` must be sections: [[" + key + "]]";
    if (!node->is_array()) wrong(*node, message);
    for (const toml::node& item : *node->as_array()) {
      if (!item.is_table()) wrong(item, message);
      found.push_back(item.as_table());
    }
    return found;
  }
  void finish() const {
    for (const auto& [key, node] : table_) {
      const std::string name(key.str());
      if (std::ranges::find(known_, name) != known_.end()) continue;
      const auto near = nearest_name(name, known_);
      wrong(node, "unknown key `" + name + "`" + (name_.empty() ? "" : " in [" + name_ + "]") +
                      (near ? "; did you mean `" + *near + "`?" : "; known are " + join(known_, ", ")));
    }
  }

 private:
  const toml::node* take(const std::string& key) {
    known_.push_back(key);
    return table_.get(key);
  }
  template <class T>
  static std::optional<T> value(const toml::node& node, const std::string& key, const std::string& what) {
    std::optional<T> out = node.value_exact<T>();
    if (!out) wrong(node, "`" + key + "` must be " + what);
    return out;
  }

  const toml::table& table_;
  std::string name_;
  std::vector<std::string> known_;
};

}  // namespace reeve
