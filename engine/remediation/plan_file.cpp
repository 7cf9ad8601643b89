#include "engine/remediation/plan_file.h"

#include <optional>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr const char* kFormat = "reeve removal plan 1";

Json to_json(const PlannedChange& c) {
  for (const std::string& part : split_key(c.change.edge.edge_key)) {
    if (!is_valid_utf8(part))
      throw Error(ErrorCode::refused, "the name `" + printable_utf8(part) + "` is no text");
  }
  return {{"removal", c.removal_id},
          {"what", c.what},
          {"source", c.change.edge.source},
          {"connector", c.connector},
          {"section", to_string(c.change.edge.section)},
          {"edge", split_key(c.change.edge.edge_key)},
          {"facts", to_hex(c.change.facts)},
          {"seen_in_run", c.seen_in},
          {"decided_by", c.decided_by},
          {"decided_at", format_time(c.decided_at)},
          {"high_value", c.high_value},
          {"statements", c.change.steps},
          {"inverse", c.change.inverse},
          {"also_gone", c.also_gone},
          {"ends", c.ends},
          {"costs", c.costs}};
}

Json to_json(const PlanFile& plan) {
  Json changes = Json::array();
  Json not_planned = Json::array();
  for (const PlannedChange& c : plan.changes) changes.push_back(to_json(c));
  for (const NotPlanned& n : plan.not_planned)
    not_planned.push_back({{"removal", n.removal_id}, {"what", n.what}, {"why", n.why}});
  return {{"format", kFormat},         {"company", plan.company},   {"made_at", format_time(plan.made_at)},
          {"made_by", plan.made_by},   {"snapshot", plan.snapshot}, {"changes", changes},
          {"not_planned", not_planned}};
}

UtcMillis time_of(const Json& value) {
  const std::optional<UtcMillis> time = parse_time(value.get<std::string>());
  if (!time) throw Error(ErrorCode::config, "`" + value.get<std::string>() + "` is no time");
  return *time;
}

Section section_from(const std::string& text) {
  for (const Section section : {Section::membership, Section::grant}) {
    if (to_string(section) == text) return section;
  }
  throw Error(ErrorCode::config, "`" + text + "` is no section of edges");
}

PlannedChange change_from(const Json& json) {
  PlannedChange c;
  c.removal_id = json.at("removal").get<std::string>();
  c.what = json.at("what").get<std::string>();
  c.connector = json.at("connector").get<std::string>();
  c.change.edge = {json.at("source").get<std::string>(), section_from(json.at("section").get<std::string>()),
                   join_key(json.at("edge").get<std::vector<std::string>>())};
  c.change.facts = digest_from_hex(json.at("facts").get<std::string>());
  c.seen_in = json.at("seen_in_run").get<RunNo>();
  c.decided_by = json.at("decided_by").get<std::string>();
  c.decided_at = time_of(json.at("decided_at"));
  c.high_value = json.at("high_value").get<bool>();
  c.change.steps = json.at("statements").get<std::vector<std::string>>();
  c.change.inverse = json.at("inverse").get<std::vector<std::string>>();
  c.also_gone = json.at("also_gone").get<std::vector<std::string>>();
  c.ends = json.at("ends").get<std::vector<std::string>>();
  c.costs = json.at("costs").get<std::vector<std::string>>();
  return c;
}

PlanFile plan_from(const Json& json) {
  if (json.at("format") != kFormat)
    throw Error(ErrorCode::config, "its `format` is not `" + std::string(kFormat) + "`");
  PlanFile plan{.company = json.at("company").get<std::string>(),
                .made_at = time_of(json.at("made_at")),
                .made_by = json.at("made_by").get<std::string>(),
                .snapshot = json.at("snapshot").get<SnapshotNo>(),
                .changes = {},
                .not_planned = {}};
  for (const Json& change : json.at("changes")) plan.changes.push_back(change_from(change));
  for (const Json& n : json.at("not_planned")) {
    plan.not_planned.push_back({n.at("removal").get<std::string>(), n.at("what").get<std::string>(),
                                n.at("why").get<std::string>()});
  }
  return plan;
}

}  // namespace

Digest plan_digest(const PlanFile& plan) { return sha256(canonical_json(to_json(plan))); }

std::string change_text(const PlannedChange& change) { return canonical_json(to_json(change)); }

std::string plan_text(const PlanFile& plan) {
  Json json = to_json(plan);
  json["digest"] = to_hex(plan_digest(plan));
  return pretty_json(json) + "\n";
}

PlanFile parse_plan(std::string_view text, const std::string& name) {
  Json json = parse_json(text, name);
  std::string digest;
  PlanFile plan;
  try {
    digest = json.at("digest").get<std::string>();
    json.erase("digest");
    plan = plan_from(json);
  } catch (const Json::exception& error) {
    throw Error(ErrorCode::config, name + " is no removal plan: " + error.what());
  } catch (Error& error) {
    throw error.add_context(name + " is no removal plan");
  }
  // Of what stands there, so that nothing can stand beside what is read.
  if (to_hex(sha256(canonical_json(json))) != digest || to_hex(plan_digest(plan)) != digest) {
    throw Error(ErrorCode::refused,
                name + " was changed after it was made: its digest is another one; make a new plan");
  }
  return plan;
}

}  // namespace reeve
