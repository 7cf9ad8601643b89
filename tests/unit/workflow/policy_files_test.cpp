#include "engine/workflow/policy_files.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/core/embedded_files.h"
#include "engine/core/error.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

std::string refusal(const std::string& folder) {
  Config config;
  config.policy_data_dir = folder;
  try {
    policy_data(config);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::policy);
    return error.message();
  }
  return "accepted";
}

TEST(PolicyFiles, GivesTheModulesOfAFolder) {
  const std::vector<PolicyModule> modules = policy_modules({"policies/classification/", "policies/lib/"});
  EXPECT_FALSE(modules.empty());
  for (const PolicyModule& module : modules) {
    EXPECT_TRUE(module.path.starts_with("policies/classification/") ||
                module.path.starts_with("policies/lib/"));
    EXPECT_EQ(module.text, embedded_file(module.path));
  }
  EXPECT_TRUE(policy_modules({"policies/nothing/"}).empty());
}

TEST(PolicyFiles, GivesTheShippedDataByName) {
  const Json data = policy_data({});
  EXPECT_EQ(data.at("reeve").at("thresholds"),
            parse_json(embedded_file("policies/data/thresholds.json"), "x"));
}

TEST(PolicyFiles, LetsACompanyReplaceADataFile) {
  const test::ScratchDir dir;
  dir.write("regions.json", R"({"groups": {}, "unbound": ["X"], "allowed": []})");
  dir.write("notes.txt", "not read");
  Config config;
  config.policy_data_dir = dir.path().string();
  Json expected = policy_data({});
  expected["reeve"]["regions"] = {
      {"groups", Json::object()}, {"unbound", {"X"}}, {"allowed", Json::array()}};
  EXPECT_EQ(policy_data(config), expected);
}

TEST(PolicyFiles, RefusesDataThatReplacesNothingOrIsBroken) {
  const test::ScratchDir dir;
  const std::string folder = dir.path().string();
  const std::string misspelt = dir.write("threshold.json", "{}").string();
  EXPECT_EQ(refusal(folder), misspelt + ": replaces no shipped data file; did you mean `thresholds.json`?");
  std::filesystem::remove(misspelt);
  const std::string broken = dir.write("thresholds.json", "{\n\"a\": }").string();
  EXPECT_TRUE(refusal(folder).starts_with(broken + ": line 2, column ")) << refusal(folder);
  EXPECT_EQ(refusal(folder + "/absent"),
            "cannot read the folder `" + folder + "/absent` that `policies.data` names");
}

TEST(PolicyFiles, NamesFileAndPathOfAMistakeInTheData) {
  const test::ScratchDir dir;
  const std::string file =
      dir.write("exports.json", R"({"privileges": ["export", "Dump"], "jobs": {}})").string();
  EXPECT_EQ(refusal(dir.path().string()), file + ": privileges[1]: `Dump` does not look like ^[^A-Z]*$");
  dir.write("exports.json", R"({"privilege": ["export"], "jobs": {}})");
  EXPECT_EQ(refusal(dir.path().string()),
            file + ": privilege: there is no field `privilege`; did you mean `privileges`?");
}

TEST(PolicyFiles, KnowsTheCategories) {
  const std::vector<std::string> ids = category_ids(policy_data({}));
  EXPECT_TRUE(std::ranges::is_sorted(ids));
  EXPECT_NE(std::ranges::find(ids, "customer_email"), ids.end());
  EXPECT_THROW(category_ids({{"reeve", Json::object()}}), Error);
  Json many = Json::object();
  for (int i = 0; i < 65; ++i) many["c" + std::to_string(i)] = Json::object();
  EXPECT_THROW(category_ids({{"reeve", {{"categories", many}}}}), Error);
}

}  // namespace
}  // namespace reeve
