// The ticket sinks that reeve has: one visible table. A new sink is its own file pair and one entry here.
#pragma once

#include <span>

#include "engine/remediation/ticket_sink.h"

namespace reeve {

std::span<const SinkKind> ticket_sinks();

}  // namespace reeve
