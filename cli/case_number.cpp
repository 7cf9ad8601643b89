#include "cli/case_number.h"

#include "engine/core/error.h"
#include "engine/core/number.h"

namespace reeve::cli {

std::int32_t case_number(const std::string& text) {
  const auto number = parse_number<std::int32_t>(text);
  if (!number || *number < 1)
    throw Error(ErrorCode::usage, "`" + text + "` is no case number; `reeve campaign cases` lists them");
  return *number;
}

}  // namespace reeve::cli
