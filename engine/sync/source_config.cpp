#include <cstdlib>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/sync/connector.h"

namespace reeve {

const std::string& SourceConfig::required(const std::string& option) const {
  const auto it = options.find(option);
  if (it == options.end() || it->second.empty()) {
    throw Error(ErrorCode::config,
                "source `" + name + "` needs the option `" + option + "`; add it to [source." + name + "]");
  }
  return it->second;
}

std::string SourceConfig::optional(const std::string& option, std::string fallback) const {
  const auto it = options.find(option);
  return it == options.end() ? std::move(fallback) : it->second;
}

std::string SourceConfig::secret(const std::string& option) const {
  const std::string variable = optional(option, "");
  if (variable.empty()) return "";
  const char* value = std::getenv(variable.c_str());
  if (value == nullptr) {
    throw Error(ErrorCode::config, "source `" + name + "`: the environment variable `" + variable +
                                       "` that `" + option + "` names is not set");
  }
  return value;
}

std::string SourceConfig::path(const std::string& option) const {
  return (std::filesystem::path(base_dir) / required(option)).lexically_normal().string();
}

}  // namespace reeve
