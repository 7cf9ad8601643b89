#include "tests/support/postgres_access.h"

#include <map>
#include <stdexcept>

#include "tests/support/read_snapshot.h"

namespace reeve::test {

Snapshot read_database(const PostgresServer& server, const std::string& database, const std::string& reader) {
  return read_snapshot({.name = "shop",
                        .kind = "postgresql",
                        .options = {{"host", "127.0.0.1"},
                                    {"port", std::to_string(server.port())},
                                    {"database", database},
                                    {"user", reader}}});
}

struct AccessAnswers::State {
  explicit State(const Snapshot& snapshot) : graph(snapshot) {
    for (std::size_t i = 0; i < snapshot.principals.size(); ++i) {
      principals.emplace(snapshot.text(snapshot.principals[i].key), PrincipalIx{i});
    }
    for (std::size_t i = 0; i < snapshot.resources.size(); ++i) {
      resources.emplace(snapshot.text(snapshot.resources[i].key), ResourceIx{i});
    }
  }

  PrincipalIx principal(const std::string& key) const { return found(principals, key); }
  ResourceIx resource(const std::string& key) const { return found(resources, key); }
  template <class Ix>
  static Ix found(const std::map<std::string, Ix>& all, const std::string& key) {
    const auto place = all.find(key);
    if (place == all.end()) throw std::runtime_error("the snapshot has no `" + key + "`");
    return place->second;
  }

  AccessGraph graph;
  std::map<std::string, PrincipalIx> principals;
  std::map<std::string, ResourceIx> resources;
};

AccessAnswers::AccessAnswers(const Snapshot& snapshot) : state_{std::make_unique<State>(snapshot)} {}
AccessAnswers::~AccessAnswers() = default;

bool AccessAnswers::holds(const std::string& role, const std::string& privilege,
                          const std::string& resource) const {
  return reeve::holds(state_->graph, state_->principal(role), state_->resource(resource), privilege);
}

bool AccessAnswers::holds_grant_option(const std::string& role, const std::string& privilege,
                                       const std::string& resource) const {
  return reeve::holds_grant_option(state_->graph, state_->principal(role), state_->resource(resource),
                                   privilege);
}

bool AccessAnswers::is_member(const std::string& role, const std::string& container) const {
  return reeve::is_member(state_->graph, state_->principal(role), state_->principal(container));
}

bool AccessAnswers::has_usage(const std::string& role, const std::string& container) const {
  return reeve::has_usage(state_->graph, state_->principal(role), state_->principal(container));
}

std::optional<Usability> AccessAnswers::usability(const std::string& account, const std::string& privilege,
                                                  const std::string& resource) const {
  const auto standing =
      reeve::usability(state_->graph, state_->principal(account), state_->resource(resource), privilege);
  if (!standing) return std::nullopt;
  if (standing->unknown) throw std::runtime_error("not known whether " + account + " can use " + resource);
  return standing->usability;
}

}  // namespace reeve::test
