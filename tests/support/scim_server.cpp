#include "tests/support/scim_server.h"

#include <algorithm>

namespace reeve::test {
namespace {

// Of the query; 0 where it is not there.
std::size_t number_in(const std::string& target, const std::string& name) {
  const auto at = target.find(name + "=");
  return at == std::string::npos ? 0 : std::stoul(target.substr(at + name.size() + 1));
}

}  // namespace

ScimServer::ScimServer()
    : server_(std::make_unique<RawServer>([this](RawServer::Peer& peer) { serve(peer); })) {}

std::string ScimServer::url() const {
  return "http://127.0.0.1:" + std::to_string(server_->port()) + "/scim";
}

void ScimServer::set_hook(Hook hook) {
  const std::lock_guard lock(mutex_);
  hook_ = std::move(hook);
}

std::vector<std::string> ScimServer::targets() const {
  const std::lock_guard lock(mutex_);
  return targets_;
}

void ScimServer::serve(RawServer::Peer& peer) {
  for (std::string request = peer.read_request(); !request.empty(); request = peer.read_request()) {
    const std::lock_guard lock(mutex_);
    const std::size_t begin = request.find(' ') + 1;
    const std::string target = request.substr(begin, request.find(' ', begin) - begin);
    targets_.push_back(target);
    std::optional<std::string> other;
    if (hook_) {
      other = hook_({.target = target,
                     .authorization = header_of(request, "Authorization"),
                     .body = body_of(request),
                     .number = static_cast<int>(targets_.size())});
    }
    peer.write(other ? *other : answer(target));
  }
}

std::string ScimServer::answer(const std::string& target) {
  const std::vector<Json>& all = target.starts_with("/scim/Users") ? users_ : groups_;
  const std::size_t cursor = number_in(target, "cursor");
  const std::size_t first =
      cursor > 0 ? cursor - 1 : std::max<std::size_t>(number_in(target, "startIndex"), 1) - 1;
  const std::size_t end = std::min(all.size(), first + number_in(target, "count"));
  Json list = Json::array();
  for (std::size_t i = first; i < end; ++i) {
    const bool only_id = target.find("attributes=id") != std::string::npos;
    list.push_back(only_id ? Json{{"id", all[i].value("id", "")}} : all[i]);
  }
  Json body{{"schemas", {"urn:ietf:params:scim:api:messages:2.0:ListResponse"}},
            {"totalResults", all.size()},
            {"itemsPerPage", 20},
            {"startIndex", first + 1},
            {"Resources", list}};
  if (cursors_ && end < all.size()) body["nextCursor"] = std::to_string(end + 1);
  return http_answer("200 OK", canonical_json(body), "Content-Type: application/scim+json\r\n");
}

Json scim_user(const std::string& id, const std::string& login) {
  return {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:User"}},
          {"id", id},
          {"userName", login},
          {"active", true},
          {"emails", {{{"value", login + "@nile.example"}, {"primary", true}}}}};
}

Json scim_group(const std::string& id, const std::vector<std::string>& members) {
  Json list = Json::array();
  for (const std::string& member : members) list.push_back({{"value", member}});
  return {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:Group"}},
          {"id", id},
          {"displayName", id},
          {"members", list}};
}

}  // namespace reeve::test
