// `reeve policy`: the real program on the company of the tour.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "engine/core/json.h"
#include "tests/scenarios/policy_pack.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/server_process.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> files_below(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      files[entry.path().lexically_relative(folder).generic_string()] = content(entry.path());
  }
  return files;
}

class PolicyCommands : public testing::Test {
 protected:
  PolicyCommands() {
    const fs::path tour = source_dir() / "docs/tour";
    fs::copy(tour, dir.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    configure("");
  }

  void configure(const std::string& policies) {
    dir.write("reeve.toml", "company = \"Brimstow\"\nstore = \"sqlite:reeve.db\"\n" + policies +
                                content(source_dir() / "docs/tour/sources.toml"));
  }

  ProgramResult reeve(const std::vector<std::string>& arguments) { return run_reeve(dir.path(), arguments); }
  Json rows(const std::vector<std::string>& arguments) { return parse_json(reeve(arguments).data, "rows"); }
  void evaluated() {
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    ASSERT_EQ(reeve({"sync"}).exit_code, 0);
    ASSERT_EQ(reeve({"evaluate"}).exit_code, 2);
  }

  ScratchDir dir;
};

TEST_F(PolicyCommands, ListNamesEveryRule) {
  std::vector<std::string> listed, shipped;
  for (const Json& row : rows({"policy", "list", "--format", "json"})) listed.push_back(row.at("rule"));
  for (const ShippedRule& rule : shipped_rules()) shipped.push_back(rule.id);
  EXPECT_EQ(listed, shipped);
}

TEST_F(PolicyCommands, CheckSaysWhatARuleReadsAndHowManySituationsThatMakes) {
  evaluated();
  const ProgramResult result = reeve({"policy", "check", "--format", "json"});
  EXPECT_EQ(result.exit_code, 0) << result.messages;
  for (const Json& row : parse_json(result.data, "rows")) {
    if (row.at("rule") != "lifecycle/regranted") continue;
    EXPECT_EQ(row, (Json{{"rule", "lifecycle/regranted"},
                         {"subjects", 10},
                         {"situations", 1},
                         {"reads", "access.regranted, access.usability"},
                         {"problem", ""}}));
  }
}

TEST_F(PolicyCommands, CheckNamesPlaceAndNearestNameOfWhatIsWrong) {
  evaluated();
  configure("[policies]\nrules = \"own\"\ndata = \"data\"\n");
  ASSERT_EQ(reeve({"policy", "new", "odd/one"}).exit_code, 0);
  const fs::path rule = dir.path() / "own/odd/one/one.rego";
  std::string text = content(rule);
  for (std::size_t at = text.find("environment"); at != std::string::npos;
       at = text.find("environment", at + 1))
    text.replace(at, 11, "enviroment");
  std::ofstream(rule, std::ios::trunc) << text;
  Json exports = parse_json(content(source_dir() / "policies/data/exports.json"), "exports");
  exports["jobs"]["Data Enginer"] = "why not";
  dir.write("data/exports.json", exports.dump());
  const ProgramResult result = reeve({"policy", "check", "--format", "json"});
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(
      result.messages,
      HasSubstr("wrong: exports.json: the authorisation matrix has no job `Data Enginer`; did you mean "
                "`Data Engineer`?"));
  EXPECT_THAT(result.data, HasSubstr("own/odd/one/one.rego:17:"));
  EXPECT_THAT(result.data, HasSubstr("did you mean `input.resource.environment`?"));
  std::ofstream(rule, std::ios::trunc) << text << "\nviolation contains x if {\n";
  EXPECT_THAT(reeve({"policy", "check"}).messages, HasSubstr("own/odd/one/one.rego:"));
}

TEST_F(PolicyCommands, DiffSaysWhatAChangeOpensAndClosesAndAsksAboutNothingElse) {
  evaluated();
  const Json findings = rows({"findings", "--format", "json"});
  Json matrix = parse_json(content(source_dir() / "policies/data/authorisation_matrix.json"), "matrix");
  matrix["jobs"]["Accountant"].push_back(
      {{"category", "customer_email"}, {"actions", {"read"}}, {"purpose", "accounting"}});
  matrix["jobs"]["Data Engineer"] = Json::array();
  dir.write("next/data/authorisation_matrix.json", matrix.dump());
  const ProgramResult result = reeve({"policy", "diff", "next", "--format", "json"});
  EXPECT_EQ(result.exit_code, 2) << result.messages;
  std::vector<std::string> said;
  for (const Json& row : parse_json(result.data, "rows")) {
    said.push_back(row.at("change").get<std::string>() + " " + row.at("rule").get<std::string>() + " for " +
                   row.at("subject").get<std::string>());
  }
  const std::string opens = "opens need_to_know/authorisation_matrix for Priya Raman";
  EXPECT_EQ(said, (std::vector<std::string>{opens, opens, opens,
                                            "closes need_to_know/authorisation_matrix for Ana Lopes"}));
  EXPECT_THAT(result.messages, HasSubstr(" rules are as before"));
  EXPECT_THAT(result.messages, Not(HasSubstr("lifecycle/"))) << "they do not read the matrix";
  EXPECT_EQ(rows({"findings", "--format", "json"}), findings) << "nothing is kept";
  EXPECT_EQ(reeve({"policy", "diff", source_dir().string()}).exit_code, 0) << "the same policies";
}

TEST_F(PolicyCommands, DiffNoticesOtherBands) {
  evaluated();
  Json thresholds = parse_json(content(source_dir() / "policies/data/thresholds.json"), "thresholds");
  thresholds["bands"]["days"] = {30, 90, 400};
  dir.write("next/data/thresholds.json", thresholds.dump());
  const ProgramResult result = reeve({"policy", "diff", "next"});
  EXPECT_EQ(result.exit_code, 0) << result.messages << result.data;
  EXPECT_THAT(result.messages, HasSubstr("lifecycle/unused_entitlement (changed): opens 0, closes 0"));
}

// docs/adding/rule.md: the files of `policy new` pass what the shipped pack has to pass, and are all there
// is.
TEST_F(PolicyCommands, ANewRuleOfEachGrainChangesNoOtherFile) {
  evaluated();
  fs::copy(source_dir() / "policies", dir.path() / "policies", fs::copy_options::recursive);
  configure("[policies]\nrules = \"policies/rules\"\n");
  auto expected = files_below(dir.path() / "policies");
  for (const std::string grain : {"access", "holder", "account", "principal", "resource", "waiver"}) {
    ASSERT_EQ(reeve({"policy", "new", "made/" + grain, "--grain", grain}).exit_code, 0) << grain;
    const std::string folder = "rules/made/" + grain + "/" + grain;
    for (const char* const end : {".rego", "_test.rego", ".fr.json"})
      expected[folder + end] = content(dir.path() / "policies" / (folder + end));
  }
  EXPECT_EQ(files_below(dir.path() / "policies"), expected);

  const std::string rules = (dir.path() / "policies/rules").string();
  const OpaOutput check =
      run_opa({"check", "--strict", "--schema", "policies/schemas", rules, "policies/lib"});
  EXPECT_EQ(check.exit_code, 0) << check.text;
  const OpaOutput format = run_opa({"fmt", "--list", "--fail", rules});
  EXPECT_EQ(format.exit_code, 0) << format.text;
  const ProgramResult tested = reeve({"policy", "test"});
  EXPECT_EQ(tested.exit_code, 0) << tested.data;
  EXPECT_THAT(tested.data, HasSubstr("data.reeve.rules.made.waiver_test.test_found: PASS"));
  const ProgramResult checked = reeve({"policy", "check"});
  EXPECT_EQ(checked.exit_code, 0) << checked.messages << checked.data;
  EXPECT_THAT(checked.data, HasSubstr("made/access"));
  EXPECT_EQ(reeve({"evaluate"}).exit_code, 2);
}

TEST_F(PolicyCommands, APackTakesThePlaceOfTheShippedPolicies) {
  const fs::path policies = source_dir() / "policies", leaver = "rules/lifecycle/leaver";
  for (const fs::path& part : {fs::path("lib"), fs::path("data"), leaver}) {
    fs::create_directories(dir.path() / "pack" / part);
    fs::copy(policies / part, dir.path() / "pack" / part, fs::copy_options::recursive);
  }
  configure("[policies]\npack = \"pack\"\n");
  EXPECT_EQ(rows({"policy", "list", "--format", "json"}).size(), 1U);
  evaluated();
  const Json findings = rows({"findings", "--format", "json"});
  EXPECT_EQ(findings.size(), 2U);
  for (const Json& row : findings) EXPECT_EQ(row.at("rule"), "lifecycle/leaver");
  fs::remove_all(dir.path() / "pack");
  const ProgramResult gone = reeve({"evaluate"});
  EXPECT_EQ(gone.exit_code, 1);
  EXPECT_THAT(gone.messages, HasSubstr("there are no policies in `pack`"));
}

TEST_F(PolicyCommands, ServersOfOnesOwnJudgeAsTheOneThatIsStarted) {
  evaluated();
  const std::string alone = reeve({"findings", "--format", "csv"}).data;
  fs::remove(dir.path() / "reeve.db");
  const std::string at = "127.0.0.1:" + std::to_string(free_port());
  configure("[opa]\nurls = [\"http://" + at + "\"]\n");
  ServerProcess opa({opa_binary().string(), "run", "--server", "--addr", at}, dir.path() / "opa.log");
  ASSERT_EQ(reeve({"init"}).exit_code, 0);
  int sync = -1;
  for (int tries = 0; tries < 100 && sync != 0; ++tries) sync = reeve({"sync"}).exit_code;
  ASSERT_EQ(sync, 0);
  EXPECT_THAT(reeve({"evaluate"}).messages, HasSubstr(" on 1 of 1 server)"));
  EXPECT_EQ(reeve({"findings", "--format", "csv"}).data, alone);
  opa.stop();
  const ProgramResult away = reeve({"evaluate"});
  EXPECT_EQ(away.exit_code, 4);
  EXPECT_EQ(away.messages, "reeve: no policy engine can be used: http://" + at + " cannot be reached\n");
}

TEST_F(PolicyCommands, NewRefusesWhatIsNoNameOrIsThere) {
  configure("[policies]\nrules = \"own\"\n");
  EXPECT_EQ(reeve({"policy", "new", "Odd/One"}).exit_code, 64);
  EXPECT_EQ(reeve({"policy", "new", "odd"}).exit_code, 64);
  EXPECT_EQ(reeve({"policy", "new", "odd/one"}).exit_code, 0);
  EXPECT_THAT(reeve({"policy", "new", "odd/one"}).messages, HasSubstr("is there already"));
  configure("");
  EXPECT_THAT(reeve({"policy", "new", "odd/one"}).messages, HasSubstr("name it with --dir"));
}

}  // namespace
}  // namespace reeve::test
