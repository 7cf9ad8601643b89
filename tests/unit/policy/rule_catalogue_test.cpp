#include "engine/policy/rule_catalogue.h"

#include <gtest/gtest.h>

#include "engine/core/embedded_files.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

const std::string kHead =
    "# METADATA\n"
    "# title: Left\n"
    "# description: >-\n"
    "#   Two\n"
    "#   lines.\n"
    "# custom:\n"
    "#   severity: high\n"
    "#   grain: access\n"
    "#   controls: [AC-2(3), \"GDPR 32(1)(d)\"]\n"
    "#   remediation: Remove it.\n"
    "#   handles_unknown: [identity.status]\n"
    "#   messages:\n"
    "#     left: \"{identity} has left: {entitlement}.\"\n";
const std::string kPackage = "package reeve.rules.people.left\n";

PolicyModule module(const std::string& text,
                    const std::string& path = "policies/rules/people/left/left.rego") {
  return {path, text};
}

std::string refusal_of(const std::vector<PolicyModule>& modules) {
  try {
    discover_rules(modules);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::policy);
    return error.message();
  }
  return "none";
}

std::string with(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(RuleCatalogue, FindsARuleWithItsMetadata) {
  const std::vector<Rule> rules =
      discover_rules({module("# a head\n\n" + kHead + kPackage), module("package x\n", "policies/lib/x.rego"),
                      module("package y\n", "policies/rules/people/left/helper.rego")});
  ASSERT_EQ(rules.size(), 1U);
  EXPECT_EQ(rules[0].id, "people/left");
  EXPECT_EQ(rules[0].package, "data.reeve.rules.people.left");
  EXPECT_EQ(rules[0].file, "policies/rules/people/left/left.rego");
  const RuleMetadata& metadata = rules[0].metadata;
  EXPECT_EQ(metadata.title, "Left");
  EXPECT_EQ(metadata.description, "Two lines.");
  EXPECT_EQ(metadata.severity, Severity::high);
  EXPECT_EQ(metadata.grain, Grain::access);
  EXPECT_EQ(metadata.controls, (std::vector<std::string>{"AC-2(3)", "GDPR 32(1)(d)"}));
  EXPECT_EQ(metadata.remediation, "Remove it.");
  EXPECT_EQ(metadata.handles_unknown, (std::set<std::string>{"identity.status"}));
  EXPECT_EQ(metadata.messages,
            (std::map<std::string, std::string>{{"left", "{identity} has left: {entitlement}."}}));
}

TEST(RuleCatalogue, TheShippedRulesAreAllFound) {
  std::vector<PolicyModule> modules;
  std::vector<std::string> expected, found;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.ends_with(".rego")) modules.push_back({std::string(file.path), std::string(file.bytes)});
    if (file.path.starts_with("policies/rules/") && file.path.ends_with(".rego")) expected.emplace_back(file.path);
  }
  for (const Rule& rule : discover_rules(modules)) found.push_back(rule.file);
  EXPECT_EQ(found, expected);
  EXPECT_GE(found.size(), 12U);
}

TEST(RuleCatalogue, NamesTheFileAndTheRowOfWhatIsWrong) {
  const std::string file = "policies/rules/people/left/left.rego:";
  EXPECT_EQ(refusal_of({module(kPackage)}), file + "1: there is no METADATA right before `package`");
  EXPECT_EQ(refusal_of({module(kHead + "\n" + kPackage)}),
            file + "15: there is no METADATA right before `package`");
  EXPECT_EQ(refusal_of({module(kHead)}), file + "14: there is no `package`");
  EXPECT_EQ(refusal_of({module(with(kHead, "severity: high", "severity: grave") + kPackage)}),
            file + "7: `grave` is no severity; there are low, medium, high and critical");
  EXPECT_EQ(
      refusal_of({module(with(kHead, "grain: access", "grain: user") + kPackage)}),
      file + "8: `user` is no grain; there are access, holder, account, principal, resource and waiver");
  EXPECT_EQ(refusal_of({module(with(kHead, "remediation:", "remediaton:") + kPackage)}),
            file + "10: METADATA has no field `remediaton`; did you mean `remediation`?");
  EXPECT_EQ(refusal_of({module(with(kHead, "title: Left", "title:") + kPackage)}),
            file + "2: METADATA lacks the text `title`");
  EXPECT_EQ(refusal_of({module(with(kHead, "[identity.status]", "identity.status") + kPackage)}),
            file + "7: METADATA lacks the list `handles_unknown`");
  EXPECT_EQ(
      refusal_of({module(with(kHead, "#   messages:\n#     left: \"{identity} has left: {entitlement}.\"\n",
                              "#   messages: {}\n") +
                         kPackage)}),
      file + "7: METADATA lacks `messages`, one for each code");
  EXPECT_EQ(refusal_of({module(with(kHead, "custom:", "custom: [") + kPackage)}).substr(0, file.size() + 26),
            file + "8: METADATA is not YAML: e");
  EXPECT_EQ(
      refusal_of({module(kHead + "package reeve.rules.people.gone\n")}),
      "policies/rules/people/left/left.rego: the package of this file is `reeve.rules.people.left`, not "
      "`reeve.rules.people.gone`");
  EXPECT_EQ(refusal_of({module("package y\n", "policies/rules/people/left/helper.rego")}),
            "policies/rules/people/left/helper.rego: the rule `people/left` lacks its file `left.rego`");
  EXPECT_EQ(refusal_of({module(kHead + kPackage, "policies/rules/left.rego")}),
            "policies/rules/left.rego: a rule is a file policies/rules/<group>/<rule>/<rule>.rego");
}

TEST(RuleCatalogue, ADisabledRuleHasToExist) {
  const std::vector<Rule> rules = discover_rules({module(kHead + kPackage)});
  EXPECT_EQ(enabled_rules(rules, {}).size(), 1U);
  EXPECT_EQ(enabled_rules(rules, {"people/left"}).size(), 0U);
  try {
    enabled_rules(rules, {"people/lft"});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    EXPECT_EQ(error.message(),
              "reeve.toml disables the rule `people/lft`, which does not exist; did you mean `people/left`?");
  }
}

}  // namespace
}  // namespace reeve
