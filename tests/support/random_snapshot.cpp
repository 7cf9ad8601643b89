#include "tests/support/random_snapshot.h"

#include <string>

#include "engine/core/text.h"

namespace reeve::test {
namespace {

constexpr UtcMillis kNow = 1'000 * kDay;

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : dice_(seed) {
    s_.info.as_of = kNow;
    s_.categories = {"customer_email", "purchase_behaviour", "search_terms"};
    sources_ = 1 + dice_.below(2);
    for (std::size_t i = 0; i < sources_; ++i) s_.runs.push_back({.source = i == 0 ? "shop" : "directory"});
    // Some snapshots have only edges that are inherited and assumable, or neither personal grants nor gates.
    edges_are_plain_ = dice_.percent(30);
    has_gates_ = dice_.percent(60);
    has_views_ = dice_.percent(60);
  }

  Snapshot build() {
    identities();
    principals();
    memberships();
    bindings();
    resources();
    gates();
    lineages();
    grants();
    usages();
    rejects();
    return std::move(s_);
  }

 private:
  StringRef text(const std::string& t) { return s_.strings.add(t); }
  SourceIx source() { return SourceIx(dice_.below(sources_)); }
  MaybeTime ending() {
    if (dice_.percent(80)) return dice_.percent(50) ? MaybeTime::unknown() : MaybeTime::never();
    return MaybeTime::at(kNow - kDay + static_cast<UtcMillis>(dice_.below(3)) * kDay);  // past, now, future
  }
  MaybeTime granted() {
    if (dice_.percent(20)) return MaybeTime::unknown();
    return MaybeTime::at(static_cast<UtcMillis>(1 + dice_.below(6)) * kDay);
  }
  PrincipalIx principal() { return PrincipalIx(dice_.below(s_.principals.size())); }
  ResourceIx resource() { return ResourceIx(dice_.below(s_.resources.size())); }
  StringRef privilege() {
    return text(dice_.percent(60) ? "SELECT" : dice_.percent(50) ? "USAGE" : "DELETE");
  }

  void identities() {
    for (std::size_t i = 0, n = 1 + dice_.below(3); i < n; ++i) {
      Identity identity;
      identity.origin = {SourceIx(0), static_cast<Ordinal>(i)};
      identity.key = text("e" + std::to_string(i));
      identity.status = dice_.percent(20) ? IdentityStatus::left : IdentityStatus::active;
      s_.identities.push_back(identity);
    }
  }

  void principals() {
    const std::size_t accounts = 1 + dice_.below(4), roles = 1 + dice_.below(7);
    for (std::size_t i = 0; i < accounts + roles; ++i) add_principal(i, i < accounts);
    for (std::size_t i = 0; i < sources_; ++i) {
      if (dice_.percent(40)) continue;
      Principal everyone;
      everyone.origin.source = SourceIx(i);
      everyone.key = text("PUBLIC");
      everyone.kind = PrincipalKind::everyone;
      s_.principals.push_back(everyone);
    }
  }

  void add_principal(std::size_t number, bool account) {
    Principal p;
    p.origin = {source(), static_cast<Ordinal>(number)};
    p.key = text((account ? "a" : "r") + std::to_string(number));
    p.kind = account             ? PrincipalKind::account
             : dice_.percent(50) ? PrincipalKind::role
                                 : PrincipalKind::group;
    if (account) {
      p.enabled = dice_.percent(70) ? TriState::yes : dice_.percent(50) ? TriState::no : TriState::unknown;
      p.valid_until = ending();
      constexpr OwnerState kStates[] = {OwnerState::correlated,   OwnerState::correlated,
                                        OwnerState::uncorrelated, OwnerState::owned,
                                        OwnerState::ambiguous,    OwnerState::none};
      p.owner_state = kStates[dice_.below(6)];
      const bool somebody = p.owner_state == OwnerState::correlated || p.owner_state == OwnerState::owned;
      if (somebody) p.identity = IdentityIx(dice_.below(s_.identities.size()));
    }
    s_.principals.push_back(p);
  }

  void memberships() {
    const std::size_t count = dice_.below(2 * s_.principals.size() + 1);
    const bool chain = dice_.percent(25);
    for (std::size_t i = 0; i < count; ++i) {
      Membership m;
      m.member = chain ? PrincipalIx(i % s_.principals.size()) : principal();
      m.container = chain ? PrincipalIx((i + 1) % s_.principals.size()) : principal();
      m.origin = {s_[m.member].origin.source, static_cast<Ordinal>(i)};
      kind(m);
      m.granted_at = granted();
      m.valid_until = ending();
      s_.memberships.push_back(m);
    }
  }

