// People behind a principal, against the executable specification on random snapshots.
#include "engine/access/people_behind.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/naive_access.h"
#include "tests/support/random_cases.h"

namespace reeve {
namespace {

// Everybody whose edges lead to the container, one after the other.
std::set<PrincipalIx> members(const Snapshot& snapshot, PrincipalIx container) {
  const test::NaiveAccess naive(snapshot);
  std::set<PrincipalIx> all{container};
  for (std::size_t before = 0; before != all.size();) {
    before = all.size();
    for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
      test::NaiveAccess::Principals above = naive.inherited(PrincipalIx(p));
      above.merge(naive.assumable(PrincipalIx(p)));
      for (const PrincipalIx a : above) {
        if (all.contains(a)) all.insert(PrincipalIx(p));
      }
    }
  }
  return all;
}

TEST(PeopleBehind, AreThoseAtWorkWithAnAccountThatLeadsThere) {
  test::each_random_snapshot(1000, [](const Snapshot& snapshot) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
      std::set<IdentityIx> people;
      for (const PrincipalIx member : members(snapshot, PrincipalIx(p))) {
        const Principal& principal = snapshot[member];
        const bool hers = principal.kind == PrincipalKind::account && principal.identity.valid() &&
                          principal.owner_state == OwnerState::correlated;
        if (hers && snapshot[principal.identity].status != IdentityStatus::left)
          people.insert(principal.identity);
      }
      expected.push_back(static_cast<std::uint32_t>(people.size()));
    }
    EXPECT_EQ(people_behind(AccessGraph(snapshot)), expected);
  });
}

}  // namespace
}  // namespace reeve
