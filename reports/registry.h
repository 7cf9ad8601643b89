// The report formats that reeve has: one visible table. A new one is its own file pair and one entry here.
#pragma once

#include <span>

#include "engine/report/writer.h"

namespace reeve {

std::span<const WriterKind> report_writers();

}  // namespace reeve
