#include "engine/workflow/access_queries.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/access/path.h"
#include "engine/access/query.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/entitlements.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/policy_files.h"
#include "engine/workflow/present_gaps.h"

namespace reeve {
namespace {

constexpr std::size_t kMostPaths = 50;

SnapshotNo number_of(Store& store, SnapshotNo no) { return no != 0 ? no : newest_snapshot_info(store).no; }

// What an entitlement reaches of what is asked for, one by one: columns and whatever else has nothing below
// it. Where none of those is asked for, the resource at which the right stands.
template <class Asked>
std::vector<std::uint32_t> things_of(const AccessView& view, EntitlementIx entitlement, const Asked& asked) {
  const std::uint32_t top = view.catalogue.entitlements[entitlement.value].resource.value;
  const ResourceTree& tree = view.graph.tree;
  if (!view.catalogue.covers_descendants[entitlement.value]) return {top};
  std::vector<std::uint32_t> things;
  for (std::uint32_t place = tree.enter[top]; place < tree.leave[top]; ++place) {
    const std::uint32_t r = tree.order[place];
    if (tree.is_leaf(r) && asked(r)) things.push_back(r);
  }
  if (things.empty()) things.push_back(top);
  return things;
}

std::optional<CategorySet> category_named(const Snapshot& snapshot, const std::string& what) {
  const auto found = std::ranges::find(snapshot.categories, what);
  if (found == snapshot.categories.end()) return std::nullopt;
  return category_bit(CategoryIx(static_cast<std::size_t>(found - snapshot.categories.begin())));
}

std::vector<ResourceIx> undecided_things(const AccessView& view) {
  std::vector<ResourceIx> things;
  for (std::uint32_t r = 0; r < view.snapshot.resources.size(); ++r) {
    if (view.graph.tree.is_leaf(r) && view.graph.tree.undecided_below[r]) things.emplace_back(r);
  }
  return things;
}

// The principals along the best path, from the account to the holder of the grant.
std::string way_of(const AccessView& view, const WhoCanRow& row) {
  const Entitlement& e = view.catalogue.entitlements[row.entitlement.value];
  const Explanation explanation =
      explain_access(view.graph, row.subject, {e.resource, e.privilege, GrantLevel::here}, 1);
  if (explanation.paths.empty()) return {};
  const Snapshot& snapshot = view.snapshot;
  const AccessPath& path = explanation.paths.front();
  std::string way = display_name(snapshot, path.account);
  for (const Edge& edge : path.edges) {
    if (edge.kind == EdgeKind::membership) {
      way += " > " + display_name(snapshot, snapshot.memberships[edge.index].container);
    } else if (edge.kind == EdgeKind::everyone) {
      way += " > everybody";
    }
  }
  return way;
}

// One row per subject, thing and privilege: the best of the levels at which the right stands.
void keep_best(std::vector<WhoCanRow>& rows, const AccessView& view) {
  const auto privilege = [&](const WhoCanRow& row) {
    return view.snapshot.text(view.catalogue.entitlements[row.entitlement.value].privilege);
  };
  const auto key = [&](const WhoCanRow& row) {
    return std::tuple(row.subject.identity, row.subject.principal, row.resource, privilege(row));
  };
  std::ranges::stable_sort(rows, {}, [&](const WhoCanRow& row) {
    return std::tuple_cat(key(row), std::tuple(row.flags.option_only, row.flags.usability));
  });
  const auto repeated = std::ranges::unique(rows, {}, key);
  rows.erase(repeated.begin(), repeated.end());
}

template <class Asked>
WhoCanAnswer rows_asked(const AccessView& view, const std::vector<bool>& wanted, const Asked& asked) {
  WhoCanAnswer answer;
  answer.incomplete = !view.gaps.empty();
  const AccessTable table = who_can(view.graph, view.catalogue, wanted);
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (const std::uint32_t r : things_of(view, table.entitlement[i], asked)) {
      answer.rows.push_back({table.subject[i],
                             ResourceIx(r),
                             table.entitlement[i],
                             table.flags[i],
                             table.usage[i],
                             table.since[i],
                             {}});
    }
  }
  keep_best(answer.rows, view);
  return answer;
}

std::vector<std::string> latent_ways(const AccessView& view, const Explanation& explanation) {
  std::vector<std::string> ways;
  for (std::size_t i = 1; i < explanation.paths.size(); ++i) {
    const AccessPath& path = explanation.paths[i];
    if (path.usability != Usability::latent) continue;
    const Edge& last = path.edges.back();
    std::string way = edge_words(view.snapshot, last).text + ", but " + enumerate_words(path.missing);
    if (std::ranges::find(ways, way) == ways.end()) ways.push_back(std::move(way));
  }
  return ways;
}

}  // namespace

