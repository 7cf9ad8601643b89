#include "engine/workflow/policy_set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/core/error.h"
#include "engine/workflow/policy_files.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

constexpr std::string_view kLib = "policies/lib/", kRules = "policies/rules/";

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::policy, "cannot open `" + path.string() + "`");
  return {std::istreambuf_iterator<char>{in}, {}};
}

// Every module below the folder, tests apart, under `prefix`.
PolicySet modules_below(const fs::path& folder, std::string_view prefix) {
  PolicySet found;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    const std::string file = entry.path().filename().string();
    if (!entry.is_regular_file() || !file.ends_with(".rego") || file.ends_with("_test.rego")) continue;
    const std::string path = std::string(prefix) + entry.path().lexically_relative(folder).generic_string();
    found.modules.push_back({path, content_of(entry.path())});
    found.places[path] = entry.path().string();
  }
  if (error) throw Error(ErrorCode::policy, "cannot read the folder `" + folder.string() + "`");
  return found;
}

// "policies/rules/<group>/<rule>/"
std::string rule_folder(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

void remove_folder(PolicySet& from, const std::string& folder) {
  std::erase_if(from.modules, [&](const PolicyModule& m) { return m.path.starts_with(folder); });
  std::erase_if(from.places, [&](const auto& entry) { return entry.first.starts_with(folder); });
}

void add(PolicySet& to, PolicySet from) {
  std::ranges::move(from.modules, std::back_inserter(to.modules));
  to.places.merge(from.places);
  std::ranges::sort(to.modules, {}, &PolicyModule::path);
}

// What the folder has of `lib` and `rules` takes the place of all of that in the set. Whether it has any.
bool replace_by(const fs::path& root, PolicySet& set) {
  bool any = false;
  for (const auto& [name, prefix] : {std::pair{"lib", kLib}, std::pair{"rules", kRules}}) {
    if (!fs::is_directory(root / name)) continue;
    any = true;
    remove_folder(set, std::string(prefix));
    add(set, modules_below(root / name, prefix));
  }
  return any;
}

[[noreturn]] void refuse_folder(const std::string& folder) {
  throw Error(ErrorCode::not_found,
              "there are no policies in `" + folder + "`; name a folder with rules, lib or data in it");
}

}  // namespace

std::string PolicySet::with_place(const std::string& message) const {
  for (const auto& [path, place] : places) {
    if (message.starts_with(path)) return place + message.substr(path.size());
  }
  return message;
}

PolicySet present_policies(const Config& config) {
  PolicySet set;
  set.modules = policy_modules({std::string(kLib), std::string(kRules)});
  const fs::path pack = config.policy_pack_dir;
  if (!pack.empty() && !replace_by(pack, set) && !fs::is_directory(pack / "data"))
    refuse_folder(pack.string());
  if (!config.policy_rules_dir.empty()) {
    PolicySet own = modules_below(config.policy_rules_dir, kRules);
    for (const PolicyModule& module : own.modules) remove_folder(set, rule_folder(module.path));
    add(set, std::move(own));
  }
  set.data = policy_data(config);
  return set;
}

PolicySet policies_in(const std::string& folder, const Config& config) {
  fs::path root = folder;
  if (fs::is_directory(root / "policies")) root /= "policies";
  const bool has_data = fs::is_directory(root / "data");
  Config other = config;
  if (has_data) other.policy_data_dir = (root / "data").string();
  PolicySet set = present_policies(other);
  if (!replace_by(root, set) && !has_data) refuse_folder(folder);
  return set;
}

}  // namespace reeve
