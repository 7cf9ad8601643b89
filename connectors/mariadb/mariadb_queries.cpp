#include "connectors/mariadb/mariadb_queries.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::mariadb {
namespace {

// Names of columns in mysql.db and mysql.user, each with the place of its bit.
struct FlagColumn {
  std::string_view name;
  int place;
};
constexpr FlagColumn kDatabaseFlags[] = {{"Select", 0},
                                         {"Insert", 1},
                                         {"Update", 2},
                                         {"Delete", 3},
                                         {"Create", 4},
                                         {"Drop", 5},
                                         {"Grant", 10},
                                         {"References", 11},
                                         {"Index", 12},
                                         {"Alter", 13},
                                         {"Create_tmp_table", 16},
                                         {"Lock_tables", 17},
                                         {"Execute", 18},
                                         {"Create_view", 21},
                                         {"Show_view", 22},
                                         {"Create_routine", 23},
                                         {"Alter_routine", 24},
                                         {"Event", 26},
                                         {"Trigger", 27},
                                         {"Delete_history", 29}};
constexpr FlagColumn kServerFlags[] = {
    {"Reload", 6}, {"Shutdown", 7},    {"Process", 8},      {"File", 9},         {"Show_db", 14},
    {"Super", 15}, {"Repl_slave", 19}, {"Repl_client", 20}, {"Create_user", 25}, {"Create_tablespace", 28}};

std::string flag_sum(std::span<const FlagColumn> flags) {
  std::vector<std::string> terms;
  for (const FlagColumn& flag : flags) {
    terms.push_back("(" + std::string{flag.name} + "_priv = 'Y') * " + std::to_string(1UL << flag.place));
  }
  return join(terms, " + ");
}

Error unexpected(std::string_view text, std::string_view wanted) {
  return Error{ErrorCode::source, "the server answered `" + printable_utf8(text) + "` where " +
                                      std::string{wanted} + " belongs"};
}

Privileges bits_from(std::string_view text) {
  Privileges bits{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  if (error != std::errc{} || end != text.data() + text.size()) throw unexpected(text, "a number");
  return bits;
}

bool flag_from(std::string_view text) {
  if (text == "1" || text == "true" || text == "Y" || text == "ON") return true;
  if (text == "0" || text == "false" || text == "N" || text == "OFF") return false;
  throw unexpected(text, "yes or no");
}

std::string folded(const Server& server, const std::string& name) {
  return server.folds_case ? lower_ascii(name) : name;
}

// A plain text, or ["one", "other"] where several ways to sign in are allowed.
std::vector<std::string> plugins_from(std::string_view text) {
  std::vector<std::string> plugins;
  std::string word;
  for (const char c : text) {
    if (c == '"' || c == '[' || c == ']' || c == ',' || c == ' ') {
      if (!word.empty()) plugins.push_back(std::exchange(word, {}));
    } else {
      word += c;
    }
  }
  if (!word.empty()) plugins.push_back(word);
  return plugins;
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' || c == '\\' ? 2 : 1, c);
  return quoted + "'";
}

}  // namespace

Query server_query() {
  return {"the server", "select version(), current_user(), @@lower_case_table_names, @@skip_name_resolve"};
}

Query own_privileges_query(const Server& server) {
  const std::size_t at = server.account.rfind('@');
  const std::string grantee =
      "'" + server.account.substr(0, at) + "'@'" + server.account.substr(at + 1) + "'";
  return {
      "information_schema.user_privileges",
      "select privilege_type from information_schema.user_privileges where grantee = " + in_quotes(grantee)};
}

Query account_query() {
  return {"mysql.global_priv",
          "select User, Host, ifnull(json_value(Priv, '$.is_role'), 0), "
          "ifnull(json_value(Priv, '$.access'), 0), "
          "ifnull(json_extract(Priv, '$.auth_or[*].plugin'), ifnull(json_value(Priv, '$.plugin'), '')), "
          "ifnull(json_value(Priv, '$.account_locked'), 0), ifnull(json_value(Priv, '$.default_role'), '') "
          "from mysql.global_priv order by User, Host"};
}

Query account_query_without_locks() {
  return {"mysql.user", "select User, Host, is_role, " + flag_sum(kDatabaseFlags) + " + " +
                            flag_sum(kServerFlags) +
                            ", plugin, 'unknown', default_role from mysql.user order by User, Host"};
}

Query role_grant_query() {
  return {"mysql.roles_mapping",
          "select User, Host, Role, Admin_option from mysql.roles_mapping order by User, Host, Role"};
}

Query proxy_query() {
  return {"mysql.proxies_priv",
          "select User, Host, Proxied_user, Proxied_host, With_grant from mysql.proxies_priv "
          "order by User, Host, Proxied_user, Proxied_host"};
}

Query database_grant_query() {
  return {"mysql.db",
          "select User, Host, Db, " + flag_sum(kDatabaseFlags) + " from mysql.db order by User, Host, Db"};
}

Query table_grant_query() {
  return {"mysql.tables_priv",
          "select User, Host, Db, Table_name, Table_priv from mysql.tables_priv "
          "order by User, Host, Db, Table_name"};
}

Query column_grant_query() {
  return {"mysql.columns_priv",
          "select User, Host, Db, Table_name, Column_name, Column_priv from mysql.columns_priv "
          "order by User, Host, Db, Table_name, Column_name"};
}

Query routine_grant_query() {
  return {"mysql.procs_priv",
          "select User, Host, Db, Routine_type, Routine_name, Proc_priv from mysql.procs_priv "
          "order by User, Host, Db, Routine_type, Routine_name"};
}

Query schema_query() {
  return {"information_schema.schemata",
          "select schema_name from information_schema.schemata where schema_name <> 'information_schema' "
          "order by schema_name"};
}

Query table_query() {
  return {"information_schema.tables",
          "select table_schema, table_name, table_type from information_schema.tables "
          "where table_schema <> 'information_schema' order by table_schema, table_name"};
}

Query view_query() {
  return {"information_schema.views",
          "select table_schema, table_name, definer, security_type, view_definition "
          "from information_schema.views order by table_schema, table_name"};
}

Query routine_query() {
  return {"mysql.proc",
          "select db, type, name, definer, security_type, body_utf8 from mysql.proc order by db, type, name"};
}

Query column_query(std::string_view database) {
  return {"information_schema.columns",
          "select table_schema, table_name, column_name from information_schema.columns "
          "where table_schema = " +
              in_quotes(database) + " order by table_name, ordinal_position"};
}

Server server_from(Row row) {
  return {.version = row[0],
          .account = row[1],
          .folds_case = row[2] != "0",
          .resolves_names = !flag_from(row[3])};
}

Account account_from(Row row) {
  return {.name = {row[0], row[1]},
          .is_role = flag_from(row[2]),
          .global = bits_from(row[3]),
          .plugins = plugins_from(row[4]),
          .locked = row[5] == "unknown" ? TriState::unknown : tri(flag_from(row[5])),
          .default_role = row[6]};
}

RoleGrant role_grant_from(Row row) {
  return {.member = {row[0], row[1]}, .role = row[2], .administer = flag_from(row[3])};
}

ProxyGrant proxy_from(Row row) {
  return {.member = {row[0], row[1]}, .proxied = {row[2], row[3]}, .administer = flag_from(row[4])};
}

DatabaseGrant database_grant_from(const Server& server, Row row) {
  return {.grantee = {row[0], row[1]}, .pattern = folded(server, row[2]), .privileges = bits_from(row[3])};
}

TableGrant table_grant_from(const Server& server, Row row) {
  return {.grantee = {row[0], row[1]},
          .database = folded(server, row[2]),
          .table = folded(server, row[3]),
          .privileges = privileges_from_words(row[4])};
}

ColumnGrant column_grant_from(const Server& server, Row row) {
  return {.grantee = {row[0], row[1]},
          .database = folded(server, row[2]),
          .table = folded(server, row[3]),
          .column = row[4],
          .privileges = privileges_from_words(row[5])};
}

RoutineGrant routine_grant_from(const Server& server, Row row) {
  return {.grantee = {row[0], row[1]},
          .database = folded(server, row[2]),
          .type = row[3],
          .routine = row[4],
          .privileges = privileges_from_words(row[5])};
}

std::string schema_from(const Server& server, Row row) { return folded(server, row[0]); }

Table table_from(const Server& server, Row row) {
  return {.database = folded(server, row[0]),
          .name = folded(server, row[1]),
          .is_view = row[2] == "VIEW",
          .kind = row[2]};
}

View view_from(const Server& server, Row row) {
  return {.database = folded(server, row[0]),
          .name = folded(server, row[1]),
          .definer = definer_from(row[2]),
          .with_definers_rights = row[3] != "INVOKER",
          .definition = row[4]};
}

Routine routine_from(const Server& server, Row row) {
  return {.database = folded(server, row[0]),
          .type = row[1],
          .name = row[2],
          .definer = definer_from(row[3]),
          .with_definers_rights = row[4] != "INVOKER",
          .body = row[5]};
}

Column column_from(const Server& server, Row row) {
  return {.database = folded(server, row[0]), .table = folded(server, row[1]), .name = row[2]};
}

Privileges privileges_from_words(std::string_view words) {
  Privileges bits = 0;
  for (const std::string& word : split(words, ',')) {
    const std::string name = lower_ascii(word);
    if (name == "grant") {
      bits |= kGrantOption;
      continue;
    }
    const std::string_view wanted =
        name == "delete versioning rows" ? "delete history" : std::string_view{name};
    const auto found = std::ranges::find_if(
        privilege_names(), [&](const PrivilegeName& each) { return lower_ascii(each.name) == wanted; });
    if (found == privilege_names().end()) throw unexpected(word, "a privilege");
    bits |= found->bit;
  }
  return bits;
}

Grantee definer_from(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return {std::string{text}, ""};
  return {std::string{text.substr(0, at)}, std::string{text.substr(at + 1)}};
}

}  // namespace reeve::mariadb