AccessView::AccessView(const Context& context, CatalogueScope scope)
    : AccessView(context, *context.open_store(), scope) {}

AccessView::AccessView(const Context& context, Store& store, CatalogueScope scope, SnapshotNo no)
    : snapshot(store.load_snapshot(number_of(store, no))),
      graph(snapshot),
      catalogue(build_catalogue(graph, scope)),
      words(category_words(policy_data(context.config))),
      entitlements(entitlement_book(context.config)),
      gaps(present_gaps(context, store, snapshot.info)) {}

WhoCanAnswer answer_who_can(const AccessView& view, const std::string& what) {
  const std::optional<CategorySet> category = category_named(view.snapshot, what);
  if (!category) return answer_who_can(view, find_resource(view.snapshot, what));
  WhoCanAnswer answer = rows_asked(view, entitlements_of(view.catalogue, *category), [&](std::uint32_t r) {
    return (own_categories(view.snapshot.resources[r]) & *category) != 0;
  });
  answer.undecided = undecided_things(view);
  answer.not_evaluable = !answer.undecided.empty();
  return answer;
}

WhoCanAnswer answer_who_can(const AccessView& view, ResourceIx resource) {
  return rows_asked(view, entitlements_of(view.graph, view.catalogue, resource),
                    [&](std::uint32_t r) { return view.graph.tree.covers(resource.value, r); });
}

// Rows of one subject and entitlement, one for each column, share their way.
void add_ways(const AccessView& view, std::vector<WhoCanRow>& rows) {
  std::map<std::tuple<IdentityIx, PrincipalIx, EntitlementIx>, std::string> ways;
  for (WhoCanRow& row : rows) {
    const auto [at, is_new] =
        ways.try_emplace({row.subject.identity, row.subject.principal, row.entitlement});
    if (is_new) at->second = way_of(view, row);
    row.through = at->second;
  }
}

AccessAnswer answer_access(const AccessView& view, const std::string& person) {
  AccessAnswer answer;
  answer.subject = find_subject(view.snapshot, person);
  answer.table = access_of(view.graph, view.catalogue, answer.subject);
  answer.incomplete = !view.gaps.empty();
  answer.not_evaluable = std::ranges::any_of(answer.table.entitlement, [&](EntitlementIx e) {
    return answer.table.entitlements[e.value].undecided;
  });
  return answer;
}

Explained explain(const AccessView& view, CutFinder& finder, const AccessTable& table, AccessIx row) {
  const Subject& subject = table.subject[row.value];
  const EntitlementIx entitlement = table.entitlement[row.value];
  const Entitlement& e = table.entitlements[entitlement.value];
  const Explanation explanation =
      explain_access(view.graph, subject, {e.resource, e.privilege, GrantLevel::here}, kMostPaths);
  Explained result;
  result.path = explanation.paths.front();
  result.sentence = access_sentence(view.snapshot, view.words,
                                    {subject, e, table.flags[row.value], table.usage[row.value], &result.path,
                                     text_of(view.entitlements, view.snapshot, e)});
  for (const Edge& edge : result.path.edges) result.edges.push_back(edge_words(view.snapshot, edge));
  result.other_paths = explanation.paths.size() - 1;
  result.more_paths = explanation.paths.size() == kMostPaths;
  result.independent_paths = explanation.independent_paths;
  result.latent = latent_ways(view, explanation);
  result.cuts = finder.find(subject, entitlement);
  if (!result.cuts.cuts.empty()) {
    result.cut = cut_words(view.snapshot, result.cuts.cuts.front());
    result.cost = cost_words(view.snapshot, subject, entitlement, result.cuts.cuts.front());
    for (std::size_t i = 1; i < result.cuts.cuts.size(); ++i) {
      const Cut& cut = result.cuts.cuts[i];
      result.alternatives.emplace_back(cut_words(view.snapshot, cut),
                                       cost_words(view.snapshot, subject, entitlement, cut));
    }
  }
  return result;
}

std::vector<AccessIx> rows_about(const AccessView& view, const AccessTable& table,
                                 const std::string& entitlement) {
  constexpr std::string_view kOn = " on ";
  const std::size_t at = lower_ascii(entitlement).find(kOn);
  const std::string privilege = at == std::string::npos ? "" : lower_ascii(entitlement.substr(0, at));
  const std::string name = at == std::string::npos ? entitlement : entitlement.substr(at + kOn.size());
  const std::vector<bool> wanted =
      entitlements_of(view.graph, view.catalogue, find_resource(view.snapshot, name));
  std::vector<AccessIx> rows;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Entitlement& e = table.entitlements[table.entitlement[i].value];
    const bool fits = privilege.empty() || lower_ascii(view.snapshot.text(e.privilege)) == privilege;
    if (fits && wanted[table.entitlement[i].value]) rows.emplace_back(i);
  }
  return rows;
}

}  // namespace reeve
