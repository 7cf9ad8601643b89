#include "cli/demo/shop.h"

#include "cli/demo/systems.h"

namespace reeve::demo {
namespace {

struct ColumnSpec {
  std::string_view table, name, category;
};

// The tables of each region's schema.
constexpr std::array kColumns{
    ColumnSpec{"customers", "id", "none"},
    ColumnSpec{"customers", "full_name", "customer_email"},
    ColumnSpec{"customers", "email", "customer_email"},
    ColumnSpec{"customers", "phone", "customer_email"},
    ColumnSpec{"orders", "id", "none"},
    ColumnSpec{"orders", "customer_id", "purchase_behaviour"},
    ColumnSpec{"orders", "total", "purchase_behaviour"},
    ColumnSpec{"orders", "placed_at", "none"},
    ColumnSpec{"baskets", "customer_id", "purchase_behaviour"},
    ColumnSpec{"baskets", "product_id", "purchase_behaviour"},
    ColumnSpec{"reviews", "id", "none"},
    ColumnSpec{"reviews", "product_id", "none"},
    ColumnSpec{"reviews", "customer_id", "reviewer_identity"},
    ColumnSpec{"reviews", "stars", "none"},
    ColumnSpec{"reviews", "body", "none"},
    ColumnSpec{"search_log", "terms", "search_terms"},
    ColumnSpec{"search_log", "searched_at", "none"},
    ColumnSpec{"seller_sales", "seller_id", "none"},
    ColumnSpec{"seller_sales", "month", "none"},
    ColumnSpec{"seller_sales", "revenue", "sales_metrics"},
    ColumnSpec{"seller_sales", "rank", "sales_metrics"},
};
constexpr std::array<std::string_view, 6> kTables{"customers", "orders",     "baskets",
                                                  "reviews",   "search_log", "seller_sales"};

void add_gate(SourceFacts& shop, std::string_view resource, std::string_view privilege, GateCheck check) {
  GateFact gate;
  gate.resource_key = resource;
  gate.privilege = privilege;
  gate.check = check;
  shop.gates.push_back(std::move(gate));
}

void add_tables(Draft& draft, Region region) {
  for (const std::string_view table : kTables) add_table(draft, region, table, {});
  for (const ColumnSpec& column : kColumns)
    add_column(draft, region, column.table, column.name, column.category);
  add_view(draft, region, "review_authors", {"reviews.customer_id", "customers.email"});
  add_view(draft, region, "public_reviews", {"reviews.product_id", "reviews.stars", "reviews.body"});
}

void add_roles(Draft& draft, Region region) {
  SourceFacts& shop = draft.company.shop;
  const auto role = [&](std::string_view pattern, std::vector<std::string_view> parts) {
    const std::string key = in_region(pattern, region);
    add_role(shop, PrincipalKind::role, key);
    for (const std::string_view part : parts) {
      add_member(shop, key, in_region(part, region), draft.days_ago(2900));
    }
  };
  for (const std::string_view part :
       {"customers", "orders", "reviews", "search_log", "seller_sales", "review_authors"}) {
    std::string key = std::string(code_of(region)) + "_" + std::string(part) + "_read";
    if (part == "search_log") key = in_region("{r}_search_read", region);
    if (part == "seller_sales") key = in_region("{r}_sales_read", region);
    add_role(shop, PrincipalKind::role, key);
    may_read(draft, key, region, part);
  }
  role("{r}_fraud", {"{r}_customers_read", "{r}_orders_read", "{r}_sales_read"});
  role("{r}_analyst", {"{r}_orders_read", "{r}_search_read", "{r}_sales_read"});
  role("{r}_search_quality", {"{r}_orders_read", "{r}_search_read"});
  role("{r}_privacy", {"{r}_customers_read", "{r}_orders_read", "{r}_reviews_read", "{r}_search_read"});
  const std::string pipeline = in_region("{r}_pipeline", region);
  add_role(shop, PrincipalKind::role, pipeline);
  for (const std::string_view table : kTables) may_change(draft, pipeline, region, table);
}

void add_service(Draft& draft, std::string_view key, AccountKind kind, std::string_view role,
                 std::size_t owner) {
  PrincipalFact service;
  service.key = service.display_name = key;
  service.account_kind = kind;
  service.enabled = TriState::yes;
  service.last_sign_in = draft.days_ago(1);
  service.valid_until = MaybeTime::never();
  service.owner_key = draft.company.hr.identities[owner].email;
  add_account(draft, "shop", std::move(service));
  if (!role.empty()) add_member(draft.company.shop, key, role, draft.days_ago(1500));
}

// The database's emergency login, which may do everything.
void add_superuser(Draft& draft, std::size_t owner) {
  add_service(draft, "postgres", AccountKind::break_glass, "", owner);
  const auto grant = [&](std::string_view privilege, Action action) {
    GrantFact& fact =
        add_grant(draft.company.shop, "postgres", "shop", privilege, action, draft.days_ago(3200));
    fact.kind = GrantKind::superuser;
    fact.covers_descendants = fact.personal = true;
  };
  grant("SELECT", Action::read);
  grant("INSERT", Action::create);
  grant("UPDATE", Action::write);
  grant("DELETE", Action::remove);
  grant("EXECUTE", Action::execute);
  grant("USAGE", Action::other);
  grant("CONNECT", Action::other);
}

std::size_t somebody(const Draft& draft, Random& random, std::string_view job) {
  std::vector<std::size_t> places;
  for (const Person& person : draft.people) {
    const IdentityFact& identity = draft.company.hr.identities[person.place];
    const bool at_work =
        identity.status == IdentityStatus::active || identity.status == IdentityStatus::leave;
    if (person.job->title == job && at_work) places.push_back(person.place);
  }
  return random.pick(places);
}

// Products, about which there is nothing to hide: everybody may read them.
void add_catalog(Draft& draft) {
  SourceFacts& shop = draft.company.shop;
  add_resource(shop, ResourceKind::schema, "shop.catalog", "shop", "GLOBAL").owner_key = "shop_owner";
  add_gate(shop, "shop.catalog", "USAGE", GateCheck::acting);
  ResourceFact& products =
      add_resource(shop, ResourceKind::table, "shop.catalog.products", "shop.catalog", "GLOBAL");
  products.display_name = "catalog.products";
  products.owner_key = "shop_owner";
  draft.company.labels.push_back(
      {"shop", "shop.catalog.*", "none", "Data Protection Office", "product descriptions are public"});
  const MaybeTime founded = draft.days_ago(3100);
  add_grant(shop, "PUBLIC", "shop.catalog", "USAGE", Action::other, founded);
  add_grant(shop, "PUBLIC", "shop.catalog.products", "SELECT", Action::read, founded).covers_descendants =
      true;
  add_role(shop, PrincipalKind::role, "catalog_read");
  add_grant(shop, "catalog_read", "shop.catalog.products", "SELECT", Action::read, founded)
      .covers_descendants = true;
}

}  // namespace

std::string schema_key(Region region) { return "shop." + std::string(code_of(region)); }

std::string shop_key(Region region, std::string_view name) {
  return schema_key(region) + "." + std::string(name);
}

ResourceFact& add_table(Draft& draft, Region region, std::string_view table, std::string_view categories) {
  SourceFacts& shop = draft.company.shop;
  const std::string key = shop_key(region, table);
  ResourceFact& fact = add_resource(shop, ResourceKind::table, key, schema_key(region), name_of(region));
  fact.display_name = key.substr(5);
  fact.owner_key = "shop_owner";
  const auto own = [&](std::string_view privilege, Action action) {
    GrantFact& grant = add_grant(shop, "shop_owner", key, privilege, action, draft.days_ago(3000));
    grant.kind = GrantKind::ownership;
    grant.grant_option = grant.covers_descendants = true;
  };
  own("SELECT", Action::read);
  own("INSERT", Action::create);
  own("UPDATE", Action::write);
  own("DELETE", Action::remove);
  if (!categories.empty()) decide(draft, key, categories);
  return fact;
}

void add_column(Draft& draft, Region region, std::string_view table, std::string_view column,
                std::string_view categories) {
  const std::string parent = shop_key(region, table);
  const std::string key = parent + "." + std::string(column);
  add_resource(draft.company.shop, ResourceKind::column, key, parent, name_of(region)).display_name =
      key.substr(5);
  if (!categories.empty()) decide(draft, key, categories);
}

ResourceFact& add_view(Draft& draft, Region region, std::string_view view,
                       std::vector<std::string_view> columns, ResourceKind kind, LineageMode mode) {
  SourceFacts& shop = draft.company.shop;
  const std::string key = shop_key(region, view);
  for (const std::string_view column : columns) {
    LineageFact lineage;
    lineage.exposing_key = key;
    lineage.exposed_key = shop_key(region, column);
    lineage.mode = mode;
    if (mode == LineageMode::definer) {
      lineage.reader_key = "shop_owner";
      lineage.privilege = "SELECT";
    }
    shop.lineages.push_back(std::move(lineage));
  }
  ResourceFact& fact = add_resource(shop, kind, key, schema_key(region), name_of(region));
  fact.display_name = key.substr(5);
  fact.owner_key = "shop_owner";
  return fact;
}

void decide(Draft& draft, std::string_view resource, std::string_view categories) {
  draft.company.labels.push_back(
      {"shop", std::string(resource), std::string(categories), "Data Protection Office",
       categories == "none" ? "says nothing about a person" : "is personal or secret"});
}

void may_enter(Draft& draft, std::string_view role, Region region) {
  const std::string schema = schema_key(region);
  add_grant(draft.company.shop, role, schema, "USAGE", Action::other, draft.days_ago(2950));
}

GrantFact& may_read(Draft& draft, std::string_view role, Region region, std::string_view table) {
  may_enter(draft, role, region);
  GrantFact& grant = add_grant(draft.company.shop, role, shop_key(region, table), "SELECT", Action::read,
                               draft.days_ago(2950));
  grant.covers_descendants = true;
  return grant;
}

void may_change(Draft& draft, std::string_view role, Region region, std::string_view table) {
  SourceFacts& shop = draft.company.shop;
  const std::string schema = schema_key(region);
  bool enters = false;
  for (const GrantFact& grant : shop.grants) {
    enters = enters || (grant.principal_key == role && grant.resource_key == schema);
  }
  if (!enters) may_enter(draft, role, region);
  const auto grant = [&](std::string_view privilege, Action action) {
    add_grant(shop, role, shop_key(region, table), privilege, action, draft.days_ago(2950))
        .covers_descendants = true;
  };
  grant("SELECT", Action::read);
  grant("INSERT", Action::create);
  grant("UPDATE", Action::write);
  grant("DELETE", Action::remove);
}

void build_shop(Draft& draft) {
  SourceFacts& shop = draft.company.shop;
  Random random = draft.random("shop");
  add_role(shop, PrincipalKind::everyone, "PUBLIC", "everyone");
  add_role(shop, PrincipalKind::role, "shop_owner");
  add_resource(shop, ResourceKind::database, "shop", "", "GLOBAL").owner_key = "shop_owner";
  add_gate(shop, "shop", "CONNECT", GateCheck::login);
  add_grant(shop, "PUBLIC", "shop", "CONNECT", Action::other, draft.days_ago(3200));
  add_catalog(draft);
  for (const Region region : kRegions) {
    const std::string schema = schema_key(region);
    add_resource(shop, ResourceKind::schema, schema, "shop", name_of(region)).owner_key = "shop_owner";
    add_gate(shop, schema, "USAGE", GateCheck::acting);
    may_enter(draft, "shop_owner", region);
    add_tables(draft, region);
    add_roles(draft, region);
    const std::string code(code_of(region));
    const std::size_t engineer = somebody(draft, random, "Engineering Manager");
    add_service(draft, "svc_crm_" + code, AccountKind::service, code + "_customers_read", engineer);
    add_service(draft, "svc_search_" + code, AccountKind::service, code + "_search_quality", engineer);
    add_service(draft, "svc_sales_studio_" + code, AccountKind::service, code + "_sales_read",
                somebody(draft, random, "Site Reliability Engineer"));
  }
  add_superuser(draft, somebody(draft, random, "Database Administrator"));
}

}  // namespace reeve::demo
