#include "tests/tidy/layer_rules.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace reeve::tidy {
namespace {

// core and model: the layers that lie below every port.
constexpr int kLevelsBelowPorts = 2;

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in{text};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

std::pair<std::string, std::vector<std::string>> name_and_words(const std::string& line) {
  const std::size_t colon = line.find(':');
  const std::vector<std::string> name = words_of(line.substr(0, colon));
  if (colon == std::string::npos || name.size() != 1) throw std::runtime_error("expected `name: words`");
  return {name.front(), words_of(line.substr(colon + 1))};
}

HeaderRule header_rule(const std::string& line) {
  auto [prefix, patterns] = name_and_words(line);
  const bool once = std::erase(patterns, "once") > 0;
  return {std::move(prefix), std::move(patterns), once};
}

}  // namespace

LayerRules LayerRules::parse(const std::vector<std::string>& lines) {
  LayerRules rules;
  std::string section;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string line = lines[i].substr(0, lines[i].find('#'));
    const std::vector<std::string> words = words_of(line);
    if (words.empty()) continue;
    try {
      if (words.front().starts_with('[')) {
        section = words.front();
      } else {
        rules.add(section, line);
      }
    } catch (const std::runtime_error& error) {
      throw std::runtime_error("line " + std::to_string(i + 1) + ": " + error.what());
    }
  }
  return rules;
}

void LayerRules::add(const std::string& section, const std::string& line) {
  if (section == "[layers]") {
    for (const std::string& folder : words_of(line)) level_[folder] = next_level_;
    ++next_level_;
  } else if (section == "[adapters]") {
    adapters_.insert(name_and_words(line));
  } else if (section == "[extras]") {
    extras_.insert(name_and_words(line));
  } else if (section == "[free]") {
    free_.push_back(words_of(line).front());
  } else if (section == "[headers]") {
    headers_.push_back(header_rule(line));
  } else {
    throw std::runtime_error("no such section `" + section + "`");
  }
}

std::string LayerRules::folder_of(std::string_view path) const {
  std::string folder{path};
  while (!folder.empty()) {
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
    if (level_.contains(folder) || adapters_.contains(folder)) break;
  }
  return folder;
}

bool LayerRules::is_free(std::string_view path) const { return contains(free_, path); }

bool LayerRules::may_include(const std::string& from, const std::string& to) const {
  if (from == to) return true;
  if (const auto adapter = adapters_.find(from); adapter != adapters_.end()) {
    const auto target = level_.find(to);
    const bool below_ports = target != level_.end() && target->second < kLevelsBelowPorts;
    return below_ports || contains(adapter->second, to);
  }
  if (const auto extra = extras_.find(from); extra != extras_.end() && contains(extra->second, to)) {
    return true;
  }
  return level_.contains(to) && level_.at(to) < level_.at(from);
}

}  // namespace reeve::tidy
