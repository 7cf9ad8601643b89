// A PostgreSQL database read by the connector into a snapshot, and questions to effective access by the names
// by which the server is asked.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/access/query.h"
#include "tests/support/postgres_server.h"

namespace reeve::test {

// Reads with a plain account; throws std::runtime_error where a section is not complete.
Snapshot read_database(const PostgresServer& server, const std::string& database, const std::string& reader);

class AccessAnswers {
 public:
  explicit AccessAnswers(const Snapshot& snapshot);
  ~AccessAnswers();

  // Before gates, as has_table_privilege and has_column_privilege answer.
  bool holds(const std::string& role, const std::string& privilege, const std::string& resource) const;
  bool holds_grant_option(const std::string& role, const std::string& privilege,
                          const std::string& resource) const;
  // As pg_has_role answers for MEMBER and USAGE.
  bool is_member(const std::string& role, const std::string& container) const;
  bool has_usage(const std::string& role, const std::string& container) const;
  // With gates, views' owners and sign-in; nullopt where no grant leads there.
  std::optional<Usability> usability(const std::string& account, const std::string& privilege,
                                     const std::string& resource) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve::test
