// The engine against the executable specification (tests/support/naive_access.h) on random snapshots.
#include <gtest/gtest.h>

#include "engine/access/closure.h"
#include "engine/access/query.h"
#include "tests/support/naive_table.h"
#include "tests/support/random_cases.h"

namespace reeve {
namespace {

using test::NaiveAccess;
using test::NaiveRow;
using test::NaiveTable;

std::string describe(const Subject& subject, ResourceIx resource, StringRef privilege, CategorySet categories,
                     bool undecided, const AccessFlags& f, const AccessUsage& u, MaybeTime since) {
  std::string text = subject.identity.valid() ? "identity " + std::to_string(subject.identity.value)
                                              : "principal " + std::to_string(subject.principal.value);
  text += " privilege " + std::to_string(privilege.value) + " on " + std::to_string(resource.value);
  text += " categories " + std::to_string(categories) + (undecided ? " undecided " : " ");
  text += std::string(to_string(f.usability)) + (f.usability_unknown ? " (unknown)" : "");
  for (const auto& [name, set] :
       {std::pair{" grant_option", f.grant_option}, std::pair{" direct", f.direct},
        std::pair{" direct_only", f.direct_only}, std::pair{" public_only", f.public_only},
        std::pair{" option_only", f.option_only}, std::pair{" privileged", f.privileged}}) {
    if (set) text += name;
  }
  text += " used " + format_time(u.last_used) + " from " + format_time(u.observed_from) + " to " +
          format_time(u.observed_to) + " by " + std::string(to_string(u.attribution));
  return text + " since " + format_time(since);
}

std::vector<std::string> lines_of(const std::vector<NaiveRow>& rows) {
  std::vector<std::string> lines;
  for (const NaiveRow& r : rows) {
    lines.push_back(
        describe(r.subject, r.resource, r.privilege, r.categories, r.undecided, r.flags, r.usage, r.since));
  }
  return lines;
}

std::vector<std::string> lines_of(const AccessTable& table) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Entitlement& e = table.entitlements[table.entitlement[i].value];
    lines.push_back(describe(table.subject[i], e.resource, e.privilege, e.categories, e.undecided,
                             table.flags[i], table.usage[i], table.since[i]));
  }
  return lines;
}

TEST(AccessOracle, EveryRowOfTheTableIsTheSame) {
  test::each_random_snapshot(4000, [](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const Catalogue catalogue = build_catalogue(graph);
    EXPECT_EQ(lines_of(effective_access(graph, catalogue)), lines_of(NaiveTable(snapshot).rows()));
  });
}

TEST(AccessOracle, ColumnsByPrincipalAndEntitlementAreTheSame) {
  test::each_random_snapshot(1000, [](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const AccessTable table = effective_access(graph, build_catalogue(graph));
    const NaiveTable naive(snapshot);
    for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
      EXPECT_EQ(std::pair(table.reach[p], bool{table.reaches_undecided[p]}), naive.reach(PrincipalIx(p)));
    }
    std::vector<std::uint32_t> holders(table.entitlements.size(), 0);
    for (const NaiveRow& row : naive.rows()) {
      const bool person =
          row.subject.identity.valid() && snapshot[row.subject.identity].status != IdentityStatus::left;
      for (std::size_t e = 0; e < holders.size(); ++e) {
        const Entitlement& entitlement = table.entitlements[e];
        const bool same = entitlement.resource == row.resource && entitlement.privilege == row.privilege;
        if (same && person && row.flags.usability != Usability::latent) ++holders[e];
      }
    }
    EXPECT_EQ(table.holders, holders);
  });
}

TEST(AccessOracle, BothClosuresAreTheSame) {
  test::each_random_snapshot(2000, [](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const Closure inherited = Closure::inherited(graph), assumable = Closure::assumable(graph, inherited);
    const NaiveAccess naive(snapshot);
    for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
      const NaiveAccess::Principals expected = naive.inherited(PrincipalIx(p));
      NaiveAccess::Principals all;
      for (const PrincipalIx role : naive.assumable(PrincipalIx(p))) all.merge(naive.inherited(role));
      for (std::uint32_t q = 0; q < snapshot.principals.size(); ++q) {
        EXPECT_EQ(inherited.reaches(PrincipalIx(p), PrincipalIx(q)), expected.contains(PrincipalIx(q)));
        EXPECT_EQ(assumable.reaches(PrincipalIx(p), PrincipalIx(q)), all.contains(PrincipalIx(q)));
        EXPECT_EQ(has_usage(graph, PrincipalIx(p), PrincipalIx(q)), expected.contains(PrincipalIx(q)));
        EXPECT_EQ(is_member(graph, PrincipalIx(p), PrincipalIx(q)),
                  naive.assumable(PrincipalIx(p)).contains(PrincipalIx(q)));
      }
    }
  });
}

TEST(AccessOracle, EveryQuestionHasTheSameAnswer) {
  test::each_random_snapshot(500, [](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const NaiveAccess naive(snapshot);
    for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
      for (std::uint32_t r = 0; r < snapshot.resources.size(); ++r) {
        for (const char* privilege : {"SELECT", "USAGE", "DELETE"}) {
          SCOPED_TRACE(std::to_string(p) + " " + privilege + " on " + std::to_string(r));
          const StringRef v = snapshot.strings.find(privilege);
          EXPECT_EQ(holds(graph, PrincipalIx(p), ResourceIx(r), privilege),
                    !v.empty() && naive.holds(PrincipalIx(p), v, ResourceIx(r)));
          EXPECT_EQ(holds_grant_option(graph, PrincipalIx(p), ResourceIx(r), privilege),
                    !v.empty() && naive.holds(PrincipalIx(p), v, ResourceIx(r), NaiveAccess::Kind::option));
          const auto got = usability(graph, PrincipalIx(p), ResourceIx(r), privilege);
          const auto expected =
              naive.standing({PrincipalIx(p)}, v, ResourceIx(r), NaiveAccess::Level::here_and_above);
          ASSERT_EQ(got.has_value(), expected.has_value());
          if (got) {
            EXPECT_EQ(got->usability, expected->usability);
            EXPECT_EQ(got->unknown, expected->unknown);
          }
        }
      }
    }
  });
}

}  // namespace
}  // namespace reeve
