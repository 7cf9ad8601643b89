#include "connectors/postgresql/postgresql_reader.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "connectors/postgresql/postgresql_grants.h"
#include "connectors/postgresql/postgresql_routines.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::postgresql {
namespace {

constexpr std::size_t kRelationsAtOnce = 1000;

std::string_view asked_for(Section section) {
  switch (section) {
    case Section::account:
    case Section::principal: return "pg_roles";
    case Section::membership: return "pg_auth_members, pg_roles, pg_database";
    case Section::resource: return "pg_database, pg_namespace, pg_class, pg_attribute, pg_proc";
    case Section::lineage: return "pg_rewrite, pg_inherits, pg_attribute, pg_proc";
    case Section::grant:
      return "pg_database, pg_namespace, pg_class, pg_attribute, pg_proc, pg_roles; CONNECT, USAGE of "
             "schemas, "
             "EXECUTE of routines, all of relations and columns";
    default: return "pg_database, pg_namespace";
  }
}

}  // namespace

Reader::Reader(Client& client, const ConnectionOptions& connection, const Placement& placement,
               FactSink& sink, std::stop_token stop)
    : client_{client}, connection_{connection}, placement_{placement}, sink_{sink}, stop_{std::move(stop)} {}

void Reader::read() {
  rows(server_query(), [&](Row row) { catalogue_.server = server_from(row); });
  section(Section::account, {}, [&] { read_accounts(); });
  section(Section::principal, {"pg_roles"}, [&] { read_other_principals(); });
  section(Section::resource, {}, [&] { read_resources(); });
  section(Section::membership, {"pg_roles", "pg_database"}, [&] { read_memberships(); });
  section(Section::lineage, {"pg_class", "pg_proc"}, [&] { read_lineage(); });
  section(Section::grant, {"pg_roles", "pg_database", "pg_namespace", "pg_class", "pg_proc"},
          [&] { read_grants(); });
  section(Section::gate, {"pg_database", "pg_namespace"}, [&] { read_gates(); });
}

void Reader::read_accounts() {
  rows(role_query(), [&](Row row) {
    Role role = role_from(row);
    if (role.can_login) emit(principal_of(role));
    catalogue_.add(std::move(role));
  });
}

void Reader::read_other_principals() {
  emit(everyone());
  for (const Role& role : catalogue_.roles()) {
    if (!role.can_login) emit(principal_of(role));
  }
}

void Reader::read_resources() {
  rows(database_query(), [&](Row row) { catalogue_.database = database_from(row); });
  emit(resource_of_database(catalogue_, placement_));
  rows(schema_query(), [&](Row row) {
    const Schema schema = schema_from(row);
    emit(resource_of(catalogue_, schema, placement_));
    catalogue_.add(schema);
  });
  rows(relation_query(), [&](Row row) {
    const Relation relation = relation_from(row);
    emit(resource_of(catalogue_, relation, placement_));
    catalogue_.add(relation);
  });
  rows(column_query(), [&](Row row) {
    const Column column = column_from(row);
    emit(resource_of(catalogue_, relation_of(column), column, placement_));
  });
  read_routines();
}

void Reader::read_routines() {
  std::set<Oid> reaching;
  rows(reaching_function_query(), [&](Row row) { reaching.insert(reaching_function_from(row)); });
  rows(routine_query(), [&](Row row) {
    Routine routine = routine_from(row, reaching);
    emit(resource_of(catalogue_, routine, placement_));
    catalogue_.add(std::move(routine));
  });
}

void Reader::read_memberships() {
  std::vector<RoleMembership> memberships;
  rows(membership_query(catalogue_.server), [&](Row row) { memberships.push_back(membership_from(row)); });
  emit(memberships_of(catalogue_, memberships));
}

void Reader::read_lineage() {
  const StoredReads stored = read_views();
  const ColumnsByRelation columns = read_columns_of(stored);
  for (const auto& [oid, reads] : stored.of_views) {
    const Relation* const view = catalogue_.relation(oid);
    assert(view != nullptr);
    emit(lineage_of_view(catalogue_, *view, reads, columns));
  }
  for (const LineageFact& call : stored.calls) emit(call);
  for (const Routine& routine : catalogue_.routines()) emit(lineage_of_routine(catalogue_, routine, columns));
  rows(inheritance_query(), [&](Row row) { emit(lineage_of(catalogue_, inheritance_from(row))); });
}

Reader::StoredReads Reader::read_views() {
  StoredReads stored;
  rows(view_query(), [&](Row row) {
    const ViewDefinition definition = view_from(row);
    const Relation* const view = catalogue_.relation(definition.view);
    assert(view != nullptr);
    stored.of_views[definition.view] = view_reads(definition);
    for (LineageFact& call : lineage_of_calls(catalogue_, *view, routines_called(definition.tree))) {
      stored.calls.push_back(std::move(call));
    }
  });
  return stored;
}

