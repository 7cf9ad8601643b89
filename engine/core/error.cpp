#include "engine/core/error.h"

#include <utility>

namespace reeve {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return "usage";
    case ErrorCode::config: return "config";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::refused: return "refused";
    case ErrorCode::source: return "source";
    case ErrorCode::incomplete: return "incomplete";
    case ErrorCode::policy_engine: return "policy_engine";
    case ErrorCode::policy: return "policy";
    case ErrorCode::store: return "store";
    case ErrorCode::io: return "io";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

Error::Error(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {}

Error& Error::add_context(std::string_view context) {
  message_ = std::string(context) + ": " + message_;
  return *this;
}

}  // namespace reeve
