// What a remover answers, readable where a test fails.
#pragma once

#include <ostream>

#include "engine/remediation/remover.h"

namespace reeve {

inline void PrintTo(const RemoverAnswer& answer, std::ostream* out) {
  *out << to_string(answer.outcome) << ": " << answer.detail;
}

}  // namespace reeve
