#include "portal/routes.h"

#include <array>

#include "engine/core/error.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/session.h"

namespace reeve::portal {
namespace {

// The rest that the route's `*` stands for; nullopt where the path is another one.
std::optional<std::string> match(const Route& route, const std::string& path) {
  if (route.path.ends_with('*')) {
    const std::string_view prefix(route.path.data(), route.path.size() - 1);
    if (!path.starts_with(prefix)) return std::nullopt;
    return path.substr(prefix.size());
  }
  return route.path == path ? std::optional<std::string>("") : std::nullopt;
}

ServerResponse nothing_here(const std::string& company) {
  return message(404, company, "There is nothing here",
                 "This page does not exist, or it is not yours to see.",
                 "Open your review with the link that you were sent.");
}

ServerResponse sign_in_first(const std::string& company) {
  return message(
      401, company, "Please open your review with your link",
      "You are not signed in, or your sign-in has ended.",
      "Use the link that you were sent. If it was used already, ask the person who runs the review for a new "
      "one.");
}

ServerResponse not_our_form(const std::string& company) {
  return message(403, company, "That did not come from this page",
                 "For safety the answer was not taken, and nothing was changed.",
                 "Go back, reload the page and try again.");
}

ServerResponse serve(const Route& route, Request& request) {
  const std::string& company = request.context.config.company;
  if (route.needs != Needs::nothing) {
    request.session = find_session(request.store, request.http, request.now);
    if (!request.session) return sign_in_first(company);
  }
  if (route.needs == Needs::own_form && !is_own_form(request.http, *request.session))
    return not_our_form(company);
  return route.page(request);
}

ServerResponse find_and_serve(Context& context, Store& store, const ServerRequest& http) {
  const std::string method = http.method == "HEAD" ? "GET" : http.method;
  for (const Route& route : routes()) {
    const auto rest = match(route, http.path);
    if (!rest || route.method != method) continue;
    Request request{context, store, http, *rest, context.clock->now(), std::nullopt};
    return serve(route, request);
  }
  return nothing_here(context.config.company);
}

}  // namespace

std::span<const Route> routes() {
  static const std::array<Route, 10> kRoutes{{
      {"GET", "/health", Needs::nothing, health},
      {"GET", "/assets/*", Needs::nothing, asset},
      {"GET", "/enter/*", Needs::nothing, link_page},
      {"POST", "/enter/*", Needs::nothing, open_link},
      {"GET", "/", Needs::session, desk},
      {"POST", "/decide", Needs::own_form, decide},
      {"POST", "/undo", Needs::own_form, undo},
      {"GET", "/sign-off", Needs::session, sign_off_page},
      {"POST", "/sign-off", Needs::own_form, sign_off},
      {"POST", "/leave", Needs::own_form, leave},
  }};
  return kRoutes;
}

ServerResponse answer(Context& context, Store& store, const ServerRequest& http) {
  ServerResponse response;
  try {
    response = find_and_serve(context, store, http);
  } catch (const Error& e) {
    context.progress->note("portal: " + http.method + " failed: " + e.message());
    response = message(500, context.config.company, "That did not work",
                       "Something went wrong here. Nothing was changed.",
                       "Try again in a minute; if it happens again, tell the person who runs the review.");
  }
  add_security_headers(response);
  return response;
}

}  // namespace reeve::portal