ColumnsByRelation Reader::read_columns_of(const StoredReads& stored) {
  std::set<Oid> relations;
  for (const auto& [view, reads] : stored.of_views) {
    for (const ViewRead& read : reads) relations.insert(read.relation);
  }
  for (const Routine& routine : catalogue_.routines()) {
    for (const ViewRead& read : routine.reads.value_or(std::vector<ViewRead>{})) {
      relations.insert(read.relation);
    }
  }
  const std::vector<Oid> all{relations.begin(), relations.end()};
  ColumnsByRelation columns;
  for (std::size_t from = 0; from < all.size(); from += kRelationsAtOnce) {
    const auto some = std::span{all}.subspan(from, std::min(kRelationsAtOnce, all.size() - from));
    rows(columns_of_query(some), [&](Row row) {
      Column column = column_from(row);
      columns[column.relation].emplace(column.number, column);
    });
  }
  return columns;
}

void Reader::read_grants() {
  for (GrantFact& grant : grants_of_superusers(catalogue_)) emit(std::move(grant));
  for (GrantFact& grant : grants_of_predefined_roles(catalogue_)) emit(std::move(grant));
  emit(grants_on_database(catalogue_));
  for (const Schema& schema : catalogue_.schemas()) emit(grants_on(catalogue_, schema));
  for (const Relation& relation : catalogue_.relations()) emit(grants_on(catalogue_, relation));
  for (const Routine& routine : catalogue_.routines()) emit(grants_on(catalogue_, routine));
  rows(column_acl_query(), [&](Row row) {
    const Column column = column_from(row);
    emit(grants_on(catalogue_, relation_of(column), column));
  });
}

void Reader::read_gates() {
  for (GateFact& gate : gates_of(catalogue_)) emit(std::move(gate));
}

void Reader::section(Section section, const std::vector<std::string>& needed,
                     const std::function<void()>& work) {
  sink_.open(section, scope_of(section));
  emitted_ = false;
  try {
    for (const std::string& catalogue : needed) require(catalogue);
    work();
    sink_.close(section, SectionState::complete, left_out_of(section));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::source) throw;
    sink_.close(section, emitted_ ? SectionState::partial : SectionState::failed, error.message());
  }
}

void Reader::rows(const Query& query, const std::function<void(Row)>& visit) {
  try {
    if (!client_.each_row(query.sql, query.columns, query.batch, stop_, visit)) {
      throw Error{ErrorCode::source, "the read was stopped before its end"};
    }
    outcome_.try_emplace(query.what, "");
  } catch (Error& error) {
    if (error.code() == ErrorCode::source) outcome_[query.what] = error.message();
    throw error.add_context(query.what);
  }
}

void Reader::require(const std::string& catalogue) const {
  const auto outcome = outcome_.find(catalogue);
  if (outcome != outcome_.end() && outcome->second.empty()) return;
  const std::string why = outcome == outcome_.end() ? "" : ": " + outcome->second;
  throw Error{ErrorCode::source, "needs " + catalogue + ", which was not read" + why};
}

void Reader::emit(Fact fact) {
  sink_.fact(std::move(fact));
  emitted_ = true;
}

void Reader::emit(Mapped mapped) {
  for (Fact& fact : mapped.facts) emit(std::move(fact));
  for (Reject& reject : mapped.rejects) sink_.reject(std::move(reject));
}

const Relation& Reader::relation_of(const Column& column) const {
  const Relation* const relation = catalogue_.relation(column.relation);
  assert(relation != nullptr && "both queries see one state of the database and filter alike");
  return *relation;
}

std::string Reader::scope_of(Section section) const {
  const Server& server = catalogue_.server;
  return "postgresql " + connection_.host + ":" + connection_.port + "/" + server.database + "; " +
         std::string{asked_for(section)} +
         "; without pg_toast and temporary schemas, and without columns of pg_catalog and information_schema "
         "that have no ACL; seen as " +
         server.user + (server.superuser ? ", a superuser" : ", not a superuser");
}

// Counted where it can be, so that nobody takes it for read.
std::string Reader::left_out_of(Section section) {
  std::vector<std::string> parts;
  for (const LeftOut& each : left_out()) {
    if (each.section != section) continue;
    std::string count = "an unknown number";
    try {
      client_.each_row(each.count.sql, 1, 1, stop_, [&](Row row) { count = row[0]; });
    } catch (const Error& error) {
      if (error.code() != ErrorCode::source) throw;
    }
    if (count != "0") parts.push_back(each.what + ": " + count);
  }
  return parts.empty() ? "" : "left out: " + join(parts, "; ");
}

}  // namespace reeve::postgresql
