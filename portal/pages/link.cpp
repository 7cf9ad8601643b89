#include "engine/workflow/links.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/session.h"

// Mail scanners and chat previews follow links with GET. So opening the page uses nothing up; only its button
// does.
namespace reeve::portal {
namespace {

ServerResponse link_is_over(const Request& request) {
  return message(410, request.context.config.company, "This link is no longer good",
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

}  // namespace

ServerResponse link_page(const Request& request) {
  const auto link = good_link(request);
  if (!link) {
    if (find_session(request.store, request.http, request.now)) return see_other("/");
    return link_is_over(request);
  }
  return html(200, "link",
              {{"title", "Your access review"},
               {"company", request.context.config.company},
               {"action", std::string(kLinkPath) + request.rest}});
}

ServerResponse open_link(const Request& request) {
  const auto link = good_link(request);
  if (!link || !is_same_origin(request.http)) return link_is_over(request);
  const NewSession session = make_session(*link, link->expires);
  if (!request.store.use_link(link->token_digest, request.now, session.row)) return link_is_over(request);
  ServerResponse response = see_other("/");
  response.headers.emplace_back("Set-Cookie",
                                session_cookie(session.token, request.now, session.row.expires));
  return response;
}

ServerResponse leave(const Request& request) {
  request.store.end_portal_session(request.session->token_digest);
  ServerResponse response = message(200, request.context.config.company, "You are signed out",
                                    "Everything that you decided is saved.",
                                    "To go on later, ask the person who runs the review for a new link.");
  response.headers.emplace_back("Set-Cookie", ended_cookie());
  return response;
}

}  // namespace reeve::portal
