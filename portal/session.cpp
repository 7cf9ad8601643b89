#include "portal/session.h"

#include "engine/core/digest.h"

namespace reeve::portal {
namespace {

constexpr UtcMillis kMinute = 60LL * 1000;
constexpr UtcMillis kStaffIdle = 60 * kMinute;
constexpr UtcMillis kStaffLongest = 10 * 60 * kMinute;
constexpr UtcMillis kSeenStep = kMinute;  // how exactly the last request is kept: not every one is a write

constexpr const char* kCookieRules = "; Path=/; Secure; HttpOnly; SameSite=Lax";

bool ends_with_host(const std::string& origin, const std::string& host) {
  return origin == "http://" + host || origin == "https://" + host;
}

}  // namespace

std::optional<PortalSession> find_session(Store& store, const ServerRequest& request, UtcMillis now) {
  const auto cookie = request.cookies.find(kCookie);
  if (cookie == request.cookies.end()) return std::nullopt;
  auto session = store.portal_session(sha256(cookie->second));
  if (!session || session->expires <= now) return std::nullopt;
  if (!session->roles.meets(kStaffRoles)) return session;
  if (session->seen_at + kStaffIdle <= now) return std::nullopt;
  if (session->seen_at + kSeenStep <= now) store.see_portal_session(session->token_digest, now);
  return session;
}

NewSession make_session(const PortalLink& link, UtcMillis now) {
  NewSession out;
  out.token = random_token();
  out.row.token_digest = sha256(out.token);
  out.row.campaign_id = link.campaign_id;
  out.row.reviewer_key = link.reviewer_key;
  out.row.reviewer_name = link.reviewer_name;
  out.row.csrf_token = random_token();
  out.row.roles = link.roles;
  out.row.signed_in = "single-use link";
  out.row.seen_at = now;
  out.row.expires = link.roles.meets(kStaffRoles) ? now + kStaffLongest : link.expires;
  return out;
}

std::string session_cookie(const std::string& token, UtcMillis now, UtcMillis expires) {
  return std::string(kCookie) + "=" + token + kCookieRules +
         "; Max-Age=" + std::to_string((expires - now) / 1000);
}

std::string ended_cookie() { return std::string(kCookie) + "=" + kCookieRules + "; Max-Age=0"; }

bool is_own_form(const ServerRequest& request, const PortalSession& session) {
  const auto sent = request.form.find("csrf");
  return sent != request.form.end() && constant_time_equal(sent->second, session.csrf_token) &&
         is_same_origin(request);
}

bool is_same_origin(const ServerRequest& request) {
  const std::string& site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const std::string& origin = request.header("origin");
  return origin.empty() || ends_with_host(origin, request.header("host"));
}

}  // namespace reeve::portal
