#include "connectors/mariadb/mariadb_catalogue.h"

#include <algorithm>

namespace reeve::mariadb {

const Account* Catalogue::account(const Grantee& name) const {
  const auto found = std::ranges::find(accounts, name, &Account::name);
  return found == accounts.end() ? nullptr : &*found;
}

bool is_system_database(std::string_view name) {
  return name == "mysql" || name == "sys" || name == "performance_schema" || name == "information_schema";
}

const std::vector<PrivilegeName>& privilege_names() {
  static const std::vector<PrivilegeName> kNames = [] {
    constexpr std::string_view kInOrder[] = {"SELECT",
                                             "INSERT",
                                             "UPDATE",
                                             "DELETE",
                                             "CREATE",
                                             "DROP",
                                             "RELOAD",
                                             "SHUTDOWN",
                                             "PROCESS",
                                             "FILE",
                                             "GRANT OPTION",
                                             "REFERENCES",
                                             "INDEX",
                                             "ALTER",
                                             "SHOW DATABASES",
                                             "SUPER",
                                             "CREATE TEMPORARY TABLES",
                                             "LOCK TABLES",
                                             "EXECUTE",
                                             "REPLICATION SLAVE",
                                             "BINLOG MONITOR",
                                             "CREATE VIEW",
                                             "SHOW VIEW",
                                             "CREATE ROUTINE",
                                             "ALTER ROUTINE",
                                             "CREATE USER",
                                             "EVENT",
                                             "TRIGGER",
                                             "CREATE TABLESPACE",
                                             "DELETE HISTORY",
                                             "SET USER",
                                             "FEDERATED ADMIN",
                                             "CONNECTION ADMIN",
                                             "READ_ONLY ADMIN",
                                             "REPLICATION SLAVE ADMIN",
                                             "REPLICATION MASTER ADMIN",
                                             "BINLOG ADMIN",
                                             "BINLOG REPLAY",
                                             "SLAVE MONITOR",
                                             "SHOW CREATE ROUTINE"};
    std::vector<PrivilegeName> names;
    Privileges bit = 1;
    for (const std::string_view name : kInOrder) {
      if (bit != kGrantOption) names.push_back({bit, name});
      bit <<= 1;
    }
    return names;
  }();
  return kNames;
}

}  // namespace reeve::mariadb
