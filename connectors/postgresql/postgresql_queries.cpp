#include "connectors/postgresql/postgresql_queries.h"

#include <charconv>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::postgresql {
namespace {

// TOAST tables stand for their table; temporary tables are reached by their own sign-in only.
const std::string kSchemaFilter = " n.nspname <> 'pg_toast' and n.nspname !~ '^pg_(toast_)?temp_' ";
const std::string kSystemSchema = " n.nspname in ('pg_catalog', 'information_schema') ";
const std::string kRelationKinds = " c.relkind in ('r', 'p', 'f', 'v', 'm') ";
// Columns that become resources: of system schemas only those with an ACL of their own.
const std::string kRecordedColumn = " (a.attacl is not null or (a.attnum > 0 and not" + kSystemSchema + ")) ";
const std::string kClassAndSchema = " pg_class c join pg_namespace n on n.oid = c.relnamespace ";

// The entries of an ACL as parse_acl reads them.
std::string acl_text(const std::string& acl) {
  return "coalesce((select string_agg("
         "concat_ws(',', e.grantee, e.grantor, e.privilege_type, e.is_grantable), ';' "
         "order by e.grantee, e.grantor, e.privilege_type) from aclexplode(" +
         acl + ") e), '')";
}

std::string column_sql(const std::string& filter) {
  return "select a.attrelid::text, a.attnum::text, a.attname::text, " + acl_text("a.attacl") + "," +
         kRecordedColumn + "::text from pg_attribute a join pg_class c on c.oid = a.attrelid join " +
         "pg_namespace n on n.oid = c.relnamespace where" + kRelationKinds + "and" + kSchemaFilter +
         "and not a.attisdropped and " + filter + " order by a.attrelid, a.attnum";
}

Error unexpected(std::string_view text, std::string_view wanted) {
  return Error{ErrorCode::source, "the server answered `" + printable_utf8(text) + "` where " +
                                      std::string{wanted} + " belongs"};
}

template <class Number>
Number number_from(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) throw unexpected(text, "a number");
  return number;
}

MaybeTime time_from(std::string_view text) {
  return text == "never" ? MaybeTime::never() : MaybeTime::at(number_from<UtcMillis>(text));
}

RelationKind kind_from(std::string_view text) {
  if (text.size() != 1 || std::string_view{"rpfvm"}.find(text.front()) == std::string_view::npos) {
    throw unexpected(text, "a kind of relation");
  }
  return static_cast<RelationKind>(text.front());
}

LeftOut count_of_rows(std::string what, Section section, std::string catalogues, const std::string& from) {
  return {std::move(what), section, {std::move(catalogues), "select count(*)::text from" + from, 1, 1}};
}

}  // namespace

std::string acl_columns(const std::string& acl, char object_class, const std::string& owner) {
  return "(" + acl + " is null)::text, " +
         acl_text("coalesce(" + acl + ", acldefault('" + object_class + "', " + owner + "))");
}

Oid oid_from(std::string_view text) { return number_from<Oid>(text); }

bool bool_from(std::string_view text) {
  if (text != "true" && text != "false" && text != "t" && text != "f")
    throw unexpected(text, "true or false");
  return text.front() == 't';
}

Acl acl_from(std::string_view is_default, std::string_view entries) {
  return {bool_from(is_default), parse_acl(entries)};
}

// Asks no catalogue, so that it is answered whatever was forbidden.
Query server_query() {
  return {"the server",
          "select current_setting('server_version'), current_setting('server_version_num'), "
          "current_database()::text, current_user::text, current_setting('is_superuser'), "
          "(select string_agg(e.privilege_type, ',') from aclexplode(acldefault('r', 10::oid)) e)",
          6, 1};
}

Query role_query() {
  return {"pg_roles",
          "select r.oid::text, r.rolname::text, r.rolcanlogin::text, r.rolinherit::text, r.rolsuper::text, "
          "r.rolbypassrls::text, r.rolcreaterole::text, r.rolreplication::text, r.rolconnlimit::text, "
          "case when r.rolvaliduntil is null or r.rolvaliduntil = 'infinity' then 'never' "
          "when r.rolvaliduntil = '-infinity' then '0' "
          "else floor(extract(epoch from r.rolvaliduntil) * 1000)::bigint::text end "
          "from pg_roles r order by r.oid",
          10};
}

