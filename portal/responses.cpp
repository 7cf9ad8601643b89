#include "portal/responses.h"

#include <algorithm>
#include <array>

#include "engine/core/text.h"
#include "portal/render.h"

namespace reeve::portal {

namespace {

struct NavigationEntry {
  const char* path;
  const char* label;
  RoleSet roles;
  std::array<std::string_view, 3> below{};  // pages that one reaches from there
};

constexpr RoleSet kReviewer{PortalRole::reviewer};
constexpr NavigationEntry kNavigation[] = {
    {"/", "My review", kReviewer},
    {"/overview", "Overview", kStaffRoles},
    {"/findings", "Findings", kStaffRoles, {"/finding"}},
    {"/access", "Access", kStaffRoles, {"/access/of", "/access/who", "/access/why"}},
    {"/campaigns", "Campaigns", {PortalRole::campaign_owner, PortalRole::auditor}, {"/cases", "/case"}},
    {"/waivers", "Waivers", kStaffRoles},
    {"/sources", "Sources", kStaffRoles},
    {"/looks", "Looks", {PortalRole::administrator, PortalRole::auditor}},
};

// Only for staff: a reviewer has one page, and needs no way around.
Json navigation_of(const Request& request) {
  Json entries = Json::array();
  if (!request.roles.meets(kStaffRoles)) return entries;
  for (const NavigationEntry& entry : kNavigation) {
    if (!request.roles.meets(entry.roles)) continue;
    const std::string& path = request.http.path;
    const bool here = path == entry.path || std::ranges::find(entry.below, path) != entry.below.end();
    entries.push_back({{"href", entry.path}, {"label", entry.label}, {"here", here}});
  }
  return entries;
}

Json languages_view(const Language& present) {
  Json list = Json::array();
  for (const auto& [code, language] : languages())
    list.push_back({{"code", code}, {"name", language.name()}, {"here", code == present.code()}});
  return list;
}

std::string roles_in_words(RoleSet roles) {
  std::vector<std::string> words;
  for (const PortalRole role : kPortalRoles) {
    if (!roles.has(role) || role == PortalRole::reviewer) continue;
    words.emplace_back(role == PortalRole::campaign_owner ? "campaign owner" : to_string(role));
  }
  return join(words, ", ");
}

}  // namespace

ServerResponse page(const Request& request, int status, const std::string& template_name, Json view) {
  const bool staff = request.roles.meets(kStaffRoles);
  const Language& language = staff ? english() : request.say;  // the pages of staff are in English only
  view["company"] = request.context.config.company;
  view["language"] = language.code();
  view["languages"] = staff ? Json::array() : languages_view(language);
  if (request.session && !request.roles.empty()) {
    view["signed_in_as"] = {{"name", request.session->reviewer_name},
                            {"roles", roles_in_words(request.roles)}};
    view["csrf"] = request.session->csrf_token;
    view["navigation"] = navigation_of(request);
    view["has_navigation"] = !view["navigation"].empty();
  }
  ServerResponse response;
  response.status = status;
  response.body = render_page(template_name, view, language);
  return response;
}

ServerResponse see_other(const std::string& location) {
  ServerResponse response;
  response.status = 303;
  response.headers.emplace_back("Location", location);
  response.body = "<a href=\"/\">continue</a>";
  return response;
}

ServerResponse message(const Request& request, int status, const std::string& heading,
                       const std::string& text, const std::string& next) {
  const Language& say = request.roles.meets(kStaffRoles) ? english() : request.say;
  return page(request, status, "message",
              {{"title", say(heading)}, {"heading", say(heading)}, {"text", say(text)}, {"next", say(next)}});
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
