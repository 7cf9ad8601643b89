#include "connectors/postgresql/postgresql_remover.h"

#include "connectors/edge_collector.h"
#include "connectors/postgresql/postgresql_connector.h"
#include "connectors/postgresql/postgresql_reader.h"
#include "connectors/postgresql/postgresql_statements.h"
#include "connectors/removal_checks.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

using namespace postgresql;

const RemovalWords kWords{
    .connector = "postgresql", .words = &postgresql_removal_text, .also_lost = &postgresql_also_lost};

// How the two directions differ.
struct Direction {
  std::optional<RemoverAnswer> (*why_not)(const SourceEdges&, const EdgeChange&, const RemovalWords&);
  std::string (*wrong_after)(const EdgeDifference&, const EdgeChange&);
  const std::vector<std::string> EdgeChange::*steps;
};
const Direction kRemoval{&why_not_remove, &wrong_after_removal, &EdgeChange::steps};
const Direction kReturn{&why_not_restore, &wrong_after_restoring, &EdgeChange::inverse};

class PostgresqlRemover final : public Remover {
 public:
  explicit PostgresqlRemover(ConnectionOptions options) : options_(std::move(options)) {}

  RemoverAnswer look(const EdgeChange& change) override {
    try {
      Client client{options_};
      return why_not_remove(read(client), change, kWords)
          .value_or(RemoverAnswer{ActOutcome::done, "as planned"});
    } catch (const Error& error) {
      return {ActOutcome::refused, error.message()};
    }
  }
  RemoverAnswer remove(const EdgeChange& change) override { return carry_out(change, kRemoval); }
  RemoverAnswer restore(const EdgeChange& change) override { return carry_out(change, kReturn); }

 private:
  SourceEdges read(Client& client) const {
    EdgeCollector sink;
    Reader{client, options_, Placement{}, sink, {}}.read();
    return sink.take();
  }

  RemoverAnswer carry_out(const EdgeChange& change, const Direction& direction) {
    std::unique_ptr<Client> client;
    try {
      client = std::make_unique<Client>(options_, Transaction::read_write);
      if (auto answer = change_in_transaction(*client, change, direction)) return *answer;
    } catch (const Error& error) {
      return {ActOutcome::refused, error.message()};  // nothing was committed
    }
    std::string commit_error;
    try {
      client->commit();
    } catch (const Error& error) {
      commit_error = error.message();
    }
    return look_afterwards(std::move(client), change, direction, commit_error);
  }

  // nullopt: everything is right, and can be committed.
  std::optional<RemoverAnswer> change_in_transaction(Client& client, const EdgeChange& change,
                                                     const Direction& direction) const {
    const SourceEdges before = read(client);
    if (auto why_not = direction.why_not(before, change, kWords)) return why_not;
    for (const std::string& step : change.*direction.steps) client.run(step);
    const std::string wrong = direction.wrong_after(difference(before, read(client)), change);
    if (wrong.empty()) return std::nullopt;
    return RemoverAnswer{ActOutcome::refused, wrong};
  }

  // After a commit that may have got lost, only what the source says counts.
  RemoverAnswer look_afterwards(std::unique_ptr<Client> client, const EdgeChange& change,
                                const Direction& direction, const std::string& commit_error) {
    try {
      if (!commit_error.empty()) client = std::make_unique<Client>(options_);
      const auto answer = direction.why_not(read(*client), change, kWords);
      if (answer && answer->outcome == ActOutcome::already) {
        return {ActOutcome::done, commit_error.empty()
                                      ? "seen in the same connection"
                                      : "seen after the connection was lost at the commit: " + commit_error};
      }
      if (!commit_error.empty()) return {ActOutcome::refused, commit_error};
      return {ActOutcome::surprise, "done, and at once the source says otherwise" +
                                        (answer ? ": " + answer->detail : std::string())};
    } catch (const Error& error) {
      return {ActOutcome::unknown, "what became of it cannot be asked: " + error.message()};
    }
  }

  const ConnectionOptions options_;
};

std::unique_ptr<Remover> create(const RemoverConfig& config) {
  return std::make_unique<PostgresqlRemover>(connection_of(
      {.name = config.source, .kind = config.kind, .base_dir = config.base_dir, .options = config.options}));
}

}  // namespace

RemoverKind postgresql_remover() {
  return {
      .connector = "postgresql", .credentials = {"user", "password_env", "password_file"}, .create = create};
}

}  // namespace reeve
