#include "engine/sync/catalogue_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/yaml.h"

namespace reeve {
namespace {

using testing::ElementsAre;

const std::vector<std::string> kKnown{"customer_email", "purchase_behaviour"};

ImportOptions options() {
  return {.name = "dbt",
          .source = "shop",
          .database = "shop",
          .schema = "public",
          .tags = {{"PII.Email", {"customer_email"}}, {"PII.None", {}}}};
}

// "resource: category|category" of every row.
std::vector<std::string> rows_of(const ImportedLabels& labels) {
  std::vector<std::string> out;
  for (const LabelRow& row : labels.rows) {
    std::string categories;
    for (const std::string& category : row.categories) categories += "|" + category;
    EXPECT_EQ(row.source, "shop");
    EXPECT_EQ(row.decided_by, "catalogue dbt");
    out.push_back(row.resource + ": " + (categories.empty() ? "none" : categories.substr(1)));
  }
  return out;
}

std::string refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    return error.message();
  }
  return "accepted";
}

constexpr auto kManifest = R"({"metadata": {}, "nodes": {
  "model.shop.customers": {"resource_type": "model", "database": "dwh", "schema": "crm", "alias": "customer",
    "name": "customers", "config": {"materialized": "view", "meta": {"categories": ["purchase_behaviour"]}},
    "columns": {"mail": {"name": "mail", "meta": {"categories": "customer_email"}},
                "id": {"name": "id", "tags": ["category:none"]}, "note": {"name": "note", "meta": {}}}},
  "model.shop.step": {"resource_type": "model", "database": "dwh", "schema": "crm", "name": "step",
    "config": {"materialized": "ephemeral"}, "tags": ["category:customer_email"]},
  "test.shop.t": {"resource_type": "test", "name": "t", "tags": ["category:customer_email"]}},
  "sources": {"source.shop.raw.people": {"resource_type": "source", "database": "dwh", "schema": "raw",
    "identifier": "people_v2", "name": "people", "tags": ["PII.Email", "unrelated"], "columns": {}}}})";

TEST(DbtImport, TakesCategoriesOutOfAManifest) {
  const ImportedLabels labels = dbt_labels(parse_json(kManifest, "manifest"), options(), kKnown);
  EXPECT_THAT(rows_of(labels),
              ElementsAre("dwh.crm.customer: purchase_behaviour", "dwh.crm.customer.id: none",
                          "dwh.crm.customer.mail: customer_email", "dwh.raw.people_v2: customer_email"));
  EXPECT_EQ(labels.described, 5U);
}

TEST(DbtImport, TakesCategoriesOutOfASchemaFile) {
  constexpr auto kSchema =
      "version: 2\n"
      "models:\n"
      "  - name: orders\n"
      "    meta: {categories: purchase_behaviour}\n"
      "    columns:\n"
      "      - name: mail\n"
      "        config: {tags: ['PII.Email']}\n"
      "      - name: id\n"
      "sources:\n"
      "  - name: raw\n"
      "    tables:\n"
      "      - {name: people, identifier: people_v2, tags: [PII.None]}\n";
  EXPECT_THAT(rows_of(dbt_labels(parse_yaml(kSchema, "schema.yml"), options(), kKnown)),
              ElementsAre("shop.public.orders: purchase_behaviour", "shop.public.orders.mail: customer_email",
                          "shop.raw.people_v2: none"));
  ImportOptions other = options();
  other.key = "{schema}.{table}";
  EXPECT_EQ(rows_of(dbt_labels(parse_yaml(kSchema, "schema.yml"), other, kKnown)).front(),
            "public.orders: purchase_behaviour");
}

TEST(DbtImport, RefusesWhatCannotBeUnderstood) {
  const auto of = [](const std::string& meta) {
    return refusal([&] {
      dbt_labels(parse_json(R"({"models": [{"name": "t", "meta": {"categories": )" + meta + "}}]}", "file"),
                 options(), kKnown);
    });
  };
  EXPECT_EQ(of(R"("customer_emial")"),
            "catalogue dbt, `shop.public.t`: there is no category `customer_emial`; did you mean "
            "`customer_email`?");
  EXPECT_EQ(of(R"(["none", "customer_email"])"),
            "catalogue dbt, `shop.public.t`: `none` stands beside a category");
  EXPECT_EQ(of("[]"), "catalogue dbt, `shop.public.t`: `meta.categories` is an empty list; say `none`");
  EXPECT_EQ(of("[1]"), "catalogue dbt, `shop.public.t`: `meta.categories` must be a list of texts");
  EXPECT_EQ(refusal([] { dbt_labels(parse_json("{}", "file"), options(), kKnown); }),
            "catalogue dbt: the file is neither a manifest.json nor a schema file of dbt");
}

constexpr auto kTable = R"({"name": "customers", "fullyQualifiedName": "pg.\"sh.op\".public.customers",
  "tags": [{"tagFQN": "PII.None"}],
  "columns": [{"name": "mail", "tags": [{"tagFQN": "PII.Email", "state": "Confirmed"}]},
              {"name": "who", "tags": [{"tagFQN": "PII.Email", "state": "Suggested"}]},
              {"name": "address", "tags": [], "children": [{"name": "mail", "tags": [{"tagFQN": "PII.Email"}]}]}]})";

TEST(OpenMetadataImport, TakesConfirmedTags) {
  for (const std::string& document :
       {std::string(kTable), "[" + std::string(kTable) + "]", R"({"data": [)" + std::string(kTable) + "]}"}) {
    const ImportedLabels labels = openmetadata_labels(parse_json(document, "export"), options(), kKnown);
    EXPECT_THAT(rows_of(labels),
                ElementsAre("sh.op.public.customers: none", "sh.op.public.customers.mail: customer_email",
                            "sh.op.public.customers.address.mail: customer_email"));
    EXPECT_EQ(labels.suggested, 1U);
    EXPECT_EQ(labels.described, 5U);
  }
}

TEST(OpenMetadataImport, RefusesWhatIsNoTable) {
  EXPECT_EQ(refusal([] {
              openmetadata_labels(parse_json(R"({"fullyQualifiedName": "a.b"})", "export"), options(),
                                  kKnown);
            }),
            "catalogue dbt, `a.b`: this is no table of OpenMetadata: service.database.schema.table");
}

TEST(TagMap, KnowsTheCategoriesOfATag) {
  const std::vector<CsvRecord> records{{2, {{"tag", "A"}, {"category", "customer_email|purchase_behaviour"}}},
                                       {3, {{"tag", "B"}, {"category", "none"}}}};
  const auto tags = tag_map(records, kKnown);
  EXPECT_THAT(tags.at("A"), ElementsAre("customer_email", "purchase_behaviour"));
  EXPECT_TRUE(tags.at("B").empty());
  EXPECT_EQ(refusal([] {
              tag_map({{4, {{"tag", "A"}, {"category", "x"}}}}, kKnown);
            }),
            "line 4: there is no category `x`; there are customer_email, purchase_behaviour");
}

}  // namespace
}  // namespace reeve
