#include "tests/support/tricky_rules.h"

#include "engine/core/text.h"

namespace reeve::test {
namespace {

constexpr const char* kCatalogue = R"({"grains": {"access": [
  {"name": "a.x", "type": "integer", "nullable": true, "about": ""},
  {"name": "a.y", "type": "boolean", "nullable": false, "about": ""},
  {"name": "b.s", "type": "set", "nullable": true, "about": ""},
  {"name": "b.t", "type": "integer", "nullable": false, "about": ""},
  {"name": "c.z", "type": "string", "nullable": false, "about": ""}]}})";

const std::vector<PolicyModule> kLibraries{
    {"lib/one.rego",
     "package lib.one\n"
     "flag if input.a.x == 1\n"
     "second(row) := row.b.t\n"
     "passed_on(row) := second(row)\n"
     "quiet := 1\n"
     "default_of(x) := y if { x > 1; y := input.c.z } else := input.a.y\n"},
    {"lib/two.rego", "package lib.two\nflag if input.b.t == 2\n"},
    {"lib/split_a.rego", "package lib.split\nvalue contains 1 if input.a.x == 1\n"},
    {"lib/split_b.rego", "package lib.split\nvalue contains 2 if input.b.t == 2\n"}};

const std::vector<TrickyRule> kRules{
    {"plain", "violation contains 1 if input.a.x == 1", "a.x"},
    {"brackets", "violation contains 1 if input[\"a\"][\"x\"] == 1", "a.x"},
    {"import_whole", "import input.a as q\nviolation contains 1 if q.x == 1", "a.x"},
    {"import_leaf", "import input.a.x as v\nviolation contains 1 if v == 1", "a.x"},
    {"helper", "violation contains 1 if h\nh if input.b.t == 1", "b.t"},
    {"helper_elsewhere", "import data.lib.one\nviolation contains 1 if one.flag", "a.x"},
    {"helper_by_full_name", "violation contains 1 if data.lib.two.flag", "b.t"},
    {"function_of_input", "import data.lib.one\nviolation contains x if x := one.second(input)", "*"},
    {"function_of_part", "violation contains 1 if f(input.a)\nf(p) if p.x == 1", "a.x a.y"},
    {"function_passes_on", "import data.lib.one\nviolation contains x if x := one.passed_on(input)", "*"},
    {"else", "violation contains r\nr := 1 if input.a.x == 1 else := 2 if input.b.t == 1 else := 3",
     "a.x b.t"},
    {"else_value", "violation contains r\nr := 1 if input.a.x == 1 else := input.c.z", "a.x c.z"},
    {"else_chain",
     "violation contains r\nr := 1 if input.a.x == 1 else := 2 if { every s in input.b.s { s != \"p\" } } "
     "else := 3 if "
     "input.c.z == \"red\"",
     "a.x b.s c.z"},
    {"else_in_function", "import data.lib.one\nviolation contains y if y := one.default_of(input.b.t)",
     "a.y b.t c.z"},
    {"default_rule", "violation contains q\ndefault q := 0\nq := 1 if input.b.t == 2", "b.t"},
    {"default_function", "violation contains f(1)\ndefault f(_) := 0\nf(x) := x if input.a.x == x", "a.x"},
    {"every", "violation contains 1 if every s in input.b.s { s != input.c.z }", "b.s c.z"},
    {"some_in", "violation contains s if some s in input.b.s", "b.s"},
    {"some_key", "violation contains i if some i, s in input.b.s", "b.s"},
    {"wildcard", "violation contains 1 if input.b.s[_] == \"p\"", "b.s"},
    {"membership", "violation contains 1 if \"p\" in input.b.s", "b.s"},
    {"negation", "violation contains 1 if not quiet\nquiet if input.a.y", "a.y"},
    {"set_comprehension", "violation contains 1 if count({s | some s in input.b.s; input.a.y}) > 1",
     "a.y b.s"},
    {"array_comprehension", "violation contains n if n := count([1 | [2 | input.a.x == 1][_] == 2])", "a.x"},
    {"object_comprehension", "violation contains o if o := {s: input.b.t | some s in input.b.s}", "b.s b.t"},
    {"walk", "violation contains p if walk(input, [p, 1])", "*"},
    {"walk_part", "violation contains p if walk(input.a, [p, 1])", "a.x a.y"},
    {"object_get", "violation contains v if v := object.get(input.a, \"x\", 9)", "a.x a.y"},
    {"object_get_path", "violation contains v if v := object.get(input, [\"b\", \"t\"], 9)", "*"},
    {"object_keys", "violation contains k if some k in object.keys(input.b)", "b.s b.t"},
    {"dynamic_key", "violation contains k if { some k; input.a[k] == 1 }", "a.x a.y"},
    {"dynamic_group", "violation contains g if { some g; input[g].t == 1 }", "*"},
    {"key_from_data", "violation contains 1 if input.a[data.base.key] == 1", "a.x a.y"},
    {"key_from_input", "violation contains v if v := data.base.table[input.c.z]", "c.z"},
    {"alias", "violation contains 1 if { i := input; i.b.t == 1 }", "*"},
    {"alias_of_part", "violation contains 1 if { p := input.b; p.t == 1 }", "b.s b.t"},
    {"with_input", "violation contains 1 if h with input as {\"a\": {\"x\": 1}}\nh if input.a.x == 1", "*"},
    {"with_part", "violation contains v if v := h with input.a.x as 1\nh := [input.a.x, input.b.t]", "*"},
    {"with_data",
     "violation contains 1 if h with data.base.limits as {\"most\": input.b.t}\n"
     "h if input.a.x == data.base.limits.most",
     "a.x b.t"},
    {"with_function",
     "import data.lib.one\nviolation contains v if v := one.second(1) with one.second as g\n"
     "g(_) := input.a.x",
     "a.x"},
    {"dynamic_package", "violation contains n if { some n; data.lib[n].flag }", "a.x a.y b.t c.z"},
    {"dynamic_package_by_input", "violation contains 1 if data.lib[input.c.z]", "a.x a.y b.t c.z"},
    {"whole_package", "violation contains p if p := data.lib.two", "b.t"},
    {"split_package", "violation contains v if some v in data.lib.split.value", "a.x b.t"},
    {"partial_object", "violation contains v if v := m.k\nm[k] := v if { k := \"k\"; v := input.b.t }",
     "b.t"},
    {"ref_head", "violation contains v if v := q.r.s\nq.r.s := input.b.t", "b.t"},
    {"ref_head_dynamic",
     "violation contains v if { some k; v := q.r[k] }\nq.r[k] := v if { some k in input.b.s; v := "
     "input.b.t }",
     "b.s b.t"},
    {"in_head", "violation contains {\"code\": \"c\", \"params\": {\"z\": input.c.z}} if input.a.y",
     "a.y c.z"},
    {"own_not_evaluable",
     "violation contains 1 if input.a.y\nnot_evaluable contains input.b.t if not input.a.y", "a.y b.t"},
    {"sprintf", "violation contains s if s := sprintf(\"%v %v\", [input.a.x, input.c.z])", "a.x c.z"},
    {"template", "violation contains s if s := $\"{input.a.x} and {input.c.z}\"", "a.x c.z"},
    {"json_filter", "violation contains o if o := json.filter(input, [\"b/t\"])", "*"},
    {"nested_call", "violation contains n if n := count(split(concat(\"\", [input.c.z, \"e\"]), \"e\"))",
     "c.z"},
    {"input_in_array", "violation contains 1 if [input][0].a.x == 1", "*"},
    {"part_in_object", "violation contains 1 if {\"k\": input.a}.k.x == 1", "a.x a.y"},
    {"ref_head_from_input", "violation contains v if v := q.red\nq[input.c.z] := 1", "c.z"},
    {"default_comprehension",
     "violation contains q if true\ndefault q := [input.c.z | input.a.y]\nq := 1 if input.b.t == 2",
     "a.y b.t c.z"},
    {"pattern_argument", "violation contains v if v := f(input.a)\nf({\"x\": x, \"y\": _}) := x", "a.x a.y"},
    {"destructured", "violation contains x if {\"x\": x, \"y\": _} = input.a", "a.x a.y"},
    {"count_of_group", "violation contains n if n := count(input.a)", "a.x a.y"},
    {"union_of_groups", "violation contains o if o := object.union(input.a, input.b)", "a.x a.y b.s b.t"},
    {"nested_with",
     "violation contains v if v := outer with data.base.key as input.c.z\n"
     "outer := v if v := inner with data.base.names as []\ninner := [data.base.key, input.b.t]",
     "b.t c.z"},
    {"mocked_builtin",
     "violation contains v if v := h with count as other\nh := count(input.b.s)\nother(_) := input.a.y",
     "a.y b.s"},
    {"every_key_and_value", "violation contains 1 if every k, v in input.b { k != input.c.z; v != 2 }",
     "b.s b.t c.z"},
    {"ordering", "violation contains 1 if { input.a.x < 1; not input.b.t > 1 }", "a.x b.t"},
    {"unreachable_helper", "violation contains 1 if input.a.y\nunused if input.b.t == 1", "a.y"},
    {"nothing", "violation contains 1 if data.lib.one.quiet == 1", ""},
};

