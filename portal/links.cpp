#include "portal/links.h"

#include "engine/core/number.h"
#include "engine/core/text.h"
#include "engine/net/url.h"

namespace reeve::portal {
namespace {

std::string with_snapshot(std::string address, SnapshotNo at) {
  return at == 0 ? address : std::move(address) + "&at=" + std::to_string(at);
}

std::string role_names(RoleSet roles) {
  std::vector<std::string> names;
  for (const PortalRole role : kPortalRoles) {
    if (roles.has(role)) names.emplace_back(to_string(role));
  }
  return join(names, ", ");
}

}  // namespace

std::string access_of_page(const std::string& subject_key, SnapshotNo at) {
  return with_snapshot("/access/of?who=" + percent_encode(subject_key), at);
}

std::string who_can_page(const std::string& what, SnapshotNo at) {
  return with_snapshot("/access/who?what=" + percent_encode(what), at);
}

std::string why_page(const std::string& subject_key, const std::string& entitlement_key, SnapshotNo at) {
  return with_snapshot(
      "/access/why?who=" + percent_encode(subject_key) + "&what=" + percent_encode(entitlement_key), at);
}

std::string finding_page(const Digest& fingerprint) { return "/finding?id=" + to_hex(fingerprint); }

std::string asked(const Request& request, const std::string& name) {
  const auto it = request.http.query.find(name);
  return it == request.http.query.end() ? std::string() : std::string(trim(it->second));
}

std::int64_t asked_number(const Request& request, const std::string& name) {
  return parse_number<std::int64_t>(asked(request, name)).value_or(0);
}

void record_look(const Request& request, const std::string& what, const std::string& about) {
  const PortalSession& session = *request.session;
  const std::string entry = session.reviewer_key == session.reviewer_name
                                ? session.reviewer_name
                                : session.reviewer_name + " (" + printable_key(session.reviewer_key) + ")";
  request.store.add_look({.id = uuid_v7(request.now),
                          .at = request.now,
                          .by = entry,
                          .role = role_names(request.roles),
                          .what = what,
                          .about = printable_utf8(about)});
}

}  // namespace reeve::portal
