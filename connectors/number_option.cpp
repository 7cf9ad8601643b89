#include "connectors/number_option.h"

#include "engine/core/error.h"
#include "engine/core/number.h"

namespace reeve {

int number_option(const SourceConfig& config, const std::string& option, int fallback, int most) {
  const std::string text = config.optional(option, std::to_string(fallback));
  const auto number = parse_number<int>(text);
  if (number && *number >= 1 && *number <= most) return *number;
  throw Error(ErrorCode::config, "source `" + config.name + "`: `" + option + "` is `" + text +
                                     "`; use 1 to " + std::to_string(most));
}

}  // namespace reeve