struct Choice {
  const char* group;
  const char* name;
  std::vector<Json> values;
};

const std::vector<Choice>& choices() {
  static const std::vector<Choice> kChoices{
      {"a", "x", {nullptr, 0, 1, 2}},
      {"a", "y", {true, false}},
      {"b", "s", {nullptr, Json::array(), Json::array({"p"}), Json::array({"p", "q"})}},
      {"b", "t", {0, 1, 2}},
      {"c", "z", {"red", "blue", "one", "two"}}};
  return kChoices;
}

}  // namespace

const std::vector<TrickyRule>& tricky_rules() { return kRules; }

Rule rule_of(const TrickyRule& tricky) {
  Rule rule;
  rule.id = tricky.name;
  rule.file = "rules/" + rule.id + ".rego";
  rule.package = "data.rules." + rule.id;
  return rule;
}

std::set<std::string> attributes_of(const TrickyRule& tricky) {
  std::set<std::string> names;
  if (std::string(tricky.attributes) == "*") {
    for (const Choice& choice : choices()) names.insert(std::string(choice.group) + "." + choice.name);
  } else {
    for (const std::string& name : split(tricky.attributes, ' ')) names.insert(name);
  }
  return names;
}

std::vector<PolicyModule> tricky_modules() {
  std::vector<PolicyModule> modules = kLibraries;
  for (const TrickyRule& tricky : kRules) {
    const Rule rule = rule_of(tricky);
    modules.push_back({rule.file, "package rules." + rule.id + "\n" + tricky.body + "\n"});
  }
  return modules;
}

const Json& tricky_data() {
  static const Json kData =
      Json::parse(R"({"base": {"key": "x", "limits": {"most": 2, "least": 0}, "names": ["x", "y"],
  "other": {"deep": [1, 2, 3]}, "table": {"red": 1, "blue": 2}}})");
  return kData;
}

AttributeCatalogue tricky_catalogue() { return AttributeCatalogue::parse(kCatalogue, "test"); }

std::vector<Json> tricky_inputs() {
  std::vector<Json> inputs{Json::object()};
  for (const Choice& choice : choices()) {
    std::vector<Json> longer;
    for (const Json& input : inputs) {
      for (const Json& value : choice.values) {
        longer.push_back(input);
        longer.back()[choice.group][choice.name] = value;
      }
    }
    inputs = std::move(longer);
  }
  return inputs;
}

}  // namespace reeve::test
