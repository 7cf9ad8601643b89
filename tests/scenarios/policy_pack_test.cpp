// The shipped rules, held against OPA, against their own METADATA, and against what is written about them.
#include "tests/scenarios/policy_pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>

#include "engine/core/text.h"
#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

using test::data_files;
using test::opa_json;
using test::OpaOutput;
using test::rego_folders;
using test::run_opa;
using test::shipped_rules;
using test::ShippedRule;
using test::text_of;
using testing::IsEmpty;

using Words = std::vector<std::string>;

Words joined(Words first, const Words& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::set<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex regex{pattern};
  std::set<std::string> found;
  for (std::sregex_iterator it{text.begin(), text.end(), regex}, end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

std::set<std::string> keys_of(const Json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.insert(key);
  return keys;
}

std::set<std::string> codes_of(const ShippedRule& rule) {
  return matches(rule.text, R"re("code": "([a-z_]+)")re");
}

std::set<std::string> placeholders_of(const std::string& sentence) {
  return matches(sentence, R"(\{([a-z_]+)\})");
}

// What the engine fills by itself, and what the rule hands over as params.
std::set<std::string> known_placeholders(const ShippedRule& rule) {
  std::set<std::string> known = matches(rule.text, R"re("([a-z_]+)":)re");
  known.merge(std::set<std::string>{"identity", "entitlement", "categories", "account", "source", "resource",
                                    "waiver", "principal", "peers", "peers_holding"});
  return known;
}

std::set<std::string> attributes_of(const std::string& grain) {
  std::set<std::string> names;
  const Json catalogue = parse_json(text_of("policies/schemas/attributes.json"), "attributes.json");
  for (const Json& attribute : catalogue.at("grains").at(grain)) names.insert(attribute.at("name"));
  return names;
}

bool is_text(const Json& object, const char* key) {
  return object.contains(key) && object.at(key).is_string() && !object.at(key).get<std::string>().empty();
}

TEST(PolicyPack, PassesOpaCheckWithTheSchemasOfItsInput) {
  const OpaOutput output =
      run_opa(joined({"check", "--strict", "--schema", "policies/schemas"}, rego_folders()));
  EXPECT_EQ(output.exit_code, 0) << output.text;
}

// The engine hands OPA one module after the other, and OPA compiles after each: a package in two files that
// need each other would never load.
TEST(PolicyPack, HasOneFilePerPackage) {
  for (const std::string& folder : rego_folders()) {
    const Json inspected = opa_json({"inspect", "--format=json", folder});
    for (const auto& [package, files] : inspected.at("namespaces").items()) {
      EXPECT_EQ(files.size(), 1U) << package << " is spread over " << files;
    }
  }
}

TEST(PolicyPack, IsFormattedAsOpaFmtWrites) {
  const OpaOutput output = run_opa(joined({"fmt", "--list", "--fail"}, rego_folders()));
  EXPECT_EQ(output.exit_code, 0) << "run `opa fmt --write` on:\n" << output.text;
}

TEST(PolicyPack, IsFoundFaultlessByRegal) {
  const test::ScratchDir scratch;
  const auto regal = [&](const std::string& arguments) {
    const std::string line = "cd '" + test::source_dir().string() + "' && regal " + arguments + " > '" +
                             (scratch.path() / "out").string() + "' 2>&1";
    return std::system(line.c_str());
  };
  if (regal("version") != 0) GTEST_SKIP() << "Regal, the linter for Rego, is not on the PATH";
  EXPECT_EQ(regal("lint policies"), 0) << text_of(scratch.path() / "out");
}

TEST(PolicyPack, PassesItsOwnTests) {
  const OpaOutput output = run_opa(joined(joined({"test"}, rego_folders()), data_files()));
  EXPECT_EQ(output.exit_code, 0) << output.text;
}

TEST(PolicyPack, IsTestedLineByLine) {
  const Json coverage = opa_json(joined(joined({"test", "--coverage"}, rego_folders()), data_files()));
  std::set<std::string> seen;
  for (const auto& [file, lines] : coverage.at("files").items()) {
    seen.insert(file);
    EXPECT_FALSE(lines.contains("not_covered")) << file << " is not covered: " << lines.at("not_covered");
  }
  for (const ShippedRule& rule : shipped_rules()) {
    const std::string name = rule.id.substr(rule.id.find('/') + 1);
    EXPECT_TRUE(seen.contains("policies/rules/" + rule.id + "/" + name + ".rego")) << rule.id;
  }
}

TEST(PolicyPack, DescribesEveryRule) {
  std::set<std::string> ids;
  for (const ShippedRule& rule : shipped_rules()) {
    SCOPED_TRACE(rule.id);
    ids.insert(rule.id);
    EXPECT_TRUE(is_text(rule.metadata, "title"));
    EXPECT_TRUE(is_text(rule.metadata, "description"));
    const Json custom = rule.metadata.value("custom", Json::object());
    EXPECT_EQ(keys_of(custom), (std::set<std::string>{"controls", "grain", "handles_unknown", "messages",
                                                      "remediation", "severity"}));
    EXPECT_TRUE(is_text(custom, "remediation"));
    EXPECT_FALSE(custom.value("controls", Json::array()).empty());
    EXPECT_TRUE(
        (std::set<std::string>{"low", "medium", "high", "critical"}.contains(custom.value("severity", ""))));
  }
  std::set<std::string> folders;
  for (const auto& entry : fs::recursive_directory_iterator(test::source_dir() / "policies/rules")) {
    const fs::path path = entry.path().lexically_relative(test::source_dir() / "policies/rules");
    if (entry.is_directory() && std::distance(path.begin(), path.end()) == 2) folders.insert(path.string());
  }
  EXPECT_EQ(ids, folders);
}

TEST(PolicyPack, HandlesOnlyUnknownsOfItsGrain) {
  for (const ShippedRule& rule : shipped_rules()) {
    const Json& custom = rule.metadata.at("custom");
    const std::set<std::string> attributes = attributes_of(custom.at("grain"));
    for (const std::string name : custom.at("handles_unknown")) {
      EXPECT_TRUE(attributes.contains(name)) << rule.id << " lists `" << name << "`";
    }
  }
}

TEST(PolicyPack, HasASentenceForEveryCode) {
  for (const ShippedRule& rule : shipped_rules()) {
    const Json& messages = rule.metadata.at("custom").at("messages");
    EXPECT_EQ(keys_of(messages), codes_of(rule)) << rule.id;
    const std::set<std::string> known = known_placeholders(rule);
    for (const auto& [code, sentence] : messages.items()) {
      for (const std::string& name : placeholders_of(sentence)) {
        EXPECT_TRUE(known.contains(name)) << rule.id << ", " << code << ": nothing fills {" << name << "}";
      }
    }
  }
}

TEST(PolicyPack, SpeaksFrench) {
  for (const ShippedRule& rule : shipped_rules()) {
    SCOPED_TRACE(rule.id);
    const std::string file =
        "policies/rules/" + rule.id + "/" + rule.id.substr(rule.id.find('/') + 1) + ".fr.json";
    const Json words = parse_json(text_of(file), file);
    EXPECT_TRUE(is_text(words, "title"));
    EXPECT_TRUE(is_text(words, "remediation"));
    EXPECT_EQ(keys_of(words.at("messages")), codes_of(rule));
    const std::set<std::string> known = known_placeholders(rule);
    for (const auto& [code, sentence] : words.at("messages").items()) {
      for (const std::string& name : placeholders_of(sentence)) {
        EXPECT_TRUE(known.contains(name)) << code << ": nothing fills {" << name << "}";
      }
    }
  }
}

Json schema_of_type(const std::string& type) {
  if (type != "set") return {{"type", type}};
  return {{"type", "array"}, {"items", {{"type", "string"}}}};
}

Json closed_object() {
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
}

Json input_schema(const std::string& grain, const Json& attributes) {
  Json schema = closed_object();
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["description"] =
      "Input of a rule of grain " + grain + ", as opa check reads it: follows schemas/attributes.json";
  for (const Json& attribute : attributes) {
    const std::string name = attribute.at("name");
    Json& part = schema["properties"][name.substr(0, name.find('.'))];
    if (part.is_null()) part = closed_object();
    Json type = schema_of_type(attribute.at("type"));
    if (attribute.at("nullable")) type = {{"anyOf", Json::array({type, {{"type", "null"}}})}};
    part["properties"][name.substr(name.find('.') + 1)] = type;
  }
  return schema;
}

TEST(PolicyPack, IsCheckedAgainstTheCatalogueOfAttributes) {
  const Json catalogue = parse_json(text_of("policies/schemas/attributes.json"), "attributes.json");
  for (const auto& [grain, attributes] : catalogue.at("grains").items()) {
    const std::string path = "policies/schemas/input/" + grain + ".json";
    const std::string expected = pretty_json(input_schema(grain, attributes));
    EXPECT_EQ(std::string{trim(text_of(path))}, std::string{trim(expected)})
        << path << " does not follow attributes.json";
  }
}

TEST(PolicyPack, ShipsDataThatFollowsItsSchemas) {
  std::set<std::string> schemas;
  for (const auto& entry : fs::directory_iterator(test::source_dir() / "policies/schemas/data")) {
    schemas.insert(entry.path().stem().string());
  }
  Words arguments{"eval", "--format=json"};
  std::set<std::string> names;
  for (const std::string& file : data_files()) {
    const std::string name = fs::path{file}.stem().string();
    names.insert(name);
    arguments = joined(arguments, {"--data", file, "--data",
                                   "schemas." + name + ":policies/schemas/data/" + name + ".json"});
  }
  ASSERT_EQ(names, schemas);
  arguments.push_back("x:={name:w|[ok,w]:=json.match_schema(data.reeve[name],data.schemas[name]);not ok}");
  const Json wrong = opa_json(arguments).at("result").at(0).at("bindings").at("x");
  EXPECT_EQ(wrong, Json::object());
}

// Values that an attribute may take: those of the catalogue, or some that rules and data know.
Json samples_of(const Json& attribute) {
  const std::string name = attribute.at("name");
  const std::string type = attribute.at("type");
  Json samples = attribute.value("values", Json::array());
  if (type == "boolean") samples = {false, true};
  if (type == "integer") samples = {0, 20, 21, 100};
  if (name == "holder.codes") {
    samples = Json::array({Json::array(), {"customer_email/read", "purchase_behaviour/read"}});
  } else if (name.ends_with("actions")) {
    samples = Json::array({Json::array(), {"read"}});
  } else if (type == "set") {
    samples = Json::array({{"customer_email"}, Json::array(), {"no_such_category"}});
  }
  if (name.ends_with("_band")) samples = {"90-179", "0-29", "365+"};
  if (name.ends_with("_share") && type == "string") samples = {"few", "0-4", "50+"};
  if (name.ends_with(".job")) samples = {"Support Agent", "No Such Job"};
  if (name.ends_with(".region")) samples = {"EMEA", "AMER", "Nowhere"};
  if (samples.empty()) samples = {"something"};
  if (attribute.at("nullable")) samples.push_back(nullptr);
  return samples;
}

void set_attribute(Json& row, const std::string& name, const Json& value) {
  row[name.substr(0, name.find('.'))][name.substr(name.find('.') + 1)] = value;
}

// Every pair of values of every two attributes, beside the first value of all others.
Json pairwise_rows(const Json& attributes) {
  Json base;
  for (const Json& attribute : attributes) {
    set_attribute(base, attribute.at("name"), samples_of(attribute).at(0));
  }
  Json rows = Json::array({base});
  for (const Json& one : attributes) {
    for (const Json& other : attributes) {
      if (one.at("name") >= other.at("name")) continue;
      for (const Json& a : samples_of(one)) {
        for (const Json& b : samples_of(other)) {
          Json row = base;
          set_attribute(row, one.at("name"), a);
          set_attribute(row, other.at("name"), b);
          rows.push_back(row);
        }
      }
    }
  }
  return rows;
}

// OPA counts an error inside a rule as silence unless it is strict about it, as the engine asks it to be.
TEST(PolicyPack, AnswersWithoutAnErrorWhateverIsUnknown) {
  const test::ScratchDir scratch;
  const fs::path module = scratch.write("pack.rego", R"(package pack

answers[rule] := [v, n] if {
  some rule in input.rules
  rows := input.rows
  [category, name] := split(rule, "/")
  v := count([i | some i, row in rows; is_set(data.reeve.rules[category][name].violation) with input as row])
  n := count([i | some i, row in rows; is_set(data.reeve.rules[category][name].not_evaluable) with input as row])
}
)");
  const Json catalogue = parse_json(text_of("policies/schemas/attributes.json"), "attributes.json");
  std::map<std::string, Json> rules_of_grain;
  std::map<std::string, bool> rule_declines;
  for (const ShippedRule& rule : shipped_rules()) {
    rule_declines[rule.id] = rule.text.find("\nnot_evaluable contains") != std::string::npos;
    rules_of_grain[rule.metadata.at("custom").at("grain")].push_back(rule.id);
  }
  for (const auto& [grain, rules] : rules_of_grain) {
    const Json rows = pairwise_rows(catalogue.at("grains").at(grain));
    const Json input = {{"rules", rules}, {"rows", rows}};
    const fs::path file = scratch.write(grain + ".json", canonical_json(input));
    Words arguments{
        "eval",         "--format=json", "--strict-builtin-errors", "--data",  module.string(), "--data",
        "policies/lib", "--data",        "policies/rules",          "--input", file.string()};
    for (const std::string& data : data_files()) arguments = joined(arguments, {"--data", data});
    arguments.push_back("x:=data.pack.answers");
    const Json answers = opa_json(arguments).at("result").at(0).at("bindings").at("x");
    for (const std::string rule : rules) {
      ASSERT_TRUE(answers.contains(rule)) << rule;
      const bool may_decline = rule_declines.at(rule);
      EXPECT_EQ(answers.at(rule), Json::array({rows.size(), may_decline ? rows.size() : 0})) << rule;
    }
  }
}

}  // namespace
}  // namespace reeve
