#include "engine/core/options.h"

#include <cstdlib>
#include <filesystem>

#include "engine/core/error.h"

namespace reeve {

const std::string& Options::required(const std::string& option) const {
  const auto it = values.find(option);
  if (it == values.end() || it->second.empty()) {
    throw Error(ErrorCode::config, owner + " needs the option `" + option + "`; add it to " + place);
  }
  return it->second;
}

std::string Options::optional(const std::string& option, std::string fallback) const {
  const auto it = values.find(option);
  return it == values.end() ? std::move(fallback) : it->second;
}

std::string Options::secret(const std::string& option) const {
  const std::string variable = optional(option, "");
  if (variable.empty()) return "";
  const char* value = std::getenv(variable.c_str());
  if (value == nullptr) {
    throw Error(ErrorCode::config, owner + ": the environment variable `" + variable + "` that `" + option +
                                       "` names is not set");
  }
  return value;
}

std::string Options::path(const std::string& option, const std::string& base_dir) const {
  return (std::filesystem::path(base_dir) / required(option)).lexically_normal().string();
}

}  // namespace reeve
