#include "engine/policy/verdict_cache.h"

#include <algorithm>

namespace reeve {
namespace {

constexpr std::string_view kFormat = "verdicts 1";

// The part of the base document at the path; nullptr where there is none.
const Json* part_at(const Json& data, const RulePath& path) {
  const Json* at = &data;
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (!at->is_object()) return at;  // the path goes into an array: the whole array counts
    const auto it = at->find(path[i]);
    if (it == at->end()) return nullptr;
    at = &*it;
  }
  return at;
}

std::string dotted(const RulePath& path) {
  Json names = path;
  return canonical_json(names);
}

bool is_entry(const Json& entry) {
  return entry.is_array() && entry.size() == 3 && entry[0].is_string() && entry[1].is_array() &&
         entry[2].is_array();
}

}  // namespace

Digest rule_digest(const Rule& rule, const Dependencies& dependencies, const std::string& engine_key,
                   const std::vector<PolicyModule>& modules, const Json& data) {
  Sha256 sha;
  sha.update_sized(kFormat).update_sized(engine_key).update_sized(rule.package);
  for (const std::string& attribute : dependencies.attributes)
    sha.update_sized("attribute").update_sized(attribute);
  for (const std::string& file : dependencies.modules) {
    const auto module = std::ranges::find(modules, file, &PolicyModule::path);
    sha.update_sized("module").update_sized(file).update_sized(module == modules.end() ? "" : module->text);
  }
  for (const RulePath& path : dependencies.base_data) {
    const Json* const part = part_at(data, path);
    sha.update_sized("data")
        .update_sized(dotted(path))
        .update_sized(part == nullptr ? "" : canonical_json(*part));
  }
  return sha.finish();
}

std::string encode_verdicts(const KnownVerdicts& verdicts) {
  Json entries = Json::array();
  for (const auto& [tuple, verdict] : verdicts) {
    if (!verdict.error.empty()) continue;
    entries.push_back(Json::array({tuple, verdict.violations, verdict.not_evaluable}));
  }
  return canonical_json({{"format", kFormat}, {"entries", std::move(entries)}});
}

KnownVerdicts decode_verdicts(const std::string& blob) {
  const Json parsed = Json::parse(blob, nullptr, false);
  if (!parsed.is_object() || parsed.value("format", Json()) != Json(kFormat)) return {};
  const auto entries = parsed.find("entries");
  if (entries == parsed.end() || !entries->is_array()) return {};
  KnownVerdicts verdicts;
  for (const Json& entry : *entries) {
    if (!is_entry(entry)) return {};
    verdicts[entry[0].get<std::string>()] = {.violations = entry[1], .not_evaluable = entry[2], .error = {}};
  }
  return verdicts;
}

}  // namespace reeve
