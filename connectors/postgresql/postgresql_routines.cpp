#include "connectors/postgresql/postgresql_routines.h"

#include <algorithm>
#include <array>

#include "connectors/postgresql/postgresql_view.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::postgresql {
namespace {

// What is made after the cluster has OIDs from here on.
constexpr Oid kFirstOidOfUsers = 16384;

// Shipped with the server, written in C, and working on nothing but their arguments.
constexpr std::array<std::string_view, 21> kExtensionsOfValues{
    "btree_gin",       "btree_gist",    "citext",   "cube",     "dict_int", "dict_xsyn",
    "earthdistance",   "fuzzystrmatch", "hstore",   "intarray", "isn",      "lo",
    "ltree",           "pg_trgm",       "pgcrypto", "plpgsql",  "seg",      "tsm_system_rows",
    "tsm_system_time", "unaccent",      "uuid-ossp"};

bool is_of_values(const std::string& extension) {
  return std::ranges::find(kExtensionsOfValues, extension) != kExtensionsOfValues.end();
}

// A routine that calls another shows what that one shows.
bool calls_what_is_not_known(std::string_view body, const std::set<Oid>& reaching) {
  return std::ranges::any_of(routines_called(body), [&](Oid called) {
    return called >= kFirstOidOfUsers || reaching.contains(called);
  });
}

std::optional<std::vector<ViewRead>> reads_of(const ViewDefinition& body, const std::set<Oid>& reaching) {
  if (body.tree.empty()) return std::nullopt;
  try {
    if (calls_what_is_not_known(body.tree, reaching)) return std::nullopt;
    return view_reads(body);
  } catch (const Error&) {
    return std::nullopt;  // written in a way that is not known here
  }
}

std::string schema_key(const Catalogue& catalogue, const Routine& routine) {
  const Schema* const schema = catalogue.schema(routine.schema);
  return schema == nullptr ? key_of(catalogue.database) : key_of(catalogue, *schema);
}

}  // namespace

Query routine_query() {
  return {
      "pg_proc",
      "select p.oid::text, p.pronamespace::text, p.proname::text, oidvectortypes(p.proargtypes), "
      "(p.prokind = 'p')::text, p.proowner::text, " +
          acl_columns("p.proacl", 'f', "p.proowner") +
          ", p.prosecdef::text, l.lanpltrusted::text, coalesce((select e.extname::text from pg_depend d "
          "join pg_extension e on e.oid = d.refobjid where d.classid = 'pg_proc'::regclass and d.objid = "
          "p.oid and d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' limit 1), ''), case when "
          "p.prosecdef then coalesce(p.prosqlbody::text, '') else '' end, case when p.prosecdef then "
          "coalesce((select string_agg(d.refobjid || ',' || d.refobjsubid, ';') from pg_depend d where "
          "d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.refclassid = 'pg_class'::regclass "
          "and d.refobjsubid <> 0), '') else '' end from pg_proc p join pg_namespace n on n.oid = "
          "p.pronamespace join pg_language l on l.oid = p.prolang where n.nspname !~ "
          "'^pg_(toast_)?temp_' and (n.nspname not in ('pg_catalog', 'information_schema') or exists "
          "(select from aclexplode(p.proacl) e where e.grantee <> p.proowner)) order by p.oid",
      13, 500};
}

Query reaching_function_query() {
  return {"pg_proc",
          "select p.oid::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = "
          "'pg_catalog' and p.proname ~ '^((query|table|cursor|schema|database)_to_xml|ts_stat$|ts_rewrite$|"
          "lo_|loread$|lowrite$|pg_read_|pg_ls_|pg_logical_slot_)'",
          1};
}

Routine routine_from(Row row, const std::set<Oid>& reaching) {
  Routine routine{.oid = oid_from(row[0]),
                  .schema = oid_from(row[1]),
                  .name = row[2],
                  .arguments = row[3],
                  .is_procedure = bool_from(row[4]),
                  .owner = oid_from(row[5]),
                  .acl = acl_from(row[6], row[7]),
                  .definer = bool_from(row[8]),
                  .trusted_language = bool_from(row[9]),
                  .extension = row[10]};
  if (routine.definer) {
    const std::array<std::string, 3> body{row[0], row[11], row[12]};
    routine.reads = reads_of(view_from(body), reaching);
  }
  return routine;
}

Oid reaching_function_from(Row row) { return oid_from(row[0]); }

bool shows_the_unknown(const Routine& routine) {
  if (routine.definer) return !routine.reads;
  return !routine.trusted_language && !is_of_values(routine.extension);
}

std::string key_of(const Catalogue& catalogue, const Routine& routine) {
  return schema_key(catalogue, routine) + "." + key_part(routine.name) + "(" + routine.arguments + ")";
}

ResourceFact resource_of(const Catalogue& catalogue, const Routine& routine, const Placement& placement) {
  const Schema* const schema = catalogue.schema(routine.schema);
  ResourceFact resource;
  resource.key = key_of(catalogue, routine);
  resource.second_key = std::to_string(routine.oid);
  resource.parent_key = schema_key(catalogue, routine);
  resource.display_name =
      printable_utf8(catalogue.database.name + "." + (schema == nullptr ? "" : schema->name) + "." +
                     routine.name + "(" + routine.arguments + ")");
  resource.kind = ResourceKind::routine;
  resource.region = placement.region;
  resource.environment = placement.environment;
  if (const Role* const owner = catalogue.role(routine.owner)) resource.owner_key = owner->name;
  if (shows_the_unknown(routine)) resource.labels.emplace_back("content:unknown");
  if (routine.is_procedure) resource.labels.emplace_back("procedure");
  if (routine.definer) resource.labels.emplace_back("security_definer");
  if (!routine.definer && !shows_the_unknown(routine)) resource.labels.emplace_back("security_invoker");
  return resource;
}

Mapped lineage_of_routine(const Catalogue& catalogue, const Routine& routine,
                          const ColumnsByRelation& columns) {
  const Role* const owner = catalogue.role(routine.owner);
  if (!routine.definer || !routine.reads) return {};
  return lineage_of_reads(catalogue,
                          {.exposing_key = key_of(catalogue, routine),
                           .mode = LineageMode::definer,
                           .reader_key = owner == nullptr ? "" : owner->name,
                           .privilege = "SELECT"},
                          *routine.reads, columns);
}

std::vector<LineageFact> lineage_of_calls(const Catalogue& catalogue, const Relation& view,
                                          std::span<const Oid> called) {
  std::vector<LineageFact> facts;
  for (const Oid oid : called) {
    const Routine* const routine = catalogue.routine(oid);
    if (routine == nullptr || (!routine->definer && !shows_the_unknown(*routine))) continue;
    // A materialised view keeps what the routine once gave.
    const bool copies = view.kind == RelationKind::materialized_view;
    facts.push_back({.exposing_key = key_of(catalogue, view),
                     .exposed_key = key_of(catalogue, *routine),
                     .mode = copies ? LineageMode::copy : LineageMode::invoker,
                     .privilege = copies ? "" : "EXECUTE"});
  }
  return facts;
}

}  // namespace reeve::postgresql
