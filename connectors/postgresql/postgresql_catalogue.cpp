#include "connectors/postgresql/postgresql_catalogue.h"

#include <algorithm>

namespace reeve::postgresql {
namespace {

template <class Value>
void append(std::vector<Value>& values, std::unordered_map<Oid, std::size_t>& places, Value value) {
  places.emplace(value.oid, values.size());
  values.push_back(std::move(value));
}

template <class Value>
const Value* find(const std::vector<Value>& values, const std::unordered_map<Oid, std::size_t>& places,
                  Oid oid) {
  const auto found = places.find(oid);
  return found == places.end() ? nullptr : &values[found->second];
}

}  // namespace

void Catalogue::add(Role role) { append(roles_, role_by_oid_, std::move(role)); }
void Catalogue::add(Schema schema) { append(schemas_, schema_by_oid_, std::move(schema)); }
void Catalogue::add(Relation relation) { append(relations_, relation_by_oid_, std::move(relation)); }
void Catalogue::add(Routine routine) { append(routines_, routine_by_oid_, std::move(routine)); }

const Role* Catalogue::role(Oid oid) const { return find(roles_, role_by_oid_, oid); }
const Schema* Catalogue::schema(Oid oid) const { return find(schemas_, schema_by_oid_, oid); }
const Relation* Catalogue::relation(Oid oid) const { return find(relations_, relation_by_oid_, oid); }
const Routine* Catalogue::routine(Oid oid) const { return find(routines_, routine_by_oid_, oid); }

const Role* Catalogue::role(std::string_view name) const {
  const auto found = std::ranges::find(roles_, name, &Role::name);
  return found == roles_.end() ? nullptr : &*found;
}

}  // namespace reeve::postgresql
