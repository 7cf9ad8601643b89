#include "tests/support/random_database.h"

#include <algorithm>

namespace reeve::test {
namespace {

const std::vector<std::string> kTablePrivileges{"select",   "insert",     "update", "delete",
                                                "truncate", "references", "trigger"};
const std::vector<std::string> kColumnPrivileges{"select", "insert", "update", "references"};

}  // namespace

RandomDatabase::RandomDatabase(PostgresServer& server, std::uint64_t seed)
    : server_{server}, random_{seed}, name_{"random_" + std::to_string(seed)}, admin_{server.connect()} {
  make_roles();
  make_database();
  admin_ = server_.connect(name_);
  make_schemas();
  make_tables();
  make_views();
  make_grants();
  touch_system_tables();
  make_routines();
}

RandomDatabase::~RandomDatabase() {
  admin_ = server_.connect();
  admin_.query("drop database " + sql_name(name_) + " with (force)");
  for (const std::string& role : roles_) admin_.query("drop role " + sql_name(role));
}

void RandomDatabase::make_roles() {
  roles_ = {name_ + "_reader", name_ + "_B b", name_ + "_c\"c", std::to_string(16000 + below(1000))};
  for (int i = below(4); i >= 0; --i) roles_.push_back(name_ + "_r" + std::to_string(i));
  for (const std::string& role : roles_) {
    const bool plain = role == reader();
    must("create role " + sql_name(role) + (plain || chance(75) ? " login" : " nologin") +
         (chance(35) ? " noinherit" : " inherit") + (!plain && chance(12) ? " superuser" : "") +
         (!plain && chance(8) ? " connection limit 0" : ""));
  }
  for (std::size_t i = 0; i < roles_.size() * 2; ++i) {
    try_as("postgres", "grant " + sql_name(pick(roles_)) + " to " + sql_name(pick(roles_)) +
                           (chance(20) ? " with admin option" : ""));
  }
  const std::vector<std::string> predefined{"pg_read_all_data", "pg_write_all_data", "pg_monitor",
                                            "postgres"};
  for (const std::string& role : predefined) {
    if (chance(35)) try_as("postgres", "grant " + role + " to " + sql_name(pick(roles_)));
  }
}

void RandomDatabase::make_database() {
  owner_ = chance(60) ? pick(roles_) : "postgres";
  must("create database " + sql_name(name_) + " owner " + sql_name(owner_));
  if (chance(50)) {
    must("revoke connect on database " + sql_name(name_) + " from public");
    for (int i = below(3); i > 0; --i) {
      must("grant connect on database " + sql_name(name_) + " to " + sql_name(pick(roles_)));
    }
    if (chance(30)) must("revoke all on database " + sql_name(name_) + " from " + sql_name(owner_));
    must("grant connect on database " + sql_name(name_) + " to " + sql_name(reader()));
  }
}

void RandomDatabase::make_schemas() {
  schemas_ = {"public", "S s"};
  must("create schema " + sql_name("S s") + " authorization " + sql_name(pick(roles_)));
  if (chance(40)) must("revoke usage on schema public from public");
  for (int i = 1 + below(4); i > 0; --i) {
    const std::string schema = sql_name(pick(schemas_));
    if (chance(20)) {
      must("revoke usage on schema " + schema + " from " + grantee() + " cascade");
    } else {
      try_as("postgres", "grant usage on schema " + schema + " to " + grantee() +
                             (chance(30) ? " with grant option" : ""));
      try_as(pick(roles_), "grant usage on schema " + schema + " to " + grantee());
    }
  }
}

void RandomDatabase::make_tables() {
  for (int i = 0; i < 3; ++i) {
    Relation table{.schema = pick(schemas_), .name = "t" + std::to_string(i), .owner = pick(roles_)};
    table.columns = {"a", "B.b"};
    if (chance(50)) table.columns.emplace_back("c\"c");
    std::string columns;
    for (const std::string& column : table.columns) {
      columns += (columns.empty() ? "" : ", ") + sql_name(column) + " int";
    }
    const bool partitioned = i == 2 && chance(60);
    must("create table " + table.sql() + " (gone int, " + columns + ")" +
         (partitioned ? " partition by range (a)" : ""));
    must("alter table " + table.sql() + " drop column gone");
    relations_.push_back(table);
    if (partitioned) {
      Relation part = table;
      part.name = "part";
      part.owner = pick(roles_);
      must("create table " + part.sql() + " partition of " + table.sql() + " default");
      relations_.push_back(part);
    }
  }
}

// Columns of one or two relations, all of a relation's, or its whole row.
std::string RandomDatabase::view_query(Relation& view) {
  std::vector<std::string>& columns = view.columns;
  std::string list;
  std::string from;
  for (int source = 0, count = chance(35) ? 2 : 1; source < count; ++source) {
    const Relation& base = pick(relations_);
    view.bases.push_back(base.name);
    const std::string alias = "x" + std::to_string(source);
    from += (from.empty() ? "" : ", ") + base.sql() + " " + alias;
    const int taken = chance(20) ? -1 : below(static_cast<int>(base.columns.size()));
    for (int i = 0; i < static_cast<int>(base.columns.size()); ++i) {
      if (taken >= 0 && i != taken && chance(60)) continue;
      columns.push_back(alias + base.columns[static_cast<std::size_t>(i)]);
      list += (list.empty() ? "" : ", ") + alias + "." + sql_name(base.columns[static_cast<std::size_t>(i)]) +
              " as " + sql_name(columns.back());
    }
    if (chance(30)) {
      columns.push_back(alias + " row");
      list += ", " + alias + "::text as " + sql_name(columns.back());
    }
  }
  if (chance(15)) {
    const Relation& base = pick(relations_);
    from += " where exists (select 1 from " + base.sql() + " y where y." + sql_name(base.columns[0]) +
            " is null)";
  }
  return "select " + list + " from " + from;
}

void RandomDatabase::make_views() {
  for (int i = 0; i < 5; ++i) {
    Relation view{
        .schema = pick(schemas_), .name = "v" + std::to_string(i), .is_table = false, .owner = pick(roles_)};
    const std::string query = view_query(view);
    if (chance(15)) {
      must("create materialized view " + view.sql() + " as " + query);
    } else {
      must("create view " + view.sql() + (chance(40) ? " with (security_invoker)" : "") + " as " + query);
    }
    relations_.push_back(view);
  }
}

void RandomDatabase::make_grants() {
  for (const Relation& relation : relations_) {
    must("alter table " + relation.sql() + " owner to " + sql_name(relation.owner));
    if (!chance(25)) continue;
    must("revoke all on " + relation.sql() + " from " + sql_name(relation.owner));
    if (chance(50)) give_back(relation);
  }
  for (const Relation& view : relations_) {
    if (chance(40)) let_through(view);
  }
  for (int i = 0; i < 60; ++i) grant_or_revoke(pick(relations_));
}

// The owner gets a right on its own relation from somebody else.
void RandomDatabase::give_back(const Relation& relation) {
  const std::string other = pick(roles_);
  const std::string grant = "grant select on " + relation.sql() + " to ";
  try_as(relation.owner, grant + sql_name(other) + " with grant option");
  try_as(other, grant + sql_name(relation.owner));
}

// Most columns of what a view reads, for its owner.
void RandomDatabase::let_through(const Relation& view) {
  for (const Relation& base : relations_) {
    if (std::ranges::find(view.bases, base.name) == view.bases.end()) continue;
    for (const std::string& column : base.columns) {
      if (chance(25)) continue;
      try_as(base.owner,
             "grant select (" + sql_name(column) + ") on " + base.sql() + " to " + sql_name(view.owner));
    }
  }
}

void RandomDatabase::grant_or_revoke(const Relation& relation) {
  const bool on_column = chance(35);
  std::string what = on_column ? pick(kColumnPrivileges) : pick(kTablePrivileges);
  if (chance(40)) what = "select";
  if (on_column) what += " (" + sql_name(pick(relation.columns)) + ")";
  const std::string on = what + " on " + relation.sql();
  const std::string who = chance(60) ? relation.owner : pick(roles_);
  if (chance(18)) {
    try_as(who, std::string{"revoke "} + (chance(30) ? "grant option for " : "") + on + " from " + grantee() +
                    " cascade");
  } else {
    // To owners too: of the relation, because others can give an owner what was revoked from it, and of
    // views, because they are let through or not with their own rights.
    const std::string to = chance(12)   ? sql_name(relation.owner)
                           : chance(25) ? sql_name(pick(relations_).owner)
                                        : grantee();
    try_as(who, "grant " + on + " to " + to + (chance(35) ? " with grant option" : ""));
  }
}

void RandomDatabase::touch_system_tables() {
  const std::vector<std::string> grants{
      "select on pg_authid", "update (relname) on pg_class", "insert, delete on pg_class",
      "select (rolname), insert (rolname) on pg_authid", "select, update on information_schema.sql_features"};
  for (int i = below(3); i > 0; --i) {
    try_as("postgres",
           "grant " + pick(grants) + " to " + grantee() + (chance(30) ? " with grant option" : ""));
  }
}

// Some show a column with their owner's rights, some nothing with the caller's.
void RandomDatabase::make_routines() {
  for (int i = 0; i < 4; ++i) {
    const Routine routine{.schema = pick(schemas_), .name = "F " + std::to_string(i)};
    const Relation& read = pick(relations_);
    must("create function " + routine.sql() + "(int) returns bigint language sql " +
         (chance(60) ? "security definer begin atomic select count(" + sql_name(read.columns[0]) + ") from " +
                           read.sql() + "; end"
                     : "begin atomic select 1; end"));
    const std::string owner = pick(roles_);
    must("alter function " + routine.sql() + " owner to " + sql_name(owner));
    if (chance(70)) must("revoke execute on function " + routine.sql() + " from public");
    if (chance(20)) must("revoke execute on function " + routine.sql() + " from " + sql_name(owner));
    for (int grants = below(4); grants > 0; --grants) {
      try_as(chance(60) ? owner : pick(roles_), "grant execute on function " + routine.sql() + " to " +
                                                    grantee() + (chance(35) ? " with grant option" : ""));
    }
    routines_.push_back(routine);
  }
}

void RandomDatabase::must(const std::string& sql) {
  script_ += sql + ";\n";
  admin_.query(sql);
}

bool RandomDatabase::try_as(const std::string& role, const std::string& sql) {
  const std::string set = "set session authorization " + sql_name(role);
  admin_.query(set);
  const bool done = admin_.try_query(sql).empty();
  admin_.query("reset session authorization");
  if (done) script_ += set + "; " + sql + "; reset session authorization;\n";
  return done;
}

}  // namespace reeve::test
