// Base64 (RFC 4648, section 4).
#pragma once

#include <string>
#include <string_view>

namespace reeve {

std::string to_base64(std::string_view bytes);
// White space is passed over. Empty where the text is not base64.
std::string from_base64(std::string_view text);

}  // namespace reeve
