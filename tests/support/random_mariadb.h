// A MariaDB server in a random state: accounts, roles, databases, views, routines and rights. The same seed
// gives the same state.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/support/mariadb_server.h"

namespace reeve::test {

class RandomMariadb {
 public:
  struct Relation {
    std::string database;
    std::string name;
    bool is_table = true;
    bool reads_as_invoker = false;  // itself, or through what it reads
    std::vector<std::string> columns;
    std::string sql() const { return mariadb_name(database) + "." + mariadb_name(name); }
  };

  RandomMariadb(MariadbServer& server, std::uint64_t seed);
  ~RandomMariadb();  // drops what it made
  RandomMariadb(const RandomMariadb&) = delete;
  RandomMariadb& operator=(const RandomMariadb&) = delete;

  struct Account {
    std::string user;
    std::string host;  // empty: a role
    std::string sql() const { return mariadb_account(user, host); }
  };
  const std::vector<Account>& accounts() const { return accounts_; }
  const std::vector<std::string>& roles() const { return roles_; }
  const std::vector<std::string>& databases() const { return databases_; }
  const std::vector<Relation>& relations() const { return relations_; }
  // Every statement that ran, in order.
  const std::string& script() const { return script_; }

 private:
  void make_databases();
  void make_accounts();
  void make_roles();
  void make_views();
  void make_grants();
  void forget_accounts();
  void grant_something();
  std::string grantee();
  std::string view_query(Relation& view);

  bool run(const std::string& sql);  // what is refused is left
  bool chance(int percent) { return below(100) < percent; }
  int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }
  template <class Value>
  const Value& pick(const std::vector<Value>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }

  std::mt19937_64 random_;
  MariadbConnection admin_;
  std::vector<Account> accounts_;
  std::vector<std::string> roles_;
  std::vector<std::string> databases_;
  std::vector<Relation> relations_;
  std::string script_;
};

}  // namespace reeve::test
