// Who is looking: a session opened by a single-use link, kept in a cookie that scripts cannot read.
#pragma once

#include <optional>
#include <string>

#include "engine/net/http_server.h"
#include "engine/store/store.h"

namespace reeve::portal {

inline constexpr const char* kCookie = "__Host-reeve";

// The session of the request's cookie, where it exists and has not expired at `now`. Those of staff roles end
// after an hour without a request, and ten hours after they began.
std::optional<PortalSession> find_session(Store& store, const ServerRequest& request, UtcMillis now);

// A new session for a link: the token for the cookie and the row for the store. A reviewer's lasts as long as
// her link would have.
struct NewSession {
  std::string token;
  PortalSession row;
};
NewSession make_session(const PortalLink& link, UtcMillis now);

std::string session_cookie(const std::string& token, UtcMillis now, UtcMillis expires);
std::string ended_cookie();

// The form carries the session's CSRF token, and the browser does not say that the request comes from
// elsewhere.
bool is_own_form(const ServerRequest& request, const PortalSession& session);
bool is_same_origin(const ServerRequest& request);

}  // namespace reeve::portal
