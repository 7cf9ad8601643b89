#include "engine/workflow/renamed_edges.h"

#include "engine/core/text.h"

namespace reeve {
namespace {

template <class F, class Keys>
void keep(const F& fact, Keys& keys) {
  if (fact.second_key.empty()) return;
  keys.second_of.emplace(fact.key, fact.second_key);
  keys.by_second.emplace(fact.second_key, fact.key);
}

// The key itself, and what the later run calls the same thing.
template <class Keys>
std::vector<std::string> names_of(const std::string& key, const Keys& before, const Keys& now) {
  std::vector<std::string> names{key};
  const auto second = before.second_of.find(key);
  if (second == before.second_of.end()) return names;
  const auto [first, last] = now.by_second.equal_range(second->second);
  for (auto it = first; it != last; ++it) {
    if (it->second != key) names.push_back(it->second);
  }
  return names;
}

}  // namespace

const RenamedEdges::RunKeys& RenamedEdges::keys_in(RunNo run) {
  const auto [it, is_new] = runs_.try_emplace(run);
  RunKeys& keys = it->second;
  if (!is_new || !store_.run(run)) return keys;
  for (const Section section : {Section::account, Section::principal}) {
    store_.each_fact(run, section, [&](Ordinal, const Fact& fact) {
      keep(std::get<PrincipalFact>(fact), keys.principals);
    });
  }
  store_.each_fact(run, Section::resource,
                   [&](Ordinal, const Fact& fact) { keep(std::get<ResourceFact>(fact), keys.resources); });
  return keys;
}

std::vector<std::string> RenamedEdges::keys_of(const RemovableEdge& edge, RunNo seen_in, RunNo now) {
  const RunKeys& before = keys_in(seen_in);
  const RunKeys& after = keys_in(now);
  std::vector<std::string> parts = split_key(edge.edge_key);
  const bool is_grant = edge.section == Section::grant;
  const std::vector<std::string> firsts = names_of(parts[0], before.principals, after.principals);
  const std::vector<std::string> seconds = is_grant ? names_of(parts[1], before.resources, after.resources)
                                                    : names_of(parts[1], before.principals, after.principals);
  std::vector<std::string> keys;
  for (const std::string& first : firsts) {
    for (const std::string& second : seconds) {
      parts[0] = first;
      parts[1] = second;
      if (std::string key = join_key(parts); key != edge.edge_key) keys.push_back(std::move(key));
    }
  }
  return keys;
}

}  // namespace reeve