  void kind(Membership& m) {
    m.inherited = edges_are_plain_ || dice_.percent(70);
    m.assumable = edges_are_plain_ || dice_.percent(40);
  }

  void bindings() {
    for (std::size_t i = 0, n = sources_ == 2 ? dice_.below(3) : 0; i < n; ++i) {
      Membership m;  // no source: derived
      m.member = principal();
      m.container = principal();
      kind(m);
      m.derived_by = text("binding");
      s_.memberships.push_back(m);
    }
  }

  void resources() {
    for (std::size_t i = 0, n = 1 + dice_.below(7); i < n; ++i) {
      Resource r;
      r.origin = {source(), static_cast<Ordinal>(i)};
      r.key = text("t" + std::to_string(i));
      r.kind = i % 3 == 1 ? ResourceKind::routine : ResourceKind::table;
      if (i > 0 && dice_.percent(60)) r.parent = ResourceIx(dice_.below(i));
      r.state = dice_.percent(75) ? ClassificationState::decided : ClassificationState::undecided;
      if (r.state == ClassificationState::decided && dice_.percent(70)) {
        r.categories.emplace_back(dice_.below(s_.categories.size()));
      }
      s_.resources.push_back(r);
    }
  }

  void gates() {
    for (std::size_t i = 0, n = has_gates_ ? dice_.below(4) : 0; i < n; ++i) {
      Gate gate;
      gate.resource = resource();
      gate.privilege = text(dice_.percent(80) ? "USAGE" : "SELECT");
      gate.check = dice_.percent(60) ? GateCheck::acting : GateCheck::login;
      s_.gates.push_back(gate);
    }
  }

  void lineages() {
    const bool chain = dice_.percent(40);
    for (std::size_t i = 0, n = has_views_ ? dice_.below(5) : 0; i < n; ++i) {
      Lineage l;
      l.exposing = chain ? ResourceIx(i % s_.resources.size()) : resource();
      l.exposed = chain ? ResourceIx((i + 1) % s_.resources.size()) : resource();
      l.mode = dice_.percent(55)   ? LineageMode::definer
               : dice_.percent(40) ? LineageMode::invoker
               : dice_.percent(50) ? LineageMode::caller
                                   : LineageMode::copy;
      if (dice_.percent(90)) l.reader = principal();
      l.privilege = text(dice_.percent(95) ? "SELECT" : "");
      s_.lineages.push_back(l);
    }
  }

  void grants() {
    for (std::size_t i = 0, n = 1 + dice_.below(12); i < n; ++i) {
      Grant g;
      g.origin = {SourceIx(0), static_cast<Ordinal>(i)};
      g.principal = principal();
      g.resource = resource();
      g.privilege = privilege();
      g.action = s_.text(g.privilege) == "USAGE" ? Action::other : Action::read;
      g.grant_option = dice_.percent(20);
      g.option_only = dice_.percent(10);
      g.covers_descendants = dice_.percent(40);
      g.personal = dice_.percent(15);
      g.kind = dice_.percent(85) ? GrantKind::acl : GrantKind::ownership;
      g.granted_at = granted();
      g.valid_until = ending();
      s_.grants.push_back(g);
    }
  }

  void usages() {
    for (std::size_t p = 0; p < s_.principals.size(); ++p) {
      for (std::size_t r = 0; r < s_.resources.size(); ++r) {
        for (const char* privilege : {"SELECT", ""}) {
          if (dice_.percent(35)) add_usage(PrincipalIx(p), ResourceIx(r), privilege);
        }
      }
    }
  }

  void add_usage(PrincipalIx p, ResourceIx r, const char* privilege) {
    Usage u;
    u.principal = p;
    u.resource = r;
    u.privilege = text(privilege);
    u.last_used = dice_.percent(30) ? MaybeTime::never() : granted();
    u.observed_from = granted();
    u.observed_to = granted();
    u.attribution = static_cast<UsageAttribution>(dice_.below(3));
    s_.usages.push_back(u);
  }

  void rejects() {
    if (!dice_.percent(20)) return;
    const Resource& r = s_.resources[dice_.below(s_.resources.size())];
    Reject reject;
    reject.section = dice_.percent(50) ? Section::gate : Section::lineage;
    reject.key = join_key({s_.text(r.key), "USAGE"});
    s_.rejects.push_back({source(), reject});
  }

  Dice dice_;
  Snapshot s_;
  std::size_t sources_ = 1;
  bool edges_are_plain_ = false, has_gates_ = false, has_views_ = false;
};

}  // namespace

Snapshot random_snapshot(std::uint64_t seed) { return Generator(seed).build(); }

}  // namespace reeve::test
