#include "engine/access/usage_log.h"

#include <algorithm>

namespace reeve {
namespace {

// never = the log shows no use, which is earlier than any use.
MaybeTime later_use(MaybeTime a, MaybeTime b) {
  if (a.is_unknown() || b.is_unknown()) return MaybeTime::unknown();
  if (a.is_never()) return b;
  return b.is_never() ? a : std::max(a, b);
}

MaybeTime unless_unknown(MaybeTime a, MaybeTime b, MaybeTime known) {
  return a.is_unknown() || b.is_unknown() ? MaybeTime::unknown() : known;
}

UsageAttribution merge(UsageAttribution a, UsageAttribution b) {
  if (a == UsageAttribution::unknown || b == UsageAttribution::unknown) return UsageAttribution::unknown;
  return a == b ? a : UsageAttribution::shared;
}

}  // namespace

AccessUsage merge_usage(const AccessUsage& a, const AccessUsage& b) {
  return {.last_used = later_use(a.last_used, b.last_used),
          .observed_from =
              unless_unknown(a.observed_from, b.observed_from, std::max(a.observed_from, b.observed_from)),
          .observed_to = unless_unknown(a.observed_to, b.observed_to, std::min(a.observed_to, b.observed_to)),
          .attribution = merge(a.attribution, b.attribution)};
}

UsageLog::UsageLog(const AccessGraph& graph, const Catalogue& catalogue)
    : graph_(graph),
      catalogue_(catalogue),
      usages_of_(make_csr(graph.snapshot.principals.size(), [&](auto emit) {
        for (std::uint32_t i = 0; i < graph.snapshot.usages.size(); ++i) {
          const Usage& usage = graph.snapshot.usages[i];
          if (usage.principal.valid() && usage.resource.valid()) emit(usage.principal.value, i);
        }
      })) {}

AccessUsage UsageLog::of(PrincipalIx account, EntitlementIx index) {
  if (usages_of_.row(account.value).empty()) return {};
  if (account != account_) open(account);
  const Entitlement& entitlement = catalogue_.entitlements[index.value];
  const Usage* usage = nullptr;
  for (std::uint32_t r = entitlement.resource.value; r != ResourceIx::kNone && usage == nullptr;
       r = graph_.tree.parent[r]) {
    usage = at(r, entitlement.privilege);
  }
  if (usage == nullptr) return {};
  AccessUsage result{usage->last_used, usage->observed_from, usage->observed_to, usage->attribution};
  if (catalogue_.covers_descendants[index.value]) {
    result.last_used = later_use(result.last_used, latest_below(entitlement));
  }
  return result;
}

void UsageLog::open(PrincipalIx account) {
  account_ = account;
  entries_.clear();
  for (const std::uint32_t i : usages_of_.row(account.value)) {
    entries_.emplace_back(graph_.tree.enter[graph_.snapshot.usages[i].resource.value], i);
  }
  std::sort(entries_.begin(), entries_.end());
}

const Usage* UsageLog::at(std::uint32_t resource, StringRef privilege) const {
  const std::uint32_t place = graph_.tree.enter[resource];
  const Usage* any = nullptr;
  for (auto e = std::lower_bound(entries_.begin(), entries_.end(), std::pair{place, std::uint32_t{0}});
       e != entries_.end() && e->first == place; ++e) {
    const Usage& usage = graph_.snapshot.usages[e->second];
    if (usage.privilege == privilege) return &usage;
    if (usage.privilege.empty()) any = &usage;
  }
  return any;
}

MaybeTime UsageLog::latest_below(const Entitlement& entitlement) const {
  const std::uint32_t r = entitlement.resource.value;
  MaybeTime latest = MaybeTime::never();
  for (auto e = std::lower_bound(entries_.begin(), entries_.end(),
                                 std::pair{graph_.tree.enter[r] + 1, std::uint32_t{0}});
       e != entries_.end() && e->first < graph_.tree.leave[r]; ++e) {
    const Usage& usage = graph_.snapshot.usages[e->second];
    const bool applies = usage.privilege.empty() || usage.privilege == entitlement.privilege;
    if (applies && usage.last_used.is_time()) latest = later_use(latest, usage.last_used);
  }
  return latest;
}

}  // namespace reeve
