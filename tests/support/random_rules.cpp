#include "tests/support/random_rules.h"

#include "engine/core/text.h"
#include "tests/support/boundary_values.h"

namespace reeve::test {
namespace {

class RuleWriter {
 public:
  RuleWriter(Grain grain, Dice& dice) : attributes_(attribute_catalogue().of(grain)), dice_(dice) {}

  // Rules of a body; helpers that they need are added to `helpers`.
  std::string body() {
    std::string text = "{\n";
    for (std::size_t i = 0, n = 1 + dice_.below(3); i < n; ++i) text += "\t" + condition() + "\n";
    return text + "}\n";
  }

  std::string violation(std::size_t number) {
    const Attribute& shown = read_any();
    return "violation contains {\"code\": \"v" + std::to_string(number) +
           "\", \"params\": {\"value\": input." + shown.name + "}} if " + body();
  }

  std::string not_evaluable() {
    return "not_evaluable contains {\"code\": \"n\", \"params\": {}} if " + body();
  }

  std::string helpers;
  std::set<std::string> reads;

 private:
  const Attribute& any() { return attributes_[dice_.below(attributes_.size())]; }
  const Attribute& read_any() {
    const Attribute& attribute = any();
    reads.insert(attribute.name);
    return attribute;
  }
  void read_all(std::string_view beginning) {
    for (const Attribute& attribute : attributes_) {
      if (attribute.name.starts_with(beginning)) reads.insert(attribute.name);
    }
  }

  Json value(const Attribute& attribute) {
    const auto values = boundary_values(attribute);
    return values[dice_.below(values.size())].value;
  }
  std::string literal(const Attribute& attribute) { return canonical_json(value(attribute)); }
  std::string member(const Attribute& set) {
    const Json some = value(set);
    return canonical_json(some.is_array() && !some.empty() ? some[dice_.below(some.size())] : Json("none"));
  }
  static std::string group(const Attribute& attribute) { return split(attribute.name, '.')[0]; }
  static std::string leaf(const Attribute& attribute) { return split(attribute.name, '.')[1]; }

  std::string condition() {
    switch (dice_.below(14)) {
      case 0: return "not " + named(body());
      case 1: return named(body());
      case 2: return otherwise();
      case 3: return passed_on();
      case 4: return searched();
      case 5: return got();
      case 6: return "count([1 | " + simple() + "]) == " + std::to_string(dice_.below(2));
      case 7: return dice_.percent(40) ? replaced() : simple();
      case 8: return dice_.percent(15) ? "to_number(input." + read_any().name + ") > 1" : simple();
      default: return simple();
    }
  }

  std::string simple() {
    const Attribute& attribute = read_any();
    const std::string place = "input." + attribute.name, no = dice_.percent(30) ? "not " : "";
    if (attribute.type == AttributeType::boolean && dice_.percent(60)) return no + place;
    if (attribute.type == AttributeType::set && dice_.percent(80)) return of_set(place, no, attribute);
    if (dice_.percent(20)) return no + place + " in {" + literal(attribute) + ", " + literal(attribute) + "}";
    constexpr const char* kOperators[] = {" == ", " == ", " != ", " < ", " >= "};
    return no + place + kOperators[dice_.below(5)] + literal(attribute);
  }

  std::string of_set(const std::string& place, const std::string& no, const Attribute& attribute) {
    switch (dice_.below(4)) {
      case 0: return no + member(attribute) + " in " + place;
      case 1: return "every member in " + place + " { member != " + member(attribute) + " }";
      case 2: return "count({member | some member in " + place + "}) > " + std::to_string(dice_.below(3));
      default: return "count(" + place + ") < " + std::to_string(dice_.below(4));
    }
  }

  std::string add(const std::string& name_and_arguments, const std::string& rest) {
    helpers += "\n" + name_and_arguments + rest;
    return name_and_arguments;
  }
  std::string fresh(const char* beginning) { return beginning + std::to_string(names_++); }

  std::string named(const std::string& of_body) { return add(fresh("helper_"), " if " + of_body); }

  std::string otherwise() {
    const std::string first = simple(), second = simple(), name = fresh("choice_");
    const Attribute& last = read_any();
    add(name, " := 1 if " + first + "\n\nelse := 2 if " + second + "\n\nelse := input." + last.name + "\n");
    return name + " == " + (dice_.percent(50) ? "2" : literal(last));
  }

  // Another rule's place of the input, as an argument.
  std::string passed_on() {
    const Attribute& attribute = any();
    read_all(group(attribute) + ".");
    const std::string name = fresh("function_");
    add(name + "(part)", " if part." + leaf(attribute) + " == " + literal(attribute) + "\n");
    return name + "(input." + group(attribute) + ")";
  }

  std::string searched() {
    const Attribute& attribute = any();
    if (dice_.percent(70)) {
      read_all(group(attribute) + ".");
      return named("{\n\tsome key\n\tinput." + group(attribute) + "[key] == " + literal(attribute) + "\n}\n");
    }
    read_all("");
    return named("{\n\tsome key\n\tinput[key]." + leaf(attribute) + " == " + literal(attribute) + "\n}\n");
  }

  std::string got() {
    const Attribute& attribute = any();
    read_all(group(attribute) + ".");
    return "object.get(input." + group(attribute) + ", \"" + leaf(attribute) +
           "\", 7) == " + literal(attribute);
  }

  std::string replaced() {
    const Attribute& attribute = any();
    read_all("");
    return named(body()) + " with input." + attribute.name + " as " + literal(attribute);
  }

  const std::vector<Attribute>& attributes_;
  Dice& dice_;
  std::size_t names_ = 0;
};

}  // namespace

RandomRule random_rule(Grain grain, std::size_t number, Dice& dice) {
  const std::string name = "rule_" + std::to_string(number);
  RuleWriter writer(grain, dice);
  std::string rules;
  for (std::size_t i = 0, n = 1 + dice.below(2); i < n; ++i) rules += "\n" + writer.violation(i);
  if (dice.percent(50)) rules += "\n" + writer.not_evaluable();
  std::vector<std::string> handled;
  for (const std::string& attribute : writer.reads) {
    if (attribute_catalogue().find(grain, attribute)->nullable && dice.percent(60))
      handled.push_back(attribute);
  }
  const std::string head =
      "# METADATA\n# title: Random\n# description: A rule out of a seed.\n# custom:\n#   severity: low\n"
      "#   grain: " +
      std::string(to_string(grain)) + "\n#   controls: []\n#   remediation: None.\n#   handles_unknown: [" +
      join(handled, ", ") + "]\n#   messages:\n#     v0: \"{value}\"\n";
  return {.id = "random/" + name,
          .module = {"policies/rules/random/" + name + "/" + name + ".rego",
                     head + "package reeve.rules.random." + name + "\n" + rules + writer.helpers},
          .reads = writer.reads};
}

}  // namespace reeve::test
