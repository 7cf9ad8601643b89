#include "engine/opa/policy_loader.h"

#include <algorithm>
#include <functional>
#include <map>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

using Messages = std::vector<OpaMessage>;

// A module may need another one that comes later in the list, and OPA compiles after each. So what was
// refused is tried again as long as something is accepted in between. Left are those that are really wrong.
std::vector<Messages> until_nothing_moves(std::vector<std::size_t> waiting,
                                          const std::function<Messages(std::size_t)>& attempt) {
  std::vector<Messages> refusals;
  for (bool moved = true; moved && !waiting.empty();) {
    moved = false;
    refusals.clear();
    std::vector<std::size_t> still_waiting;
    for (const std::size_t i : waiting) {
      Messages messages = attempt(i);
      if (messages.empty()) {
        moved = true;
      } else {
        refusals.push_back(std::move(messages));
        still_waiting.push_back(i);
      }
    }
    waiting = std::move(still_waiting);
  }
  return refusals;
}

[[noreturn]] void refuse(const std::vector<Messages>& refusals) {
  // A module that cannot be read makes those fail that use it: only the cause is shown.
  std::vector<std::string> causes, others;
  for (const Messages& messages : refusals) {
    for (const OpaMessage& message : messages) {
      std::vector<std::string>& list = message.code == "rego_parse_error" ? causes : others;
      if (std::ranges::find(list, message.printable()) == list.end()) list.push_back(message.printable());
    }
  }
  std::vector<std::string>& shown = causes.empty() ? others : causes;
  constexpr std::size_t kMost = 5;
  const std::size_t more = shown.size() > kMost ? shown.size() - kMost : 0;
  shown.resize(std::min(shown.size(), kMost));
  throw Error(
      ErrorCode::policy,
      join(shown, "\n") + (more > 0 ? "\nand " + count_of(more, "more message", "more messages") : ""));
}

std::vector<std::size_t> numbers(std::size_t count) {
  std::vector<std::size_t> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = i;
  return all;
}

// The batch module first: whoever asks by it finds it gone before any rule changes its meaning.
void clear(OpaClient& client, bool shared) {
  std::vector<std::string> old;
  for (const auto& [name, ast] : client.policies()) {
    if (!shared || name == kBatchFile || name.starts_with("policies/")) old.push_back(name);
  }
  std::ranges::stable_partition(old, [](const std::string& name) { return name == kBatchFile; });
  const auto refusals =
      until_nothing_moves(numbers(old.size()), [&](std::size_t i) { return client.remove_policy(old[i]); });
  if (!refusals.empty()) {
    throw Error(ErrorCode::policy_engine, "cannot take the modules out of the policy engine that are there");
  }
}

void put_modules(OpaClient& client, const std::vector<PolicyModule>& modules) {
  const auto refusals = until_nothing_moves(numbers(modules.size()), [&](std::size_t i) {
    return client.put_policy(modules[i].path, modules[i].text);
  });
  if (!refusals.empty()) refuse(refusals);
}

std::vector<std::pair<std::string, Json>> read_back(OpaClient& client,
                                                    const std::vector<PolicyModule>& modules) {
  std::map<std::string, Json> by_name;
  for (auto& [name, ast] : client.policies()) by_name.emplace(std::move(name), std::move(ast));
  std::vector<std::pair<std::string, Json>> compiled;
  for (const PolicyModule& module : modules) {
    const auto it = by_name.find(module.path);
    if (it == by_name.end()) {
      throw Error(ErrorCode::policy_engine,
                  "the policy engine took `" + module.path + "` and does not hold it");
    }
    compiled.emplace_back(module.path, std::move(it->second));
  }
  return compiled;
}

void put_data(OpaClient& client, const Json& data, bool shared) {
  if (!shared) return client.put_data("", data);
  for (const auto& [key, part] : data.items()) client.put_data("/" + percent_encode(key), part);
}

void check_packages(const CompiledTree& tree) {
  for (const CompiledModule& module : tree.modules) {
    if (module.package.size() > 1 && module.package[1] == kBatchPackage) {
      throw Error(ErrorCode::policy, module.file + ": the package name `" + std::string(kBatchPackage) +
                                         "` is taken; choose another one");
    }
  }
}

}  // namespace

LoadedPolicies load_policies(OpaClient& client, const std::vector<PolicyModule>& modules, const Json& data,
                             const Tenancy& tenancy) {
  clear(client, tenancy.shared);
  put_data(client, data, tenancy.shared);
  put_modules(client, modules);
  LoadedPolicies loaded;
  loaded.compiled = read_back(client, modules);
  const CompiledTree tree = read_compiled(loaded.compiled);
  check_packages(tree);
  loaded.entries = batch_entries(tree);
  if (const Messages messages =
          client.put_policy(std::string(kBatchFile), batch_module(loaded.entries, tenancy.batch_package));
      !messages.empty()) {
    refuse({messages});
  }
  return loaded;
}

}  // namespace reeve
