#include "engine/workflow/links.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/session.h"

// Mail scanners and chat previews follow links with GET. So opening the page uses nothing up; only its button
// does.
namespace reeve::portal {
namespace {

ServerResponse link_is_over(const Request& request) {
  return message(request, 410, "This link is no longer good",
                 "It was used before, has expired, or was never valid.",
                 "If you opened it in this browser before, your review may still be open: go to the start "
                 "page. Otherwise "
                 "ask the person who runs the review for a new link.");
}

std::optional<PortalLink> good_link(const Request& request) {
  auto link = request.store.link(link_digest(request.rest));
  if (!link || link->used_at != 0 || link->expires <= request.now) return std::nullopt;
  return link;
}

// The page of ours that the form stood on; the start page where the browser does not tell.
std::string page_before(const ServerRequest& http) {
  const std::string& referer = http.header("referer");
  const std::string host = "://" + http.header("host");
  const std::size_t at = referer.find(host + "/");
  if (at == std::string::npos || at > 5) return "/";
  const std::string path = referer.substr(at + host.size());
  return path.starts_with("//") || path.find_first_of("\\\r\n") != std::string::npos ? "/" : path;
}

}  // namespace

ServerResponse link_page(const Request& request) {
  const auto link = good_link(request);
  if (!link) return request.session ? see_other("/") : link_is_over(request);
  const bool staff = link->roles.meets(kStaffRoles);
  return page(request, 200, "link",
              {{"title", staff ? request.say("Access governance") : request.say("Your access review")},
               {"staff", staff},
               {"review", !staff},
               {"action", std::string(kLinkPath) + request.rest}});
}

ServerResponse open_link(const Request& request) {
  const auto link = good_link(request);
  if (!link || !is_same_origin(request.http)) return link_is_over(request);
  const NewSession session = make_session(*link, request.now);
  if (!request.store.use_link(link->token_digest, request.now, session.row)) return link_is_over(request);
  ServerResponse response = see_other("/");
  response.headers.emplace_back("Set-Cookie",
                                session_cookie(session.token, request.now, session.row.expires));
  return response;
}

ServerResponse choose_language(const Request& request) {
  const auto to = request.http.form.find("to");
  const bool known = to != request.http.form.end() && languages().contains(to->second);
  ServerResponse response = see_other(page_before(request.http));
  if (known && is_same_origin(request.http)) {
    response.headers.emplace_back("Set-Cookie",
                                  std::string(kLanguageCookie) + "=" + to->second +
                                      "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000");
  }
  return response;
}

ServerResponse leave(const Request& request) {
  request.store.end_portal_session(request.session->token_digest);
  Request nobody = request;
  nobody.session.reset();
  const bool staff = request.roles.meets(kStaffRoles);
  ServerResponse response =
      message(nobody, 200, "You are signed out", staff ? "" : "Everything that you decided is saved.",
              staff ? "To come back, ask an administrator for a new link."
                    : "To go on later, ask the person who runs the review for a new link.");
  response.headers.emplace_back("Set-Cookie", ended_cookie());
  return response;
}

}  // namespace reeve::portal
