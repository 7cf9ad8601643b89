#include "engine/core/options.h"
#include "engine/sync/connector.h"

namespace reeve {
namespace {

Options options_of(const SourceConfig& config) {
  return {config.options, "source `" + config.name + "`", "[source." + config.name + "]"};
}

}  // namespace

const std::string& SourceConfig::required(const std::string& option) const {
  return options_of(*this).required(option);
}

std::string SourceConfig::optional(const std::string& option, std::string fallback) const {
  return options_of(*this).optional(option, std::move(fallback));
}

std::string SourceConfig::secret(const std::string& option) const { return options_of(*this).secret(option); }

std::string SourceConfig::path(const std::string& option) const {
  return options_of(*this).path(option, base_dir);
}

}  // namespace reeve
