// The answers that pages give, all with the same security headers.
#pragma once

#include <string>

#include "engine/core/json.h"
#include "engine/net/http_server.h"

namespace reeve::portal {

ServerResponse html(int status, const std::string& template_name, const Json& view);
// 303, so that the browser asks again with GET.
ServerResponse see_other(const std::string& location);
// A page with a heading, one sentence and what to do next.
ServerResponse message(int status, const std::string& company, const std::string& heading,
                       const std::string& text, const std::string& next = {});

// Adds the headers that every answer carries: content security policy, no framing, no sniffing, no referrer
// for others, no caching (assets set their own caching before).
void add_security_headers(ServerResponse& response);

}  // namespace reeve::portal
