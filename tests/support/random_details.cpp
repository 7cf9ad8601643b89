#include "tests/support/random_details.h"

#include <algorithm>
#include <string>

#include "engine/core/text.h"

namespace reeve::test {
namespace {

class Details {
 public:
  Details(Snapshot& snapshot, Dice& dice) : s_(snapshot), dice_(dice) {}

  void add() {
    for (const char* const category :
         {"account_reinstatement", "review_moderation", "reviewer_identity", "sales_metrics"}) {
      s_.categories.emplace_back(category);
    }
    for (Identity& identity : s_.identities) detail(identity);
    for (Principal& principal : s_.principals) detail(principal);
    for (Resource& resource : s_.resources) detail(resource);
    for (Membership& membership : s_.memberships) {
      if (membership.origin.source.valid()) membership.granted_at = past();
    }
    for (Grant& grant : s_.grants) detail(grant);
    for (Usage& usage : s_.usages) detail(usage);
  }

 private:
  template <class Enum>
  Enum any() {
    return static_cast<Enum>(dice_.below(EnumNames<Enum>::names.size()));
  }
  StringRef one_of(std::initializer_list<const char*> texts) {
    const char* const chosen = *(texts.begin() + dice_.below(texts.size()));
    return *chosen == '\0' ? StringRef{} : s_.strings.add(chosen);
  }
  // Right at, just before and just after the edge of a band.
  UtcMillis edge() {
    constexpr int kDays[] = {0, 29, 30, 89, 90, 179, 180, 364, 365, 400};
    return s_.info.as_of - kDays[dice_.below(std::size(kDays))] * kDay +
           static_cast<UtcMillis>(dice_.below(3)) - 1;
  }
  MaybeTime past() { return dice_.percent(15) ? MaybeTime::unknown() : MaybeTime::at(edge()); }
  MaybeTime around_now() {
    if (dice_.percent(30)) return MaybeTime::unknown();
    if (dice_.percent(40)) return MaybeTime::never();
    return MaybeTime::at(s_.info.as_of + static_cast<UtcMillis>(dice_.below(3)) - 1);
  }
  StringRef region() { return one_of({"EMEA", "DE", "US", "APAC", "GLOBAL", "Atlantis", ""}); }

  void detail(Identity& identity) {
    identity.status = any<IdentityStatus>();
    identity.employment = any<Employment>();
    identity.end = around_now();
    identity.job =
        one_of({"Data Engineer", "Fraud Analyst", "Accountant", "Communications Manager", "No Such Job", ""});
    identity.department = one_of({"Sales", "Technology", ""});
    identity.region = region();
  }

  void detail(Principal& principal) {
    principal.account_kind = any<AccountKind>();
    principal.last_sign_in = dice_.percent(20) ? MaybeTime::never() : past();
    if (principal.owner_state == OwnerState::none && dice_.percent(50))
      principal.owner_state = OwnerState::blocked;
  }

  void detail(Resource& resource) {
    resource.kind = any<ResourceKind>();
    resource.region = region();
    resource.environment = one_of({"production", "test", ""});
    if (dice_.percent(30)) resource.steward = IdentityIx(dice_.below(s_.identities.size()));
    if (resource.state != ClassificationState::decided) return;
    for (std::size_t i = dice_.below(3); i > 0; --i)
      resource.categories.emplace_back(dice_.below(s_.categories.size()));
    std::ranges::sort(resource.categories);
    resource.categories.erase(std::ranges::unique(resource.categories).begin(), resource.categories.end());
  }

  void detail(Grant& grant) {
    grant.granted_at = past();
    if (s_.text(grant.privilege) == "DELETE") grant.action = Action::remove;
  }

  void detail(Usage& usage) {
    usage.last_used = dice_.percent(40) ? MaybeTime::never() : past();
    usage.observed_from = past();
    usage.observed_to = dice_.percent(70) ? MaybeTime::at(s_.info.as_of) : past();
  }

  Snapshot& s_;
  Dice& dice_;
};

std::string any_subject(const Snapshot& s, Dice& dice) {
  switch (dice.below(4)) {
    case 0: return {};
    case 1: return s.subject_key(PrincipalIx(dice.below(s.principals.size())));
    case 2: return s.resource_key(ResourceIx(dice.below(s.resources.size())));
    default: return s.subject_key(IdentityIx(dice.below(s.identities.size())));
  }
}

}  // namespace

void add_details(Snapshot& snapshot, Dice& dice) { Details(snapshot, dice).add(); }

std::vector<Waiver> random_waivers(const Snapshot& snapshot, const std::vector<std::string>& rules,
                                   Dice& dice) {
  const auto around = [&] {
    constexpr int kDays[] = {-30, -1, 0, 1, 29, 30, 90};
    return snapshot.info.as_of + kDays[dice.below(std::size(kDays))] * kDay +
           static_cast<UtcMillis>(dice.below(3)) - 1;
  };
  std::vector<Waiver> waivers(dice.below(5));
  for (Waiver& waiver : waivers) {
    waiver.rule = rules[dice.below(rules.size())];
    waiver.subject_key = any_subject(snapshot, dice);
    if (dice.percent(30)) {
      const ResourceIx resource(dice.below(snapshot.resources.size()));
      waiver.entitlement_key = join_key({snapshot.source_name(snapshot[resource].origin.source), "resource",
                                         snapshot.text(snapshot[resource].key), "SELECT"});
    }
    waiver.from = around();
    waiver.until = around();
    if (dice.percent(15)) waiver.revoked_by = "somebody";
  }
  return waivers;
}

}  // namespace reeve::test
