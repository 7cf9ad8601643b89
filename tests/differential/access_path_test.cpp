// Paths of the engine against all paths that exist, found by trying everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/access/path.h"
#include "engine/access/query.h"
#include "tests/support/naive_table.h"
#include "tests/support/random_cases.h"

namespace reeve {
namespace {

using test::NaiveAccess;
using test::NaiveRow;
using test::NaiveTable;

constexpr std::size_t kAll = 5'000;

// Every sequence of edges from the accounts to the grants that visits nobody twice, with the best that it is
// good for.
class AllPaths {
 public:
  AllPaths(const Snapshot& snapshot, const NaiveRow& row) : s_(snapshot), naive_(snapshot), row_(row) {
    for (const PrincipalIx account : naive_.accounts_of(row.subject)) {
      edges_.clear();
      if (row.subject.identity.valid()) edges_.push_back({EdgeKind::owner, account.value});
      visited_ = {account};
      assumable_ = inherited_ = {};
      walk();
    }
  }
  std::map<std::vector<Edge>, Usability> found;

 private:
  void walk() {
    for (std::uint32_t g = 0; g < s_.grants.size(); ++g) end_with(g);
    for (std::uint32_t m = 0; m < s_.memberships.size(); ++m) {
      const Membership& edge = s_.memberships[m];
      const bool ended = edge.valid_until.is_time() && edge.valid_until.value() <= s_.info.as_of;
      if (edge.member == visited_.back() && !ended) {
        step({EdgeKind::membership, m}, edge.container, edge.assumable, edge.inherited);
      }
    }
    for (const PrincipalIx e : test::indices<PrincipalTag>(s_.principals.size())) {
      const bool same_source = s_[e].origin.source == s_[visited_.back()].origin.source;
      if (s_[e].kind == PrincipalKind::everyone && same_source)
        step({EdgeKind::everyone, e.value}, e, false, true);
    }
  }

  void step(Edge edge, PrincipalIx to, bool assumable, bool inherited) {
    if (std::ranges::count(visited_, to) || !(assumable || inherited)) return;
    edges_.push_back(edge);
    visited_.push_back(to);
    assumable_.push_back(assumable);
    inherited_.push_back(inherited);
    walk();
    edges_.pop_back();
    visited_.pop_back();
    assumable_.pop_back();
    inherited_.pop_back();
  }

  void end_with(std::uint32_t index) {
    const Grant& grant = s_.grants[index];
    const bool fits = row_.flags.option_only ? grant.option_only || grant.grant_option : !grant.option_only;
    const bool there = grant.resource == row_.resource && grant.privilege == row_.privilege;
    if (!fits || !there || grant.principal != visited_.back() || !naive_.in_force(GrantIx(index))) return;
    std::optional<Usability> best;
    for (std::size_t turn = 0; turn < visited_.size(); ++turn) {  // acting up to here, then inheriting
      const auto part = static_cast<std::ptrdiff_t>(turn);
      const auto yes = [](bool b) { return b; };
      if (!std::all_of(assumable_.begin(), assumable_.begin() + part, yes)) continue;
      if (!std::all_of(inherited_.begin() + part, inherited_.end(), yes)) continue;
      if (grant.personal && turn + 1 != visited_.size()) continue;
      const bool works = !is_no(naive_.complete(visited_.front(), visited_[turn], row_.resource));
      const Usability good_for = !works      ? Usability::latent
                                 : turn == 0 ? Usability::usable
                                             : Usability::assumable;
      best = best ? std::min(*best, good_for) : good_for;
    }
    if (!best) return;
    std::vector<Edge> path = edges_;
    path.push_back({EdgeKind::grant, index});
    found.emplace(path, *best);
  }

