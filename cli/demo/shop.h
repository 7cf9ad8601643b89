// Words for writing down tables and rights of the shop's database.
#pragma once

#include <vector>

#include "cli/demo/draft.h"

namespace reeve::demo {

std::string schema_key(Region region);  // "shop.emea"
// "shop.emea.customers.email" of emea and "customers.email".
std::string shop_key(Region region, std::string_view name);

// A table in the region's schema, owned by shop_owner; empty categories = nobody decides about the table
// itself.
ResourceFact& add_table(Draft& draft, Region region, std::string_view table, std::string_view categories);
void add_column(Draft& draft, Region region, std::string_view table, std::string_view column,
                std::string_view categories);
// What shows columns of the region's tables: a view, a routine or a copy.
ResourceFact& add_view(Draft& draft, Region region, std::string_view view,
                       std::vector<std::string_view> columns, ResourceKind kind = ResourceKind::view,
                       LineageMode mode = LineageMode::definer);
// A row of labels.csv about a resource of the shop.
void decide(Draft& draft, std::string_view resource, std::string_view categories);

// USAGE on the region's schema.
void may_enter(Draft& draft, std::string_view role, Region region);
// USAGE and SELECT. The reference holds until the next grant.
GrantFact& may_read(Draft& draft, std::string_view role, Region region, std::string_view table);
// USAGE, SELECT, INSERT, UPDATE and DELETE.
void may_change(Draft& draft, std::string_view role, Region region, std::string_view table);

}  // namespace reeve::demo