Query membership_query(const Server& server) {
  const std::string options =
      server.has_membership_options() ? "m.inherit_option::text, m.set_option::text" : "'false', 'true'";
  return {"pg_auth_members",
          "select m.roleid::text, m.member::text, m.grantor::text, m.admin_option::text, " + options +
              " from pg_auth_members m order by m.member, m.roleid, m.grantor",
          6};
}

Query database_query() {
  return {"pg_database",
          "select d.oid::text, d.datname::text, d.datdba::text, " + acl_columns("d.datacl", 'd', "d.datdba") +
              " from pg_database d where d.datname = current_database()",
          5};
}

Query schema_query() {
  return {"pg_namespace",
          "select n.oid::text, n.nspname::text, n.nspowner::text, " +
              acl_columns("n.nspacl", 'n', "n.nspowner") + " from pg_namespace n where" + kSchemaFilter +
              "order by n.oid",
          5};
}

Query relation_query() {
  return {"pg_class",
          "select c.oid::text, c.relnamespace::text, c.relname::text, c.relkind::text, c.relowner::text, " +
              acl_columns("c.relacl", 'r', "c.relowner") +
              ", c.relrowsecurity::text, c.relforcerowsecurity::text, exists (select from "
              "pg_options_to_table(c.reloptions) o where o.option_name = 'security_invoker' and "
              "o.option_value::boolean)::text from" +
              kClassAndSchema + "where" + kRelationKinds + "and" + kSchemaFilter + "order by c.oid",
          10};
}

Query column_query() { return {"pg_attribute", column_sql(kRecordedColumn), 5}; }

Query column_acl_query() { return {"pg_attribute", column_sql("a.attacl is not null"), 5}; }

Query columns_of_query(std::span<const Oid> relations) {
  std::string oids;
  for (const Oid oid : relations) oids += (oids.empty() ? "" : ", ") + std::to_string(oid);
  return {"pg_attribute", column_sql("a.attrelid in (" + oids + ")"), 5};
}

Query view_query() {
  // A definition can be large, hence few at a time. Superusers see everything, so lineage tells nothing new
  // where one owns a view of a system schema.
  return {"pg_rewrite and pg_depend",
          "select c.oid::text, r.ev_action::text, coalesce((select string_agg(d.refobjid || ',' || "
          "d.refobjsubid, ';') from pg_depend d where d.classid = 'pg_rewrite'::regclass and d.objid = r.oid "
          "and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid and d.refobjsubid <> 0), '') "
          "from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = "
          "c.relnamespace where r.rulename = '_RETURN' and c.relkind in ('v', 'm') and" +
              kSchemaFilter + "and not (" + kSystemSchema +
              "and exists (select from pg_roles o where o.oid = c.relowner and o.rolsuper)) order by c.oid",
          3, 50};
}

Query inheritance_query() {
  return {"pg_inherits",
          "select i.inhparent::text, i.inhrelid::text from pg_inherits i join pg_class c on c.oid = "
          "i.inhparent where c.relkind in ('r', 'p', 'f') order by i.inhparent, i.inhrelid",
          2};
}

Server server_from(Row row) {
  return {.version = row[0],
          .major = number_from<int>(row[1]) / 10000,
          .database = row[2],
          .user = row[3],
          .superuser = row[4] == "on",
          .table_privileges = split(row[5], ',')};
}

Role role_from(Row row) {
  return {.oid = oid_from(row[0]),
          .name = row[1],
          .can_login = bool_from(row[2]),
          .inherits = bool_from(row[3]),
          .superuser = bool_from(row[4]),
          .bypass_rls = bool_from(row[5]),
          .create_role = bool_from(row[6]),
          .replication = bool_from(row[7]),
          .connection_limit = number_from<int>(row[8]),
          .valid_until = time_from(row[9])};
}

RoleMembership membership_from(Row row) {
  return {.role = oid_from(row[0]),
          .member = oid_from(row[1]),
          .grantor = oid_from(row[2]),
          .administer = bool_from(row[3]),
          .inherited = bool_from(row[4]),
          .assumable = bool_from(row[5])};
}

