#include "tests/support/naive_access.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve::test {
namespace {

using std::ranges::any_of;

}  // namespace

NaiveAccess::Principals NaiveAccess::spread(Principals p, bool Membership::*kind, UtcMillis until) const {
  for (std::size_t before = 0; before != p.size();) {
    before = p.size();
    for (std::uint32_t i = 0; i < s_.memberships.size(); ++i) {
      const Membership& m = s_.memberships[i];
      const bool old = until == kAnyTime || !m.origin.source.valid() ||
                       (m.granted_at.is_time() && m.granted_at.value() <= until);
      const bool there =
          m.*kind && old && !ended(m.valid_until) && !removed_.contains({EdgeKind::membership, i});
      if (there && p.contains(m.member)) p.insert(m.container);
    }
    if (kind == &Membership::assumable) continue;
    for (const PrincipalIx e : indices<PrincipalTag>(s_.principals.size())) {
      const auto same_source = [&](PrincipalIx q) { return s_[q].origin.source == s_[e].origin.source; };
      if (s_[e].kind == PrincipalKind::everyone && any_of(p, same_source)) p.insert(e);
    }
  }
  return p;
}

NaiveAccess::Principals NaiveAccess::inherited(PrincipalIx p, UtcMillis until) const {
  return spread({p}, &Membership::inherited, until);
}

NaiveAccess::Principals NaiveAccess::assumable(PrincipalIx p, UtcMillis until) const {
  return spread({p}, &Membership::assumable, until);
}

bool NaiveAccess::gives(const Grant& g, PrincipalIx acting, UtcMillis until) const {
  return g.personal ? g.principal == acting : inherited(acting, until).contains(g.principal);
}

bool NaiveAccess::reaches(PrincipalIx account, const Grant& g, UtcMillis until) const {
  return any_of(assumable(account, until), [&](PrincipalIx acting) { return gives(g, acting, until); });
}

std::vector<ResourceIx> NaiveAccess::up(ResourceIx r) const {
  std::vector<ResourceIx> chain;
  for (; r.valid(); r = s_[r].parent) chain.push_back(r);
  return chain;
}

bool NaiveAccess::is_below(ResourceIx r, ResourceIx top) const {
  return r != top && std::ranges::count(up(r), top) > 0;
}

bool NaiveAccess::in_force(GrantIx g) const {
  return !ended(s_[g].valid_until) && !removed_.contains({EdgeKind::grant, g.value});
}

NaiveAccess::Grants NaiveAccess::grants_on(StringRef privilege, ResourceIx r, Level level, Kind kind) const {
  Grants found;
  for (std::uint32_t i = 0; i < s_.grants.size(); ++i) {
    const Grant& g = s_.grants[i];
    if (!in_force(GrantIx(i)) || g.privilege != privilege) continue;
    const bool covers = level == Level::here_and_above && g.covers_descendants && is_below(r, g.resource);
    const bool fits = kind == Kind::right ? !g.option_only : g.grant_option || g.option_only;
    if (fits && (g.resource == r || covers)) found.push_back(g);
  }
  return found;
}

bool NaiveAccess::holds(PrincipalIx acting, StringRef privilege, ResourceIx r, Kind kind) const {
  return any_of(grants_on(privilege, r, Level::here_and_above, kind),
                [&](const Grant& g) { return gives(g, acting); });
}

bool NaiveAccess::blocked(ResourceIx r) const {
  return any_of(s_.rejects, [&](const SnapshotReject& x) {
    const bool demands = x.reject.section == Section::gate || x.reject.section == Section::lineage;
    return demands && x.reject.key && x.source == s_[r].origin.source &&
           split_key(*x.reject.key)[0] == s_.text(s_[r].key);
  });
}

TriState NaiveAccess::lineage(PrincipalIx acting, PrincipalIx caller, ResourceIx r, Seen& seen) const {
  TriState all = TriState::yes;
  for (const ResourceIx q : up(r)) {
    if (!seen.emplace(q, caller, acting).second) continue;
    for (const Lineage& l : s_.lineages) {
      if (l.exposing != q || l.mode == LineageMode::copy) continue;
      const PrincipalIx reader = l.mode == LineageMode::definer  ? l.reader
                                 : l.mode == LineageMode::caller ? caller
                                                                 : acting;
      const bool told = reader.valid() && l.exposed.valid() && !l.privilege.empty();
      all = both(all, told ? tri(holds(reader, l.privilege, l.exposed)) : TriState::unknown);
      // What runs as its owner is the one who acts for everything below.
      const bool as_owner = l.mode == LineageMode::definer && s_[q].kind == ResourceKind::routine;
      if (told) all = both(all, lineage(as_owner ? reader : acting, reader, l.exposed, seen));
    }
  }
  return all;
}

TriState NaiveAccess::complete(PrincipalIx account, PrincipalIx acting, ResourceIx r) const {
  const bool signs_in = s_[account].kind == PrincipalKind::account;
  TriState all = signs_in ? s_[account].enabled : TriState::yes;
  if (signs_in && ended(s_[account].valid_until)) all = TriState::no;
  for (const ResourceIx q : up(r)) {
    for (const Gate& gate : s_.gates) {
      const PrincipalIx who = gate.check == GateCheck::login ? account : acting;
      if (gate.resource == q) all = both(all, tri(holds(who, gate.privilege, q)));
    }
    if (blocked(q)) all = both(all, TriState::unknown);
  }
  Seen seen;
  return both(all, lineage(acting, acting, r, seen));
}

std::optional<NaiveStanding> NaiveAccess::standing(const Accounts& accounts, StringRef privilege,
                                                   ResourceIx r, Level level, Kind kind) const {
  TriState usable = TriState::no, assumed = TriState::no;
  bool any = false;
  const Grants grants = grants_on(privilege, r, level, kind);
  for (const PrincipalIx account : accounts) {
    for (const PrincipalIx acting : assumable(account)) {
      if (!any_of(grants, [&](const Grant& g) { return gives(g, acting); })) continue;
      any = true;
      TriState& known = acting == account ? usable : assumed;
      known = either(known, complete(account, acting, r));
    }
  }
  if (!any) return std::nullopt;
  if (!is_no(usable)) return NaiveStanding{Usability::usable, is_unknown(usable)};
  return is_no(assumed) ? NaiveStanding{} : NaiveStanding{Usability::assumable, is_unknown(assumed)};
}

NaiveAccess::Accounts NaiveAccess::accounts_of(const Subject& subject) const {
  if (subject.principal.valid()) return {subject.principal};
  Accounts hers;
  for (const PrincipalIx p : indices<PrincipalTag>(s_.principals.size())) {
    const bool account = s_[p].kind == PrincipalKind::account && s_[p].owner_state == OwnerState::correlated;
    if (account && s_[p].identity == subject.identity) hers.push_back(p);
  }
  return hers;
}

}  // namespace reeve::test
