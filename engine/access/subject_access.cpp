#include "engine/access/subject_access.h"

#include <algorithm>

namespace reeve {

SubjectAccess::SubjectAccess(const AccessGraph& graph, const Catalogue& catalogue, Reach& reach,
                             const WithoutEdges& without)
    : graph_(graph),
      catalogue_(catalogue),
      reach_(reach),
      without_(without),
      roles_(graph, without),
      demands_(graph, reach, without),
      usage_log_(graph, catalogue),
      since_(graph, without),
      met_acting_(demands_.no_needs()),
      met_login_(demands_.no_needs()),
      tallies_(catalogue.size()),
      is_touched_(catalogue.size()),
      is_of_account_(catalogue.size()),
      gives_right_(catalogue.size()),
      is_of_role_(catalogue.size()) {}

void SubjectAccess::append(const Subject& subject, std::span<const std::uint32_t> accounts,
                           AccessTable& table) {
  touched_.clear();
  is_touched_.clear();
  for (const std::uint32_t account : accounts) add_account(PrincipalIx(account));
  std::sort(touched_.begin(), touched_.end());
  for (const std::uint32_t e : touched_) {
    table.subject.push_back(subject);
    table.entitlement.emplace_back(e);
    table.flags.push_back(flags_of(tallies_[e]));
    table.usage.push_back(tallies_[e].usage);
    table.since.push_back(tallies_[e].since);
  }
}

void SubjectAccess::add_account(PrincipalIx account) {
  of_account_.clear();
  is_of_account_.clear();
  since_.start(account);
  const TriState sign_in = can_sign_in(graph_, account);
  roles_.list(account, acting_);
  for (const std::uint32_t role : acting_) act(account, PrincipalIx(role), sign_in);
  add_usage(account);
}

void SubjectAccess::act(PrincipalIx account, PrincipalIx role, TriState sign_in) {
  of_role_.clear();
  is_of_role_.clear();
  gives_right_.clear();
  reach_.inherited(role, reached_);
  for (const std::uint32_t p : reached_) {
    for (const std::uint32_t g : graph_.grants_by.row(p)) {
      if (!catalogue_.of_grant[g].valid() || without_.lacks_grant(g)) continue;
      if (!graph_.snapshot.grants[g].personal || p == role.value) add_grant(account, g);
    }
  }
  if (of_role_.empty() && role != account) return;
  demands_.collect(role, reached_, met_acting_);
  if (role == account) std::swap(met_acting_, met_login_);
  weigh(account, role, sign_in);
}

void SubjectAccess::add_grant(PrincipalIx account, std::uint32_t index) {
  const Grant& grant = graph_.snapshot.grants[index];
  const std::uint32_t e = catalogue_.of_grant[index].value;
  if (is_touched_.add(e)) {
    touched_.push_back(e);
    tallies_[e] = Tally();
  }
  if (is_of_account_.add(e)) of_account_.push_back(e);
  if (is_of_role_.add(e)) of_role_.push_back(e);
  if (!grant.option_only) gives_right_.add(e);
  Tally& tally = tallies_[e];
  tally.right = tally.right || !grant.option_only;
  tally.option = tally.option || grant.option_only || grant.grant_option;
  (grant.principal == account ? tally.direct : tally.indirect) = true;
  const bool everyone = graph_.snapshot[grant.principal].kind == PrincipalKind::everyone;
  tally.not_everyone = tally.not_everyone || !everyone;
  const bool privileged = grant.kind == GrantKind::superuser || grant.kind == GrantKind::ownership;
  tally.privileged = tally.privileged || privileged;
  const MaybeTime since = since_.of(index);
  if (tally.since.is_unknown() || (since.is_time() && since < tally.since)) tally.since = since;
}

// What the role acted as can do with each of its entitlements.
void SubjectAccess::weigh(PrincipalIx account, PrincipalIx role, TriState sign_in) {
  if (is_no(sign_in)) return;
  const MetNeeds& acting = role == account ? met_login_ : met_acting_;
  for (const std::uint32_t e : of_role_) {
    const TriState works =
        both(sign_in, demands_.met(catalogue_.entitlements[e].resource, acting, met_login_));
    Tally& tally = tallies_[e];
    const std::size_t kind = gives_right_.contains(e) ? 0 : 1;
    TriState& known = (role == account ? tally.usable : tally.assumable)[kind];
    known = either(known, works);
  }
}

void SubjectAccess::add_usage(PrincipalIx account) {
  for (const std::uint32_t e : of_account_) {
    Tally& tally = tallies_[e];
    const AccessUsage usage = usage_log_.of(account, EntitlementIx(e));
    tally.usage = tally.has_usage ? merge_usage(tally.usage, usage) : usage;
    tally.has_usage = true;
  }
}

AccessFlags SubjectAccess::flags_of(const Tally& tally) {
  const std::size_t kind = tally.right ? 0 : 1;
  AccessFlags flags;
  flags.grant_option = tally.option;
  flags.direct = tally.direct;
  flags.direct_only = tally.direct && !tally.indirect;
  flags.public_only = !tally.not_everyone;
  flags.option_only = !tally.right;
  flags.privileged = tally.privileged;
  if (!is_no(tally.usable[kind])) {
    flags.usability = Usability::usable;
    flags.usability_unknown = is_unknown(tally.usable[kind]);
  } else if (!is_no(tally.assumable[kind])) {
    flags.usability = Usability::assumable;
    flags.usability_unknown = is_unknown(tally.assumable[kind]);
  }
  return flags;
}

}  // namespace reeve
