#include "tests/support/random_mariadb.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace reeve::test {
namespace {

const std::vector<std::string> kUsers{"ann", "b b", "carl", "d@d"};
const std::vector<std::string> kHosts{"%", "%", "%", "localhost", "127.0.0.1", "127.0.0.2", "127.0.0.%"};
// No two of the same breadth match the same database: which of them counts, the server leaves open.
const std::vector<std::string> kPatterns{"abc", "abd", "a\\_c", "xyz",   "ab%",    "a_c",
                                         "a%",  "%",   "x_z%",  "gone%", "nowhere"};
const std::vector<std::string> kTablePrivileges{"select", "select", "select", "insert", "update",
                                                "delete", "create", "index",  "drop",   "select, delete"};
const std::vector<std::string> kDatabasePrivileges{
    "select",  "select", "insert", "update, delete", "create temporary tables",
    "execute", "drop",   "create", "index"};

}  // namespace

RandomMariadb::RandomMariadb(MariadbServer& server, std::uint64_t seed)
    : random_{seed}, admin_{server.connect()} {
  make_databases();
  make_accounts();
  make_roles();
  make_views();
  make_grants();
  forget_accounts();
  // What a role hands on, the server works out anew only now; until then rights on routines may be missing.
  run("flush privileges");
}

RandomMariadb::~RandomMariadb() {
  for (const std::string& database : databases_) admin_.query("drop database " + mariadb_name(database));
  for (const Account& account : accounts_) admin_.query("drop user if exists " + account.sql());
  for (const std::string& role : roles_) admin_.query("drop role " + mariadb_name(role));
  admin_.query(
      "delete from mysql.db where User <> 'mariadb.sys'; delete from mysql.tables_priv where User <> "
      "'mariadb.sys'; delete from mysql.columns_priv; delete from mysql.procs_priv; delete from "
      "mysql.global_priv where User = 'PUBLIC'; delete from mysql.roles_mapping; flush privileges");
}

void RandomMariadb::make_databases() {
  databases_ = {"abc", "abd", "a_c", "xyz"};
  for (const std::string& database : databases_) {
    run("create database " + mariadb_name(database));
    for (const char* const table : {"t0", "T 1"}) {
      Relation relation{.database = database, .name = table, .columns = {"a", "B b", "c`c"}};
      run("create table " + relation.sql() + " (a int, `B b` int, `c``c` int, index i (a))");
      relations_.push_back(relation);
    }
    run("create procedure " + mariadb_name(database) + ".p() begin end");
  }
}

void RandomMariadb::make_accounts() {
  for (int i = 4 + below(4); i > 0; --i) {
    Account account{pick(kUsers), pick(kHosts)};
    if (chance(10)) account.user.clear();
    if (run("create user " + account.sql())) accounts_.push_back(account);
    if (!account.user.empty() && chance(8)) run("alter user " + account.sql() + " account lock");
  }
}

void RandomMariadb::make_roles() {
  for (const char* const role : {"r0", "R 1", "r2", "ann"}) {
    run("create role " + mariadb_name(role));
    roles_.emplace_back(role);
  }
  for (int i = 2 + below(4); i > 0; --i) {
    run("grant " + mariadb_name(pick(roles_)) + " to " + mariadb_name(pick(roles_)));
  }
  std::set<std::pair<std::string, std::string>> lent;
  for (int i = 2 + below(5); i > 0; --i) {
    const Account& account = pick(accounts_);
    const std::string role = mariadb_name(pick(roles_));
    // Of two accounts of a user with the same role, the server takes the one's global rights for the other's.
    const auto is_other = [&](const Account& other) {
      return other.user == account.user && other.host != account.host;
    };
    const bool alone = std::ranges::none_of(accounts_, is_other);
    if (!lent.emplace(account.user, role).second && !alone) continue;
    run("grant " + role + " to " + account.sql() + (chance(20) ? " with admin option" : ""));
    if (chance(35)) run("set default role " + role + " for " + account.sql());
    // The default role stays, and gives nothing.
    if (alone && chance(20)) run("revoke " + role + " from " + account.sql());
  }
  if (chance(20)) run("grant " + mariadb_name(pick(roles_)) + " to public");
}

