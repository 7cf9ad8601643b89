#include "engine/workflow/policy_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "engine/core/embedded_files.h"
#include "engine/core/error.h"
#include "engine/core/json_schema.h"
#include "engine/core/text.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

constexpr std::string_view kDataFolder = "policies/data/";
constexpr std::string_view kJson = ".json";
constexpr std::size_t kMostCategories = 64;  // one bit each in CategorySet

std::map<std::string, std::string> shipped_data() {
  std::map<std::string, std::string> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kDataFolder) || !file.path.ends_with(kJson)) continue;
    const std::string_view name = file.path.substr(kDataFolder.size());
    out[std::string(name.substr(0, name.size() - kJson.size()))] = std::string(file.bytes);
  }
  return out;
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::policy, "cannot open `" + path.string() + "`");
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<fs::path> json_files(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == kJson) out.push_back(entry.path());
  }
  if (error) {
    throw Error(ErrorCode::policy, "cannot read the folder `" + folder + "` that `policies.data` names");
  }
  std::ranges::sort(out);
  return out;
}

void replace_by_own(const std::string& folder, std::map<std::string, std::string>& texts,
                    std::map<std::string, std::string>& places) {
  std::vector<std::string> names;
  names.reserve(texts.size());
  for (const auto& [name, text] : texts) names.push_back(name);
  for (const fs::path& path : json_files(folder)) {
    const std::string name = path.stem().string();
    if (!texts.contains(name)) {
      const auto near = nearest_name(name, names);
      throw Error(ErrorCode::policy,
                  path.string() + ": replaces no shipped data file; " +
                      (near ? "did you mean `" + *near + ".json`?" : "there are " + join(names, ", ")));
    }
    texts[name] = content_of(path);
    places[name] = path.string();
  }
}

// Every shipped data file has a schema of the same name.
Json checked_data(const std::string& name, const std::string& text, const std::string& place) {
  Json data;
  try {
    data = parse_json(text, place);
  } catch (const Error& error) {
    throw Error(ErrorCode::policy, error.message());
  }
  const std::string schema = "policies/schemas/data/" + name + std::string(kJson);
  for (const SchemaMistake& mistake : schema_mistakes(parse_json(embedded_file(schema), schema), data))
    throw Error(ErrorCode::policy, place + ": " + sentence_of(mistake));
  return data;
}

}  // namespace

std::vector<PolicyModule> policy_modules(const std::vector<std::string>& folders) {
  std::vector<PolicyModule> out;
  for (const EmbeddedFile& file : embedded_files()) {
    const bool wanted = std::ranges::any_of(
        folders, [&](const std::string& folder) { return file.path.starts_with(folder); });
    if (wanted && file.path.ends_with(".rego"))
      out.push_back({std::string(file.path), std::string(file.bytes)});
  }
  return out;
}

Json policy_data(const Config& config) {
  std::map<std::string, std::string> texts = shipped_data();
  std::map<std::string, std::string> places;
  for (const auto& [name, text] : texts) places[name] = std::string(kDataFolder) + name + std::string(kJson);
  if (!config.policy_data_dir.empty()) replace_by_own(config.policy_data_dir, texts, places);
  Json data = Json::object();
  for (const auto& [name, text] : texts) data[name] = checked_data(name, text, places[name]);
  return {{"reeve", std::move(data)}};
}

std::vector<std::string> category_ids(const Json& data) {
  std::vector<std::string> out;
  const Json& reeve = data.at("reeve");
  if (const auto it = reeve.find("categories"); it != reeve.end() && it->is_object()) {
    for (const auto& [id, about] : it->items()) out.push_back(id);
  }
  if (out.empty() || out.size() > kMostCategories) {
    throw Error(ErrorCode::policy,
                "categories.json names " + std::to_string(out.size()) + " categories; 1 to 64 are possible");
  }
  return out;
}

}  // namespace reeve
