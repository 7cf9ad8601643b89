#include "engine/workflow/campaign_definitions.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "engine/core/embedded_files.h"
#include "engine/workflow/policy_files.h"
#include "engine/workflow/policy_set.h"
#include "engine/workflow/toml_table.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

constexpr std::string_view kShipped = "campaigns/";
constexpr std::string_view kEnding = ".toml";

// What definitions may name.
struct Vocabulary {
  std::vector<std::string> categories, sources, rules;
};

// A rule's module is policies/rules/<category>/<rule>/<rule>.rego.
std::string rule_id(const std::string& path) {
  constexpr std::string_view kRules = "policies/rules/";
  if (!path.starts_with(kRules)) return {};
  const std::string id = fs::path(path.substr(kRules.size())).parent_path().generic_string();
  return id.find('/') == std::string::npos ? std::string() : id;
}

Vocabulary vocabulary(const Config& config) {
  Vocabulary v{.categories = category_ids(policy_data(config)), .sources = {}, .rules = {}};
  for (const SourceConfig& source : config.sources) v.sources.push_back(source.name);
  std::set<std::string> rules;
  for (const PolicyModule& module : present_policies(config).modules) rules.insert(rule_id(module.path));
  rules.erase("");
  v.rules.assign(rules.begin(), rules.end());
  return v;
}

template <class Enum>
std::vector<std::string> words_of() {
  return {EnumNames<Enum>::names.begin(), EnumNames<Enum>::names.end()};
}

// A word of the enum under the key; `out` stays where the key is not there.
template <class Enum>
void read_word(const toml::table& table, TableReader& in, const std::string& key, Enum& out) {
  std::string word(to_string(out));
  in.text(key, word);
  const auto value = enum_value<Enum>(word);
  if (!value) {
    const auto near = nearest_name(word, words_of<Enum>());
    wrong(*table.get(key),
          "`" + key + "` cannot be `" + word + "`; " +
              (near ? "did you mean `" + *near + "`?" : "it is one of " + join(words_of<Enum>(), ", ")));
  }
  out = *value;
}

void read_scope(const toml::table& table, const Vocabulary& known, ScopeRules& scope) {
  TableReader in(table, "scope");
  in.names("categories", scope.categories, "category", known.categories);
  in.names("sources", scope.sources, "source", known.sources);
  in.names("rules", scope.rules, "rule", known.rules);
  in.texts("people", scope.people);
  in.texts("departments", scope.departments);
  read_word(table, in, "least_risk", scope.least_risk);
  in.finish();
}

StageRule read_stage(const toml::table& table, const Vocabulary& known, bool first) {
  TableReader in(table, "stage");
  StageRule stage;
  std::vector<std::string> roles;
  in.names("reviewers", roles, "kind of reviewer", words_of<ReviewerRole>());
  in.texts("group", stage.group);
  if (!first) in.names("categories", stage.categories, "category", known.categories);
  in.finish();
  if (table.contains("reviewers")) {
    stage.reviewers.clear();
    for (const std::string& role : roles) stage.reviewers.push_back(*enum_value<ReviewerRole>(role));
  }
  if (stage.reviewers.empty()) wrong(table, "a stage that asks nobody decides nothing; name `reviewers`");
  const bool asks_group = std::ranges::find(stage.reviewers, ReviewerRole::group) != stage.reviewers.end();
  if (!stage.group.empty() && !asks_group)
    wrong(*table.get("group"), "nobody asks the `group`; put \"group\" among the `reviewers`");
  return stage;
}

Conflict read_conflict(const toml::table& table) {
  TableReader in(table, "conflict");
  Conflict conflict;
  in.text("department", conflict.department);
  in.text("reason", conflict.reason);
  in.finish();
  if (conflict.department.empty() || conflict.reason.empty())
    wrong(table, "a conflict needs a `department` and the `reason` why none of it reviews");
  return conflict;
}

void read_silence(const toml::table& table, SilenceRules& silence) {
  TableReader in(table, "silence");
  for (const Severity risk : {Severity::low, Severity::medium, Severity::high, Severity::critical}) {
    read_word(table, in, std::string(to_string(risk)), silence.by_risk[static_cast<std::size_t>(risk)]);
  }
  in.number("extension_days", silence.extension_days, 1, 90);
  in.number("most_percent_of_source", silence.most_percent_of_source, 0, 100);
  in.finish();
}

