#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::tidy {

// A header that only some files may include.
struct HeaderRule {
  std::string prefix;                 // as in `#include <prefix...>`
  std::vector<std::string> patterns;  // shell patterns of paths that may
  bool once = false;                  // and only one file of the project
};

// The include order that layers.txt states.
class LayerRules {
 public:
  // Throws std::runtime_error that names the line when the text does not follow its own format.
  static LayerRules parse(const std::vector<std::string>& lines);

  // The folder of the rules that a path lies in; empty when it is in none.
  std::string folder_of(std::string_view path) const;

  bool is_adapter(const std::string& folder) const { return adapters_.contains(folder); }
  bool is_free(std::string_view path) const;

  // True when a file of `from` may include a file of `to`.
  bool may_include(const std::string& from, const std::string& to) const;

  const std::vector<HeaderRule>& headers() const { return headers_; }

 private:
  void add(const std::string& section, const std::string& line);

  std::map<std::string, int> level_;                          // folder of a layer -> its line, lowest first
  std::map<std::string, std::vector<std::string>> adapters_;  // adapter -> folders it may include
  std::map<std::string, std::vector<std::string>> extras_;
  std::vector<std::string> free_;
  std::vector<HeaderRule> headers_;
  int next_level_ = 0;
};

}  // namespace reeve::tidy
