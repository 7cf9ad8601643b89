#include "engine/sync/earlier_joins.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace reeve {
namespace {

bool is_binding(const Membership& m) { return !m.origin.source.valid(); }

template <class Ix, class Rows>
std::map<std::string, Ix> by_key(const Snapshot& snapshot, const Rows& rows) {
  std::map<std::string, Ix> found;
  for (std::size_t i = 0; i < rows.size(); ++i) found.emplace(snapshot.subject_key(Ix(i)), Ix(i));
  return found;
}

template <class Ix>
Ix look_up(const std::map<std::string, Ix>& index, const std::string& key) {
  const auto it = index.find(key);
  return it == index.end() ? Ix() : it->second;
}

void give_owners(Snapshot& now, const Snapshot& then) {
  const auto identities = by_key<IdentityIx>(now, now.identities);
  const auto before = by_key<PrincipalIx>(then, then.principals);
  for (std::size_t i = 0; i < now.principals.size(); ++i) {
    const PrincipalIx old = look_up(before, now.subject_key(PrincipalIx(i)));
    if (!old.valid()) continue;
    const IdentityIx owner = then[old].identity;
    now.principals[i].owner_state = then[old].owner_state;
    now.principals[i].identity = owner.valid() ? look_up(identities, then.subject_key(owner)) : IdentityIx();
  }
}

void give_bindings(Snapshot& now, const Snapshot& then) {
  std::erase_if(now.memberships, is_binding);
  const auto principals = by_key<PrincipalIx>(now, now.principals);
  for (const Membership& m : then.memberships) {
    if (!is_binding(m)) continue;
    Membership binding{.origin = {}};
    binding.member = look_up(principals, then.subject_key(m.member));
    binding.container = look_up(principals, then.subject_key(m.container));
    binding.inherited = m.inherited;
    binding.assumable = m.assumable;
    if (binding.member.valid() && binding.container.valid()) now.memberships.push_back(binding);
  }
}

}  // namespace

void join_as(Snapshot& now, const Snapshot& then) {
  give_owners(now, then);
  give_bindings(now, then);
}

std::set<std::string> joined_sources(const Snapshot& snapshot, std::set<std::string> from) {
  const auto source = [&](PrincipalIx p) { return snapshot.source_name(snapshot[p].origin.source); };
  std::set<std::pair<std::string, std::string>> joins;
  for (const Membership& m : snapshot.memberships) {
    if (is_binding(m)) joins.emplace(source(m.member), source(m.container));
  }
  for (std::size_t before = 0; before != from.size();) {
    before = from.size();
    for (const auto& [member, container] : joins) {
      if (from.contains(member)) from.insert(container);
      if (from.contains(container)) from.insert(member);
    }
  }
  return from;
}

}  // namespace reeve
