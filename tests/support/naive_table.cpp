#include "tests/support/naive_table.h"

#include <algorithm>

namespace reeve::test {
namespace {

using std::ranges::any_of;

void merge(AccessUsage& all, const AccessUsage& one) {
  const auto pick = [](MaybeTime a, MaybeTime b, bool latest) {
    if (a.is_unknown() || b.is_unknown()) return MaybeTime::unknown();
    return (a > b) == latest ? a : b;
  };
  const bool never = all.last_used.is_never() || one.last_used.is_never();  // earlier than any time
  all.last_used = pick(all.last_used, one.last_used, !never);
  all.observed_from = pick(all.observed_from, one.observed_from, true);
  all.observed_to = pick(all.observed_to, one.observed_to, false);
  const bool unknown =
      all.attribution == UsageAttribution::unknown || one.attribution == UsageAttribution::unknown;
  all.attribution = unknown ? UsageAttribution::unknown : std::max(all.attribution, one.attribution);
}

}  // namespace

bool NaiveTable::covers(const Grants& grants) const {
  return any_of(grants, [&](GrantIx g) { return s_[g].covers_descendants; });
}

bool NaiveTable::is_gate_pass(const Grant& g) const {
  return g.action == Action::other && any_of(s_.gates, [&](const Gate& gate) {
           const bool there = gate.resource == g.resource ||
                              (g.covers_descendants && access_.is_below(gate.resource, g.resource));
           return there && gate.privilege == g.privilege;
         });
}

void NaiveTable::classify(NaiveRow& row, bool covers) const {
  for (const ResourceIx r : indices<ResourceTag>(s_.resources.size())) {
    if (r != row.resource && !(covers && access_.is_below(r, row.resource))) continue;
    for (const CategoryIx c : s_[r].categories) row.categories |= category_bit(c);
    const bool leaf = !any_of(s_.resources, [&](const Resource& child) { return child.parent == r; });
    row.undecided |= leaf && s_[r].state == ClassificationState::undecided;
  }
}

AccessUsage NaiveTable::usage(PrincipalIx account, const NaiveRow& row, bool covers) const {
  const auto find = [&](ResourceIx r, StringRef privilege) -> const Usage* {
    const auto u = std::ranges::find_if(s_.usages, [&](const Usage& x) {
      return x.principal == account && x.resource == r && x.privilege == privilege;
    });
    return u == s_.usages.end() ? nullptr : &*u;
  };
  const Usage* nearest = nullptr;
  for (const ResourceIx r : access_.up(row.resource)) {
    if (nearest == nullptr) nearest = find(r, row.privilege);
    if (nearest == nullptr) nearest = find(r, StringRef());
  }
  if (nearest == nullptr) return {};
  AccessUsage result{nearest->last_used, nearest->observed_from, nearest->observed_to, nearest->attribution};
  for (const Usage& u : s_.usages) {
    const bool fits = u.principal == account && (u.privilege == row.privilege || u.privilege.empty());
    if (!covers || !fits || !access_.is_below(u.resource, row.resource) || !u.last_used.is_time()) continue;
    const bool later = result.last_used.is_never() || u.last_used > result.last_used;
    if (later && !result.last_used.is_unknown()) result.last_used = u.last_used;
  }
  return result;
}

MaybeTime NaiveTable::since(const NaiveAccess::Accounts& accounts, const Grants& grants) const {
  std::set<MaybeTime> times;
  for (const Membership& m : s_.memberships) times.insert(m.granted_at);
  for (const Grant& g : s_.grants) times.insert(g.granted_at);
  for (const MaybeTime t : times) {  // the first moment at which one path was there
    const auto there = [&](GrantIx index) {
      const Grant& g = s_[index];
      const bool old = t.is_time() && g.granted_at.is_time() && g.granted_at <= t;
      return old && any_of(accounts, [&](PrincipalIx a) { return access_.reaches(a, g, t.value()); });
    };
    if (any_of(grants, there)) return t;
  }
  return MaybeTime::unknown();
}

bool NaiveTable::add_row(NaiveRow& row, const Grants& grants) const {
  const bool covers = this->covers(grants);
  classify(row, covers);
  if (row.categories == 0 && !row.undecided) return false;
  const NaiveAccess::Accounts accounts = access_.accounts_of(row.subject);
  bool indirect = false, not_everyone = false, right = false, used = false;
  for (const PrincipalIx a : accounts) {
    Grants reached;
    std::ranges::copy_if(grants, std::back_inserter(reached),
                         [&](GrantIx g) { return access_.in_force(g) && access_.reaches(a, s_[g]); });
    for (const GrantIx index : reached) {
      const Grant& g = s_[index];
      row.flags.grant_option |= g.grant_option || g.option_only;
      row.flags.direct |= g.principal == a;
      indirect |= g.principal != a;
      not_everyone |= s_[g.principal].kind != PrincipalKind::everyone;
      right |= !g.option_only;
      row.flags.privileged |= g.kind == GrantKind::superuser || g.kind == GrantKind::ownership;
    }
    if (reached.empty()) continue;
    used ? merge(row.usage, usage(a, row, covers)) : void(row.usage = usage(a, row, covers));
    used = true;
  }
  if (!used) return false;
  row.flags.direct_only = row.flags.direct && !indirect;
  row.flags.public_only = !not_everyone;
  row.flags.option_only = !right;
  const auto standing = access_.standing(accounts, row.privilege, row.resource, NaiveAccess::Level::here,
                                         right ? NaiveAccess::Kind::right : NaiveAccess::Kind::option);
  row.flags.usability = standing->usability;
  row.flags.usability_unknown = standing->unknown;
  row.since = since(accounts, grants);
  return true;
}

std::map<std::pair<ResourceIx, std::string_view>, NaiveTable::Grants> NaiveTable::entitlements() const {
  std::map<std::pair<ResourceIx, std::string_view>, Grants> all;
  for (const GrantIx i : indices<GrantTag>(s_.grants.size())) {
    const Grant& g = s_[i];
    if (all_.in_force(i) && !is_gate_pass(g)) all[{g.resource, s_.text(g.privilege)}].push_back(i);
  }
  return all;
}

std::pair<CategorySet, bool> NaiveTable::reach(PrincipalIx p) const {
  std::pair<CategorySet, bool> result{0, false};
  for (const auto& [key, grants] : entitlements()) {
    NaiveRow row{.resource = key.first};
    classify(row, this->covers(grants));
    if (!any_of(grants, [&](GrantIx g) { return access_.in_force(g) && access_.reaches(p, s_[g]); }))
      continue;
    result.first |= row.categories;
    result.second |= row.undecided;
  }
  return result;
}

std::vector<NaiveRow> NaiveTable::rows() const {
  std::vector<Subject> subjects;
  for (const IdentityIx i : indices<IdentityTag>(s_.identities.size())) subjects.push_back({i, {}});
  for (const PrincipalIx p : indices<PrincipalTag>(s_.principals.size())) {
    const bool hers = s_[p].owner_state == OwnerState::correlated && s_[p].identity.valid();
    const bool account = s_[p].kind == PrincipalKind::account && !hers;
    if (account || s_[p].kind == PrincipalKind::everyone) subjects.push_back({{}, p});
  }
  const auto all = entitlements();
  std::vector<NaiveRow> rows;
  for (const Subject& subject : subjects) {
    for (const auto& [key, grants] : all) {
      NaiveRow row{.subject = subject, .resource = key.first, .privilege = s_[grants.front()].privilege};
      if (add_row(row, grants)) rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace reeve::test
