// What the naming rules make of the invented company when nobody has labelled anything, against its labels.
#include <gtest/gtest.h>

#include <fstream>

#include "cli/demo/company.h"
#include "cli/demo/company_files.h"
#include "engine/core/csv_table.h"
#include "engine/core/text.h"
#include "tests/support/classification_quality.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"

namespace reeve::test {
namespace {

std::string document() {
  std::ifstream in(source_dir() / "docs/classification-quality.md");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<LabelRow> labels_of(const demo::Company& company) {
  std::vector<LabelRow> out;
  for (const demo::LabelDecision& label : company.labels) {
    std::vector<std::string> categories = split(label.categories, '|');
    std::erase(categories, "none");
    out.push_back({.source = label.source, .resource = label.resource, .categories = categories});
  }
  return out;
}

TEST(CompanyClassification, IsAsGoodAsTheDocumentSays) {
  const demo::Company company = demo::invent_company({.people = 1000, .seed = 1, .as_of = 1'767'225'600'000});
  const ScratchDir dir;
  std::vector<demo::CompanyFile> files = demo::company_files(company);
  for (demo::CompanyFile& file : files) {
    if (file.path == "labels.csv") file.bytes = "source,resource,categories\n";
  }
  demo::write_files(files, dir.path());
  ASSERT_EQ(run_reeve(dir.path(), {"init"}).exit_code, 0);
  ASSERT_EQ(run_reeve(dir.path(), {"sync", "shop"}).exit_code, 3) << "HR is not read for this";
  const ProgramResult classified = run_reeve(dir.path(), {"classify", "--all", "--format", "json"});
  const auto quality =
      classification_quality(labels_of(company), parse_json(classified.data, "classified resources"), "shop");
  for (const auto& [category, figures] : quality) {
    if (category == "none") continue;
    EXPECT_EQ(figures.missed, 0U) << category << " is missed in silence";
  }
  const std::string table = quality_table(quality);
  EXPECT_NE(document().find(table), std::string::npos) << "docs/classification-quality.md should say\n"
                                                       << table;
}

}  // namespace
}  // namespace reeve::test
