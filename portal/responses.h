// The answers that pages give, all with the same frame and the same security headers.
#pragma once

#include <string>

#include "engine/core/json.h"
#include "portal/routes.h"

namespace reeve::portal {

// The template's page for the view, in the frame of who asks: company, her name, the pages that are hers.
ServerResponse page(const Request& request, int status, const std::string& template_name, Json view);
// 303, so that the browser asks again with GET.
ServerResponse see_other(const std::string& location);
// A page with a heading, one sentence and what to do next, in the language of the page.
ServerResponse message(const Request& request, int status, const std::string& heading,
                       const std::string& text, const std::string& next = {});

// Adds the headers that every answer carries: content security policy, no framing, no sniffing, no referrer
// for others, no caching (assets set their own caching before).
void add_security_headers(ServerResponse& response);

}  // namespace reeve::portal
