#include "portal/routes.h"

#include <array>

#include "engine/core/error.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/session.h"

namespace reeve::portal {
namespace {

constexpr RoleSet kAnybody{};
constexpr RoleSet kReviewer{PortalRole::reviewer};
constexpr RoleSet kWatchers{PortalRole::campaign_owner, PortalRole::auditor};
constexpr RoleSet kOverseers{PortalRole::administrator, PortalRole::auditor};
constexpr RoleSet kSignedIn{PortalRole::reviewer, PortalRole::campaign_owner, PortalRole::administrator,
                            PortalRole::auditor};

// The rest that the route's `*` stands for; nullopt where the path is another one.
std::optional<std::string> match(const Route& route, const std::string& path) {
  if (route.path.ends_with('*')) {
    const std::string_view prefix(route.path.data(), route.path.size() - 1);
    if (!path.starts_with(prefix)) return std::nullopt;
    return path.substr(prefix.size());
  }
  return route.path == path ? std::optional<std::string>("") : std::nullopt;
}

ServerResponse nothing_here(const Request& request) {
  return message(request, 404, "There is nothing here",
                 "This page does not exist, or it is not yours to see.",
                 request.session ? "" : "Open your review with the link that you were sent.");
}

ServerResponse sign_in_first(const Request& request) {
  return message(
      request, 401, "Please come in with your link", "You are not signed in, or your sign-in has ended.",
      "Use the link that you were sent. If it was used already, ask the person who runs the review for a new "
      "one.");
}

ServerResponse not_for_you(const Request& request) {
  return message(request, 403, "This page is not for you",
                 "It is there for other roles than the one you are signed in with.",
                 "If you need it, ask an administrator.");
}

ServerResponse not_our_form(const Request& request) {
  return message(request, 403, "That did not come from this page",
                 "For safety the answer was not taken, and nothing was changed.",
                 "Go back, reload the page and try again.");
}

void sign_in(Request& request) {
  request.session = find_session(request.store, request.http, request.now);
  if (request.session) request.roles = request.site.roles_of(*request.session);
}

ServerResponse serve(const Route& route, Request& request) {
  if (!route.for_anybody()) {
    if (!request.session || request.roles.empty()) return sign_in_first(request);
    if (!request.roles.meets(route.roles)) return not_for_you(request);
    if (route.method == "POST" && !is_own_form(request.http, *request.session)) return not_our_form(request);
  }
  return route.page(request);
}

ServerResponse find_and_serve(Request& request) {
  const std::string method = request.http.method == "HEAD" ? "GET" : request.http.method;
  sign_in(request);
  for (const Route& route : routes()) {
    const auto rest = match(route, request.http.path);
    if (!rest || route.method != method) continue;
    request.rest = *rest;
    return serve(route, request);
  }
  return nothing_here(request);
}

}  // namespace

std::span<const Route> routes() {
  static const std::array kRoutes{std::to_array<Route>({
      {"GET", "/health", kAnybody, health},
      {"GET", "/assets/*", kAnybody, asset},
      {"GET", "/enter/*", kAnybody, link_page},
      {"POST", "/enter/*", kAnybody, open_link},
      {"POST", "/language", kAnybody, choose_language},
      {"GET", "/", kSignedIn, home},
      {"POST", "/leave", kSignedIn, leave},
      {"POST", "/decide", kReviewer, decide},
      {"POST", "/undo", kReviewer, undo},
      {"GET", "/sign-off", kReviewer, sign_off_page},
      {"POST", "/sign-off", kReviewer, sign_off},
      {"GET", "/overview", kStaffRoles, overview},
      {"GET", "/findings", kStaffRoles, findings},
      {"GET", "/finding", kStaffRoles, finding},
      {"GET", "/access", kStaffRoles, access_search},
      {"GET", "/access/of", kStaffRoles, access_of_subject},
      {"GET", "/access/who", kStaffRoles, access_to_thing},
      {"GET", "/access/why", kStaffRoles, access_explained},
      {"GET", "/campaigns", kWatchers, campaigns},
      {"GET", "/cases", kWatchers, cases},
      {"GET", "/case", kWatchers, case_history},
      {"GET", "/waivers", kStaffRoles, waivers},
      {"GET", "/sources", kStaffRoles, sources},
      {"GET", "/looks", kOverseers, looks},
  })};
  return kRoutes;
}

ServerResponse answer(Site& site, const ServerRequest& http) {
  ServerResponse response;
  Request request{site,         site.context, site.store,       http, "", site.context.clock->now(),
                  std::nullopt, {},           language_of(http)};
  try {
    response = find_and_serve(request);
  } catch (const Error& e) {
    site.context.progress->note("portal: " + http.method + " failed: " + e.message());
    response = message(request, 500, "That did not work", "Something went wrong here. Nothing was changed.",
                       "Try again in a minute; if it happens again, tell the person who runs the review.");
  }
  add_security_headers(response);
  return response;
}

}  // namespace reeve::portal