// Columns of one or two relations, or all of a relation's.
std::string RandomMariadb::view_query(Relation& view) {
  std::string list;
  std::string from;
  for (int source = 0, count = chance(35) ? 2 : 1; source < count; ++source) {
    const Relation& base = pick(relations_);
    view.reads_as_invoker = view.reads_as_invoker || base.reads_as_invoker;
    const std::string alias = "x" + std::to_string(source);
    const bool joined = source > 0 && chance(50);
    from += (from.empty() ? "" : joined ? " left join " : ", ") + base.sql() + " " + alias;
    if (joined) {
      from += " on " + alias + "." + mariadb_name(base.columns.back()) + " = 1";
    }
    const int taken = below(static_cast<int>(base.columns.size()));
    for (int i = 0; i < static_cast<int>(base.columns.size()); ++i) {
      if (i != taken && chance(60)) continue;
      const std::string& column = base.columns[static_cast<std::size_t>(i)];
      view.columns.push_back(alias + column);
      list += (list.empty() ? "" : ", ") + alias + "." + mariadb_name(column) + " as " +
              mariadb_name(view.columns.back());
    }
  }
  std::string where;
  if (chance(25)) {
    const Relation& base = pick(relations_);
    view.reads_as_invoker = view.reads_as_invoker || base.reads_as_invoker;
    where = " where exists (select 'from `x`' from " + base.sql() + " y where y." +
            mariadb_name(base.columns[0]) + " is null)";
  }
  return "select " + list + " from " + from + where;
}

void RandomMariadb::make_views() {
  for (int i = 0; i < 5; ++i) {
    Relation view{.database = pick(databases_), .name = "v" + std::to_string(i), .is_table = false};
    const bool invoker = chance(35);
    const bool by_role = chance(15);
    const Account& definer = pick(accounts_);
    const std::string query = view_query(view);
    view.reads_as_invoker = view.reads_as_invoker || invoker;
    const std::string algorithm = chance(30) ? "algorithm = temptable " : "";
    if (run("create " + algorithm + "definer = " + (by_role ? mariadb_name(pick(roles_)) : definer.sql()) +
            " sql security " + (invoker ? "invoker" : "definer") + " view " + view.sql() + " as " + query)) {
      relations_.push_back(view);
    }
  }
}

std::string RandomMariadb::grantee() {
  if (chance(8)) return "public";
  return chance(35) ? mariadb_name(pick(roles_)) : pick(accounts_).sql();
}

void RandomMariadb::grant_something() {
  const Relation& relation = pick(relations_);
  const std::string to = " to " + grantee();
  switch (below(10)) {
    case 0:
      if (chance(30)) run("grant " + pick(kDatabasePrivileges) + " on *.*" + to);
      break;
    case 1:
    case 2:
    case 3:
    case 4:
      run("grant " + pick(kDatabasePrivileges) + " on " + mariadb_name(pick(kPatterns)) + ".*" + to);
      break;
    case 5:
    case 6: run("grant " + pick(kTablePrivileges) + " on " + relation.sql() + to); break;
    case 7:
    case 8: {
      const std::vector<std::string> privileges{"select", "insert", "update", "references"};
      run("grant " + pick(privileges) + " (" + mariadb_name(pick(relation.columns)) + ") on " +
          relation.sql() + to);
      break;
    }
    default: run("grant execute on procedure " + mariadb_name(pick(databases_)) + ".P" + to);
  }
}

void RandomMariadb::make_grants() {
  for (int i = 25 + below(25); i > 0; --i) grant_something();
  // Enough for views to be read at all.
  for (const Relation& relation : relations_) {
    if (!relation.is_table) run("grant select on " + relation.sql() + " to " + grantee());
  }
  if (chance(15)) run("drop table if exists " + mariadb_name(pick(databases_)) + ".`T 1`");
}

// Rows of accounts that are gone, as an administrator leaves them who deletes from the table of accounts.
void RandomMariadb::forget_accounts() {
  if (!chance(40)) return;
  // Of an address, so that there are other places from which its clients can come.
  const auto forgotten = std::ranges::find(accounts_, "127.0.0.2", &Account::host);
  if (forgotten == accounts_.end() || accounts_.size() < 3) return;
  run("delete from mysql.global_priv where User = " + mariadb_text(forgotten->user) +
      " and Host = " + mariadb_text(forgotten->host));
  run("delete from mysql.roles_mapping where User = " + mariadb_text(forgotten->user) +
      " and Host = " + mariadb_text(forgotten->host));
  run("flush privileges");
  accounts_.erase(forgotten);
}

bool RandomMariadb::run(const std::string& sql) {
  if (admin_.try_query(sql) != 0) return false;
  script_ += sql + ";\n";
  return true;
}

}  // namespace reeve::test
