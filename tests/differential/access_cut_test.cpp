// Cuts of the engine against the specification: each really ends the access, costs what it says, and the
// cheapest is as cheap as the cheapest of all sets of edges.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/access/cut.h"
#include "engine/access/query.h"
#include "tests/support/naive_table.h"
#include "tests/support/random_cases.h"

namespace reeve {
namespace {

using test::NaiveAccess;
using test::NaiveRow;
using test::NaiveTable;

// A row named by subject, resource, privilege.
using RowKey = std::tuple<IdentityIx, PrincipalIx, ResourceIx, StringRef>;
RowKey key_of(const NaiveRow& row) {
  return {row.subject.identity, row.subject.principal, row.resource, row.privilege};
}

int naive_level(const AccessFlags& flags) {
  return flags.option_only ? 1 : flags.usability == Usability::latent ? 2 : 3;
}

std::map<RowKey, int> levels(const Snapshot& snapshot, const std::set<Edge>& removed) {
  std::map<RowKey, int> all;
  for (const NaiveRow& row : NaiveTable(snapshot, removed).rows()) all[key_of(row)] = naive_level(row.flags);
  return all;
}

bool ends(const Snapshot& snapshot, const NaiveRow& row, const std::set<Edge>& removed) {
  const NaiveAccess naive(snapshot, removed);
  const auto accounts = naive.accounts_of(row.subject);
  const auto kind = row.flags.option_only ? NaiveAccess::Kind::option : NaiveAccess::Kind::right;
  const auto left = naive.standing(accounts, row.privilege, row.resource, NaiveAccess::Level::here, kind);
  return !left || (naive_level(row.flags) == 3 && left->usability == Usability::latent);
}

std::vector<Edge> removable_edges(const Snapshot& snapshot) {
  std::vector<Edge> edges;
  for (std::uint32_t m = 0; m < snapshot.memberships.size(); ++m) {
    if (snapshot.memberships[m].origin.source.valid()) edges.push_back({EdgeKind::membership, m});
  }
  for (std::uint32_t g = 0; g < snapshot.grants.size(); ++g) {
    if (snapshot.grants[g].kind == GrantKind::acl) edges.push_back({EdgeKind::grant, g});
  }
  return edges;
}

// Some weight that differs between edges.
std::uint32_t weight_of(const Edge& edge) {
  return 1 + (edge.index * 7 + static_cast<std::uint32_t>(edge.kind) * 3) % 5;
}

// The least weight of a set of edges that ends the access; nothing where none does.
std::optional<double> least_weight(const Snapshot& snapshot, const NaiveRow& row,
                                   const std::vector<Edge>& edges) {
  std::optional<double> least;
  for (std::size_t bits = 0; bits < (std::size_t{1} << edges.size()); ++bits) {
    std::set<Edge> removed;
    double weight = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if ((bits >> i & 1U) == 0) continue;
      removed.insert(edges[i]);
      weight += weight_of(edges[i]);
    }
    if ((!least || weight < *least) && ends(snapshot, row, removed)) least = weight;
  }
  return least;
}

CutSet cuts_of(CutFinder& finder, const AccessGraph& graph, const Catalogue& catalogue, const NaiveRow& row) {
  return finder.find(row.subject, catalogue.find(graph, row.resource, row.privilege));
}

TEST(AccessCuts, EndTheAccessAndCostWhatTheySay) {
  std::size_t cuts = 0;
  test::each_random_snapshot(400, [&](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const Catalogue catalogue = build_catalogue(graph);
    CutFinder finder(graph, catalogue);
    const std::vector<Edge> removable = removable_edges(snapshot);
    const std::map<RowKey, int> before = levels(snapshot, {});
    for (const NaiveRow& row : NaiveTable(snapshot).rows()) {
      const CutSet set = cuts_of(finder, graph, catalogue, row);
      EXPECT_EQ(set.cuts.size(), set.candidates);
      EXPECT_EQ(set.cuts.empty(), !set.why_not.empty());
      std::vector<std::tuple<std::size_t, std::size_t, double>> order;
      for (const Cut& cut : set.cuts) {
        const std::set<Edge> removed(cut.edges.begin(), cut.edges.end());
        EXPECT_TRUE(ends(snapshot, row, removed));
        for (const Edge& edge : cut.edges) EXPECT_TRUE(std::ranges::count(removable, edge));
        std::vector<RowKey> expected, got;
        std::set<std::pair<IdentityIx, PrincipalIx>> others;
        std::size_t own = 0;
        std::map<RowKey, int> after = levels(snapshot, removed);
        for (const auto& [key, level] : before) {
          if (after[key] >= level) continue;
          expected.push_back(key);
          const bool hers =
              std::get<0>(key) == row.subject.identity && std::get<1>(key) == row.subject.principal;
          if (!hers) others.emplace(std::get<0>(key), std::get<1>(key));
          own += hers && key != key_of(row) ? 1 : 0;
        }
        for (const Loss& loss : cut.losses) {
          const Entitlement& e = catalogue.entitlements[loss.entitlement.value];
          got.emplace_back(loss.subject.identity, loss.subject.principal, e.resource, e.privilege);
        }
        std::ranges::sort(got);
        EXPECT_EQ(got, expected);
        EXPECT_EQ(cut.own_losses, own);
        EXPECT_EQ(cut.other_people, others.size());
        order.emplace_back(cut.other_people, cut.own_losses, cut.weight);
        ++cuts;
      }
      EXPECT_TRUE(std::ranges::is_sorted(order));
    }
  });
  EXPECT_GT(cuts, 1'000U);
}

TEST(AccessCuts, TheCheapestIsCheapestOfAll) {
  std::size_t checked = 0, impossible = 0;
  test::each_random_snapshot(1200, [&](const Snapshot& snapshot) {
    const std::vector<Edge> removable = removable_edges(snapshot);
    if (removable.size() > 8) return;
    const AccessGraph graph(snapshot);
    const Catalogue catalogue = build_catalogue(graph);
    CutFinder finder(graph, catalogue, {.candidates = 5, .is_protected = {}, .weight = weight_of});
    for (const NaiveRow& row : NaiveTable(snapshot).rows()) {
      const CutSet set = cuts_of(finder, graph, catalogue, row);
      std::optional<double> found;
      if (!set.cuts.empty()) found = std::ranges::min_element(set.cuts, {}, &Cut::weight)->weight;
      EXPECT_EQ(found, least_weight(snapshot, row, removable));
      ++checked;
      impossible += set.cuts.empty() ? 1 : 0;
    }
  });
  EXPECT_GT(checked, 500U);
  EXPECT_GT(impossible, 50U);
}

TEST(AccessCuts, LeaveProtectedEdgesAlone) {
  test::each_random_snapshot(300, [&](const Snapshot& snapshot) {
    const AccessGraph graph(snapshot);
    const Catalogue catalogue = build_catalogue(graph);
    const auto is_protected = [](const Edge& edge) { return edge.index % 2 == 0; };
    CutFinder finder(graph, catalogue, {.candidates = 3, .is_protected = is_protected, .weight = {}});
    for (const NaiveRow& row : NaiveTable(snapshot).rows()) {
      const CutSet set = cuts_of(finder, graph, catalogue, row);
      EXPECT_LE(set.cuts.size(), 3U);
      EXPECT_EQ(set.cuts.empty(), !set.why_not.empty());
      for (const Cut& cut : set.cuts) EXPECT_TRUE(std::ranges::none_of(cut.edges, is_protected));
    }
  });
}

}  // namespace
}  // namespace reeve