void read_carry(const toml::table& table, CarryRules& carry) {
  TableReader in(table, "carry_forward");
  in.number("times", carry.times, 0, 2);
  in.number("days", carry.days, 1, 180);
  in.finish();
}

void read_decisions(const toml::table& table, DecisionRules& rules) {
  TableReader in(table, "decisions");
  in.flag("reason_to_keep_flagged", rules.reason_to_keep_flagged);
  in.flag("reason_to_keep_not_evaluable", rules.reason_to_keep_not_evaluable);
  in.flag("reason_to_revoke_unflagged", rules.reason_to_revoke_unflagged);
  in.flag("reason_not_to_judge", rules.reason_not_to_judge);
  in.flag("bulk", rules.bulk);
  in.number("longest_until_days", rules.longest_until_days, 1, 366);
  in.finish();
}

CampaignDefinition read_all(const toml::table& root, const Vocabulary& known, int days) {
  CampaignDefinition definition;
  definition.days = days;
  TableReader in(root, "");
  in.text("title", definition.title);
  in.number("days", definition.days, 1, 366);
  if (const auto* table = in.table("scope")) read_scope(*table, known, definition.scope);
  if (const auto* table = in.table("silence")) read_silence(*table, definition.silence);
  if (const auto* table = in.table("carry_forward")) read_carry(*table, definition.carry);
  if (const auto* table = in.table("decisions")) read_decisions(*table, definition.decisions);
  const auto stages = in.tables("stage");
  if (!stages.empty()) definition.stages.clear();
  for (const toml::table* table : stages) {
    definition.stages.push_back(read_stage(*table, known, definition.stages.empty()));
  }
  for (const toml::table* table : in.tables("conflict"))
    definition.conflicts.push_back(read_conflict(*table));
  in.finish();
  if (definition.title.empty()) throw Error(ErrorCode::config, "line 1: a campaign needs a `title`");
  return definition;
}

CampaignDefinition read_definition(std::string_view text, const std::string& place, const std::string& name,
                                   const Vocabulary& known, int days) {
  try {
    CampaignDefinition definition = read_all(toml::parse(text), known, days);
    definition.from = name;
    return definition;
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::config, place + ": line " + std::to_string(error.source().begin.line) + ": " +
                                       lower_ascii(error.description()));
  } catch (Error& error) {
    throw error.add_context(place);
  }
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (!in) throw Error(ErrorCode::config, "cannot read `" + path.string() + "`; check its rights");
  return bytes;
}

}  // namespace

std::vector<NamedDefinition> campaign_definitions(const Config& config) {
  const Vocabulary known = vocabulary(config);
  std::map<std::string, NamedDefinition> found;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kShipped)) continue;
    const std::string name = fs::path(file.path).stem().string();
    found[name] = {read_definition(file.bytes, std::string(file.path), name, known, config.campaign_days),
                   "shipped"};
  }
  const fs::path folder = config.campaign_definitions;
  if (!folder.empty() && !fs::is_directory(folder)) {
    throw Error(ErrorCode::config, "reeve.toml: the folder `" + folder.string() +
                                       "` of campaign definitions is not there; make it, or name another");
  }
  std::vector<fs::path> files;
  if (!folder.empty()) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == kEnding) files.push_back(entry.path());
    }
  }
  for (const fs::path& file : files) {
    const std::string name = file.stem().string();
    found[name] = {read_definition(bytes_of(file), file.string(), name, known, config.campaign_days),
                   file.string()};
  }
  std::vector<NamedDefinition> out;
  for (auto& [name, definition] : found) out.push_back(std::move(definition));
  return out;
}

CampaignDefinition find_definition(const Config& config, const std::string& name) {
  const std::string& wanted = name.empty() ? config.campaign_definition : name;
  std::vector<std::string> known;
  for (NamedDefinition& d : campaign_definitions(config)) {
    if (d.definition.from == wanted) return std::move(d.definition);
    known.push_back(d.definition.from);
  }
  const auto near = nearest_name(wanted, known);
  throw Error(ErrorCode::not_found,
              "there is no campaign definition `" + wanted + "`; " +
                  (near ? "did you mean `" + *near + "`?" : "`reeve campaign definitions` lists them"));
}

}  // namespace reeve
