// A database with random roles, objects and rights, in a server of its own kind. The same seed gives the same
// database.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/support/postgres_server.h"

namespace reeve::test {

class RandomDatabase {
 public:
  struct Relation {
    std::string schema;
    std::string name;
    bool is_table = true;
    std::string owner;
    std::vector<std::string> columns;
    std::vector<std::string> bases;  // names of what a view reads
    std::string sql() const { return sql_name(schema) + "." + sql_name(name); }
  };

  struct Routine {
    std::string schema;
    std::string name;
    std::string sql() const { return sql_name(schema) + "." + sql_name(name); }
  };

  RandomDatabase(PostgresServer& server, std::uint64_t seed);
  ~RandomDatabase();  // drops the database and its roles
  RandomDatabase(const RandomDatabase&) = delete;
  RandomDatabase& operator=(const RandomDatabase&) = delete;

  const std::string& name() const { return name_; }
  const std::string& reader() const { return roles_.front(); }      // a plain account that may connect
  const std::vector<std::string>& roles() const { return roles_; }  // the random ones
  const std::vector<Relation>& relations() const { return relations_; }
  const std::vector<Routine>& routines() const { return routines_; }  // all take one integer
  // Every statement that ran, in order, with whoever ran it.
  const std::string& script() const { return script_; }

 private:
  void make_roles();
  void make_database();
  void make_schemas();
  void make_tables();
  void make_views();
  void make_grants();
  void touch_system_tables();
  void make_routines();

  void give_back(const Relation& relation);
  void let_through(const Relation& view);
  void grant_or_revoke(const Relation& relation);
  std::string view_query(Relation& view);

  void must(const std::string& sql);                             // as superuser
  bool try_as(const std::string& role, const std::string& sql);  // what is refused is left
  bool chance(int percent) { return below(100) < percent; }
  int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }
  template <class Value>
  const Value& pick(const std::vector<Value>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }
  std::string grantee() { return chance(12) ? "public" : sql_name(pick(roles_)); }

  PostgresServer& server_;
  std::mt19937_64 random_;
  std::string name_;
  std::string owner_;
  std::vector<std::string> roles_;
  std::vector<std::string> schemas_;
  std::vector<Relation> relations_;
  std::vector<Routine> routines_;
  std::string script_;
  SqlConnection admin_;
};

}  // namespace reeve::test
