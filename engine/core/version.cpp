#include "engine/core/version.h"

std::string_view reeve::version() { return REEVE_VERSION; }
