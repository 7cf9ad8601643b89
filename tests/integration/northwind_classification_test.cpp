// What the naming rules make of a database that nobody on this project designed, against labels made by hand.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "engine/core/csv_table.h"
#include "tests/support/classification_quality.h"
#include "tests/support/paths.h"
#include "tests/support/postgres_server.h"
#include "tests/support/program.h"

namespace reeve::test {
namespace {

std::string why_not() {
  const auto data = shared_data_dir();
  if (!data || !std::filesystem::exists(*data / "northwind/northwind.sql"))
    return "the Northwind data is not here";
  return PostgresServer::why_unavailable();
}

std::string document() {
  std::ifstream in(source_dir() / "docs/classification-quality.md");
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(NorthwindClassification, IsAsGoodAsTheDocumentSays) {
  if (const std::string why = why_not(); !why.empty()) {
    std::cerr << "SKIPPED Northwind classification: " << why << "\n";
    GTEST_SKIP() << why;
  }
  const PostgresServer& server = PostgresServer::shared();
  server.query("create database northwind");
  server.run_script(*shared_data_dir() / "northwind/northwind.sql", "northwind");
  const ScratchDir dir;
  dir.write("reeve.toml", "[source.northwind]\nkind = \"postgresql\"\nhost = \"127.0.0.1\"\nport = " +
                              std::to_string(server.port()) +
                              "\ndatabase = \"northwind\"\nuser = \"postgres\"\n");
  ASSERT_EQ(run_reeve(dir.path(), {"init"}).exit_code, 0);
  const ProgramResult sync = run_reeve(dir.path(), {"sync"});
  ASSERT_EQ(sync.exit_code, 0) << sync.messages;
  const ProgramResult classified = run_reeve(dir.path(), {"classify", "--all", "--format", "json"});

  const auto labels =
      label_rows(read_csv_table((source_dir() / "tests/integration/northwind_labels.csv").string(),
                                label_columns(), optional_label_columns()),
                 {"customer_email", "purchase_behaviour"});
  const auto quality =
      classification_quality(labels, parse_json(classified.data, "classified resources"), "northwind");
  for (const auto& [category, figures] : quality) {
    if (category == "none") continue;
    EXPECT_LE(figures.missed * 5, figures.labelled) << category << ": more than a fifth is missed in silence";
  }
  const std::string table = quality_table(quality);
  EXPECT_NE(document().find(table), std::string::npos) << "docs/classification-quality.md should say\n"
                                                       << table;
}

}  // namespace
}  // namespace reeve::test
