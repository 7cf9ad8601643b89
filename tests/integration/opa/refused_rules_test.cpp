// What a rule must not do is said with file, row and column, before it judges anybody.
#include <gtest/gtest.h>

#include "engine/opa/opa_evaluator.h"
#include "engine/policy/dependencies.h"
#include "tests/support/paths.h"
#include "tests/support/tricky_rules.h"

namespace reeve {
namespace {

struct Refused {
  const char* body;
  const char* why;
};

TEST(RefusedRules, AreNamedByFileRowAndColumn) {
  const std::vector<Refused> cases{
      {"violation contains 1 if input.a.z == 1",
       "rules/r.rego:2:33: `input.a.z` is no attribute of the grain access; did you mean `input.a.x`?"},
      {"import input.a as q\nviolation contains 1 if q.elsewhere == 1",
       "rules/r.rego:3:27: `input.a.elsewhere` is no attribute of the grain access; schemas/attributes.json "
       "lists them"},
      {"violation contains 1 if time.now_ns() > 1",
       "rules/r.rego:2:25: `time.now_ns` does not give the same result every time; time comes to rules as "
       "attributes only"},
      {"violation contains 1 if h\nh if rand.intn(\"a\", 2) == 1",
       "rules/r.rego:3:6: `rand.intn` does not give the same result every time; time comes to rules as "
       "attributes "
       "only"},
      {"violation contains r if r := rego.metadata.rule()",
       "rules/r.rego:2:30: `rego.metadata` depends on other modules than a rule shows; leave it out"},
      {"not_evaluable contains 1 if input.a.y", "rules/r.rego: the rule defines no `violation`"},
  };
  const auto opa = start_opa({.binary = test::opa_binary().string()});
  const AttributeCatalogue catalogue = test::tricky_catalogue();
  const std::set<std::string> nondeterministic = opa->nondeterministic_builtins();
  Rule rule;
  rule.file = "rules/r.rego";
  rule.package = "data.rules.r";
  for (const Refused& c : cases) {
    const std::vector<PolicyModule> modules{{rule.file, std::string("package rules.r\n") + c.body + "\n"}};
    opa->load(modules, Json::object());
    const auto compiled = opa->compiled();
    const CompiledTree tree = read_compiled(compiled);
    EXPECT_EQ(dependencies_of(rule, {tree, modules, catalogue, nondeterministic}).refused, c.why);
  }
}

}  // namespace
}  // namespace reeve
