// Options of a configured thing (a source, a ticket sink) as texts, and the errors where they are wrong.
#pragma once

#include <map>
#include <string>

namespace reeve {

// `owner` is what errors call the thing: "source `hr`"; `place` is its section of reeve.toml: "[source.hr]".
struct Options {
  const std::map<std::string, std::string>& values;
  std::string owner;
  std::string place;

  // Throws Error{config} naming owner and option where it is missing or empty.
  const std::string& required(const std::string& option) const;
  std::string optional(const std::string& option, std::string fallback) const;
  // The value of the environment variable that the option names; Error{config} where that is not set. Empty
  // where the option is not given.
  std::string secret(const std::string& option) const;
  // Required, resolved against `base_dir`.
  std::string path(const std::string& option, const std::string& base_dir) const;
};

}  // namespace reeve