  const Snapshot& s_;
  NaiveAccess naive_;
  const NaiveRow& row_;
  std::vector<Edge> edges_;
  std::vector<PrincipalIx> visited_;
  std::vector<bool> assumable_, inherited_;
};

// The most paths of which no two share a membership or grant, by trying.
std::size_t most_disjoint(const std::vector<std::vector<Edge>>& paths, std::size_t from,
                          std::set<Edge> used) {
  std::size_t most = 0;
  for (std::size_t i = from; i < paths.size(); ++i) {
    const auto shared = [&](const Edge& e) {
      const bool fact = e.kind == EdgeKind::membership || e.kind == EdgeKind::grant;
      return fact && used.contains(e);
    };
    if (std::ranges::any_of(paths[i], shared)) continue;
    std::set<Edge> with = used;
    with.insert(paths[i].begin(), paths[i].end());
    most = std::max(most, 1 + most_disjoint(paths, i + 1, with));
  }
  return most;
}

bool no_edge_is_double(const Snapshot& snapshot) {
  return std::ranges::none_of(snapshot.grants, &Grant::personal) &&
         std::ranges::all_of(snapshot.memberships,
                             [](const Membership& m) { return m.inherited || !m.assumable; });
}

TEST(AccessPaths, AreAllThatExistShortestFirst) {
  std::size_t paths = 0;
  test::each_random_snapshot(800, [&](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    for (const NaiveRow& row : NaiveTable(snapshot).rows()) {
      const std::map<std::vector<Edge>, Usability> expected = AllPaths(snapshot, row).found;
      const Explanation got =
          explain_access(graph, row.subject, {row.resource, row.privilege, GrantLevel::here}, kAll);
      std::map<std::vector<Edge>, Usability> shown;
      std::vector<std::pair<Usability, std::size_t>> order;
      for (const AccessPath& path : got.paths) {
        shown.emplace(path.edges, path.usability);
        order.emplace_back(path.usability, path.edges.size());
        EXPECT_EQ(path.missing.empty(), path.usability != Usability::latent);
      }
      EXPECT_EQ(shown, expected);
      EXPECT_EQ(shown.size(), got.paths.size());
      EXPECT_TRUE(std::ranges::is_sorted(order));
      ASSERT_FALSE(got.paths.empty());
      EXPECT_EQ(got.paths.front().usability, row.flags.usability);
      paths += shown.size();
    }
  });
  EXPECT_GT(paths, 1'000U);
}

TEST(AccessPaths, ActAsTheRoleThatTheySay) {
  test::each_random_snapshot(800, [&](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const NaiveAccess naive(snapshot);
    for (const NaiveRow& row : NaiveTable(snapshot).rows()) {
      const AccessTarget target{row.resource, row.privilege, GrantLevel::here};
      for (const AccessPath& path : explain_access(graph, row.subject, target, 20).paths) {
        const PrincipalIx role = path.acting_as.valid() ? path.acting_as : path.account;
        const Grant& grant = snapshot.grants[path.edges.back().index];
        EXPECT_TRUE(naive.assumable(path.account).contains(role));
        EXPECT_TRUE(naive.gives(grant, role));
        const bool works = !is_no(naive.complete(path.account, role, row.resource));
        EXPECT_EQ(path.usability, !works                   ? Usability::latent
                                  : path.acting_as.valid() ? Usability::assumable
                                                           : Usability::usable);
      }
    }
  });
}

TEST(AccessPaths, IndependentOnesAreCountedByMengersTheorem) {
  std::size_t exact = 0;
  test::each_random_snapshot(800, [&](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    for (const NaiveRow& row : NaiveTable(snapshot).rows()) {
      std::vector<std::vector<Edge>> paths;
      for (const auto& [path, level] : AllPaths(snapshot, row).found) paths.push_back(path);
      if (paths.size() > 10) continue;
      const std::size_t most = most_disjoint(paths, 0, {});
      const std::size_t got =
          explain_access(graph, row.subject, {row.resource, row.privilege, GrantLevel::here}, 1)
              .independent_paths;
      EXPECT_GE(got, 1U);
      EXPECT_LE(got, most);
      if (no_edge_is_double(snapshot)) {
        EXPECT_EQ(got, most);
      }
      exact += no_edge_is_double(snapshot) && most > 1 ? 1 : 0;
    }
  });
  EXPECT_GT(exact, 30U);
}

TEST(AccessPaths, TheInverseQuestionHasTheSameRows) {
  test::each_random_snapshot(2000, [](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const Catalogue catalogue = build_catalogue(graph);
    const AccessTable all = effective_access(graph, catalogue);
    for (std::uint32_t r = 0; r < snapshot.resources.size(); ++r) {
      const std::vector<bool> wanted = entitlements_of(graph, catalogue, ResourceIx(r));
      const AccessTable some = who_can(graph, catalogue, wanted);
      std::vector<std::tuple<Subject, EntitlementIx, Usability, MaybeTime>> expected, got;
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (!wanted[all.entitlement[i].value]) continue;
        expected.emplace_back(all.subject[i], all.entitlement[i], all.flags[i].usability, all.since[i]);
      }
      for (std::size_t i = 0; i < some.size(); ++i) {
        got.emplace_back(some.subject[i], some.entitlement[i], some.flags[i].usability, some.since[i]);
      }
      EXPECT_EQ(got, expected);
    }
  });
}

}  // namespace
}  // namespace reeve
