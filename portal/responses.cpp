#include "portal/responses.h"

#include <algorithm>

#include "portal/render.h"

namespace reeve::portal {

ServerResponse html(int status, const std::string& template_name, const Json& view) {
  ServerResponse response;
  response.status = status;
  response.body = render_page(template_name, view);
  return response;
}

ServerResponse see_other(const std::string& location) {
  ServerResponse response;
  response.status = 303;
  response.headers.emplace_back("Location", location);
  response.body = "<a href=\"/\">continue</a>";
  return response;
}

ServerResponse message(int status, const std::string& company, const std::string& heading,
                       const std::string& text, const std::string& next) {
  return html(
      status, "message",
      {{"title", heading}, {"company", company}, {"heading", heading}, {"text", text}, {"next", next}});
}

void add_security_headers(ServerResponse& response) {
  auto& headers = response.headers;
  headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("X-Frame-Options", "DENY");
  headers.emplace_back("Referrer-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  headers.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  const bool cached =
      std::any_of(headers.begin(), headers.end(), [](const auto& h) { return h.first == "Cache-Control"; });
  if (!cached) headers.emplace_back("Cache-Control", "no-store");
}

}  // namespace reeve::portal
