#include "connectors/mariadb/mariadb_remover.h"

#include "connectors/edge_collector.h"
#include "connectors/mariadb/mariadb_changed.h"
#include "connectors/mariadb/mariadb_connector.h"
#include "connectors/mariadb/mariadb_reader.h"
#include "connectors/mariadb/mariadb_statements.h"
#include "connectors/removal_checks.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

using namespace mariadb;

const RemovalWords kWords{.connector = "mariadb", .words = &mariadb_removal_text};

// One read, with the rows that it was made of.
struct State {
  SourceEdges edges;
  Catalogue catalogue;
  KnownColumns columns;
};

class MariadbRemover final : public Remover {
 public:
  explicit MariadbRemover(ConnectionOptions options) : options_(std::move(options)) {}

  RemoverAnswer look(const EdgeChange& change) override {
    try {
      Client client{options_};
      return why_not_take(read(client), change).value_or(RemoverAnswer{ActOutcome::done, "as planned"});
    } catch (const Error& error) {
      return {ActOutcome::refused, error.message()};
    }
  }

  RemoverAnswer remove(const EdgeChange& change) override {
    return carry_out(change, change.steps, &why_not_take, &wrong_after_removal);
  }
  RemoverAnswer restore(const EdgeChange& change) override {
    return carry_out(change, change.inverse, &why_not_put_back, &wrong_after_restoring);
  }

 private:
  State read(Client& client) const {
    EdgeCollector sink;
    const std::string address = options_.host + ":" + std::to_string(options_.port);
    const Placement placement;
    Reader reader{client, address, placement, sink, {}};
    reader.read();
    return {sink.take(), reader.catalogue(), reader.columns()};
  }

  static std::optional<RemoverAnswer> why_not_take(const State& now, const EdgeChange& change) {
    if (auto why_not = why_not_remove(now.edges, change, kWords)) return why_not;
    const std::optional<Catalogue> changed = without_edge(now.catalogue, change.edge);
    if (!changed) {
      return RemoverAnswer{
          ActOutcome::refused,
          "no row gives exactly this: it comes by a pattern, another host of the user, or a role"};
    }
    const EdgeDifference would_be =
        difference(edges_of(now.catalogue, now.columns), edges_of(*changed, now.columns));
    const std::string wrong = wrong_after_removal(would_be, change);
    if (wrong.empty()) return std::nullopt;
    return RemoverAnswer{ActOutcome::refused, wrong};
  }
  static std::optional<RemoverAnswer> why_not_put_back(const State& now, const EdgeChange& change) {
    return why_not_restore(now.edges, change, kWords);
  }

  RemoverAnswer carry_out(const EdgeChange& change, const std::vector<std::string>& steps,
                          std::optional<RemoverAnswer> (*why_not)(const State&, const EdgeChange&),
                          std::string (*wrong)(const EdgeDifference&, const EdgeChange&)) {
    std::unique_ptr<Client> client;
    State before;
    try {
      client = std::make_unique<Client>(options_, Session::read_write);
      before = read(*client);
      if (auto answer = why_not(before, change)) return *answer;
    } catch (const Error& error) {
      return {ActOutcome::refused, error.message()};
    }
    std::string problem;
    try {
      for (const std::string& step : steps) client->run(step);
    } catch (const Error& error) {
      problem = error.message();
    }
    return look_afterwards(std::move(client), before, change, problem, wrong);
  }

  // Whatever the server said: only what it shows counts. A connection that is lost is made anew.
  RemoverAnswer look_afterwards(std::unique_ptr<Client> client, const State& before, const EdgeChange& change,
                                const std::string& problem,
                                std::string (*wrong)(const EdgeDifference&, const EdgeChange&)) const {
    try {
      State after;
      try {
        after = read(*client);
      } catch (const Error&) {
        client = std::make_unique<Client>(options_);
        after = read(*client);
      }
      const EdgeDifference changed = difference(before.edges, after.edges);
      if (changed.lost.empty() && changed.gained.empty()) {
        return {ActOutcome::refused, problem.empty() ? "the server agreed and changed nothing" : problem};
      }
      if (const std::string what = wrong(changed, change); !what.empty()) return {ActOutcome::surprise, what};
      return {ActOutcome::done,
              problem.empty() ? "seen in the same connection" : "seen after the server said: " + problem};
    } catch (const Error& error) {
      return {ActOutcome::unknown, "what became of it cannot be asked: " + error.message()};
    }
  }

  const ConnectionOptions options_;
};

std::unique_ptr<Remover> create(const RemoverConfig& config) {
  return std::make_unique<MariadbRemover>(connection_of(
      {.name = config.source, .kind = config.kind, .base_dir = config.base_dir, .options = config.options}));
}

}  // namespace

RemoverKind mariadb_remover() {
  return {.connector = "mariadb", .credentials = {"user", "password_env"}, .create = create};
}

}  // namespace reeve
