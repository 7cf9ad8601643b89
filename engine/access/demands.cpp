#include "engine/access/demands.h"

#include <algorithm>

namespace reeve {
namespace {

// Calls visit(need) for every need that `holder` meets, more than once where several grants do.
template <class Visit>
void each_met(const AccessGraph& graph, const WithoutEdges& without, PrincipalIx holder,
              std::span<const std::uint32_t> reached, const Visit& visit) {
  for (const std::uint32_t p : reached) {
    for (const std::uint32_t g : graph.grants_by.row(p)) {
      if (graph.snapshot.grants[g].personal && p != holder.value) continue;
      const auto needs = graph.conjuncts.needs_of_grant.row(g);
      if (needs.empty() || without.lacks_grant(g)) continue;
      for (const std::uint32_t need : needs) visit(need);
    }
  }
}

}  // namespace

Demands::Demands(const AccessGraph& graph, Reach& reach, const WithoutEdges& without)
    : graph_(graph),
      reach_(reach),
      without_(without),
      fixed_(graph.conjuncts.profiles.size(), Fixed::not_asked) {}

void Demands::collect(PrincipalIx holder, std::span<const std::uint32_t> reached, MetNeeds& met) const {
  met.clear();
  if (graph_.conjuncts.needs.empty()) return;
  each_met(graph_, without_, holder, reached, [&](std::uint32_t need) { met.add(need); });
}

TriState Demands::met(ResourceIx resource, const MetNeeds& acting, const MetNeeds& login) {
  const std::uint32_t index = graph_.conjuncts.profile_of[resource.value];
  const Profile& profile = graph_.conjuncts.profiles[index];
  for (const Requirement& r : profile.requirements) {
    if (r.holder == Holder::acting && !acting.contains(r.need.value)) return TriState::no;
    if (r.holder == Holder::login && !login.contains(r.need.value)) return TriState::no;
  }
  if (!fixed_part(index)) return TriState::no;
  return profile.unknown ? TriState::unknown : TriState::yes;
}

bool Demands::fixed_part(std::uint32_t profile) {
  if (fixed_[profile] == Fixed::not_asked) {
    const auto& all = graph_.conjuncts.profiles[profile].requirements;
    const bool met = std::all_of(all.begin(), all.end(), [&](const Requirement& r) {
      return r.holder != Holder::reader || meets(r.reader, r.need);
    });
    fixed_[profile] = met ? Fixed::yes : Fixed::no;
  }
  return fixed_[profile] == Fixed::yes;
}

bool Demands::meets(PrincipalIx holder, NeedIx need) {
  const auto [found, is_new] = met_by_.try_emplace(holder);
  std::vector<std::uint32_t>& met = found->second;
  if (is_new) {
    std::vector<std::uint32_t> reached;
    reach_.inherited(holder, reached);
    each_met(graph_, without_, holder, reached, [&](std::uint32_t n) { met.push_back(n); });
    std::sort(met.begin(), met.end());
    met.erase(std::unique(met.begin(), met.end()), met.end());
  }
  return std::binary_search(met.begin(), met.end(), need.value);
}

}  // namespace reeve