Database database_from(Row row) {
  return {
      .oid = oid_from(row[0]), .name = row[1], .owner = oid_from(row[2]), .acl = acl_from(row[3], row[4])};
}

Schema schema_from(Row row) {
  return {
      .oid = oid_from(row[0]), .name = row[1], .owner = oid_from(row[2]), .acl = acl_from(row[3], row[4])};
}

Relation relation_from(Row row) {
  return {.oid = oid_from(row[0]),
          .schema = oid_from(row[1]),
          .name = row[2],
          .kind = kind_from(row[3]),
          .owner = oid_from(row[4]),
          .acl = acl_from(row[5], row[6]),
          .row_security = bool_from(row[7]),
          .row_security_forced = bool_from(row[8]),
          .security_invoker = bool_from(row[9])};
}

Column column_from(Row row) {
  return {.relation = oid_from(row[0]),
          .number = number_from<int>(row[1]),
          .name = row[2],
          .acl = {.entries = parse_acl(row[3])},
          .is_recorded = bool_from(row[4])};
}

ViewDefinition view_from(Row row) {
  ViewDefinition definition{.view = oid_from(row[0]), .tree = row[1]};
  for (const std::string& column : split(row[2], ';')) {
    const std::vector<std::string> parts = split(column, ',');
    if (parts.size() != 2) throw unexpected(column, "a column");
    definition.depends_on.push_back({oid_from(parts[0]), number_from<int>(parts[1])});
  }
  return definition;
}

Inheritance inheritance_from(Row row) { return {.parent = oid_from(row[0]), .child = oid_from(row[1])}; }

std::vector<AclEntry> parse_acl(std::string_view text) {
  std::vector<AclEntry> entries;
  for (const std::string& entry : split(text, ';')) {
    const std::vector<std::string> parts = split(entry, ',');
    if (parts.size() != 4) throw unexpected(entry, "an entry of an ACL");
    entries.push_back({oid_from(parts[0]), oid_from(parts[1]), parts[2], bool_from(parts[3])});
  }
  return entries;
}

std::vector<LeftOut> left_out() {
  const std::string no_system = " where not" + kSystemSchema;
  return {
      count_of_rows("columns of system schemas", Section::resource, "pg_attribute",
                    " pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = "
                    "c.relnamespace where" +
                        kRelationKinds + "and" + kSystemSchema +
                        "and a.attnum > 0 and not a.attisdropped and a.attacl is null"),
      count_of_rows("routines of system schemas", Section::resource, "pg_proc",
                    " pg_proc p join pg_namespace n on n.oid = p.pronamespace where" + kSystemSchema +
                        "and not exists (select from aclexplode(p.proacl) e where e.grantee <> p.proowner)"),
      count_of_rows("sequences", Section::resource, "pg_class",
                    kClassAndSchema + no_system + "and c.relkind = 'S'"),
      count_of_rows("large objects", Section::resource, "pg_largeobject_metadata",
                    " pg_largeobject_metadata"),
      count_of_rows("rewrite rules that are not views", Section::lineage, "pg_rewrite",
                    " pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = "
                    "c.relnamespace" +
                        no_system + "and r.rulename <> '_RETURN'"),
      count_of_rows("memberships in roles that reach files or programs of the server", Section::grant,
                    "pg_auth_members",
                    " pg_auth_members m join pg_roles r on r.oid = m.roleid where r.rolname in "
                    "('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')"),
      count_of_rows("default privileges, which give rights on what will be made", Section::grant,
                    "pg_default_acl", " pg_default_acl"),
      count_of_rows("user mappings of foreign servers", Section::grant, "pg_user_mappings",
                    " pg_user_mappings"),
      count_of_rows("row security policies, which narrow rows and end no access", Section::grant, "pg_policy",
                    " pg_policy"),
      {"other databases of the server",
       Section::resource,
       {"pg_database",
        "select count(*) || coalesce(' (' || string_agg(d.datname, ', ' order by d.datname) || ')', '') from "
        "pg_database d where d.datname <> current_database() and not d.datistemplate",
        1, 1}},
  };
}

}  // namespace reeve::postgresql
