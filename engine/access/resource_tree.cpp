#include "engine/access/resource_tree.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

// Numbers the subtrees of all roots. Whatever is not reached from a root hangs in a cycle.
void number(ResourceTree& tree) {
  const std::size_t count = tree.parent.size();
  const Csr children = make_csr(count, [&](auto emit) {
    for (std::uint32_t r = 0; r < count; ++r) {
      if (tree.parent[r] != ResourceIx::kNone) emit(tree.parent[r], r);
    }
  });
  std::vector<std::uint32_t> open;
  for (std::uint32_t root = 0; root < count; ++root) {
    if (tree.parent[root] != ResourceIx::kNone) continue;
    open.push_back(root);
    while (!open.empty()) {
      const std::uint32_t r = open.back();
      open.pop_back();
      tree.enter[r] = static_cast<std::uint32_t>(tree.order.size());
      tree.order.push_back(r);
      const auto below = children.row(r);
      open.insert(open.end(), below.rbegin(), below.rend());
    }
  }
  // In reverse pre-order every child is finished before its parent.
  for (auto r = tree.order.rbegin(); r != tree.order.rend(); ++r) {
    tree.leave[*r] = std::max(tree.leave[*r], tree.enter[*r] + 1);
    if (const std::uint32_t up = tree.parent[*r]; up != ResourceIx::kNone) {
      tree.leave[up] = std::max(tree.leave[up], tree.leave[*r]);
    }
  }
}

void refuse_cycles(const Snapshot& snapshot, const ResourceTree& tree) {
  if (tree.order.size() == tree.parent.size()) return;
  std::vector<bool> reached(tree.parent.size(), false);
  for (const std::uint32_t r : tree.order) reached[r] = true;
  const auto lost = std::find(reached.begin(), reached.end(), false) - reached.begin();
  const Resource& resource = snapshot.resources[static_cast<std::size_t>(lost)];
  throw Error(ErrorCode::source, "resource `" + printable_key(snapshot.text(resource.key)) + "` of source `" +
                                     snapshot.source_name(resource.origin.source) +
                                     "` is its own ancestor; correct its parent in the source and run "
                                     "`reeve sync` again");
}

void gather_classification(const Snapshot& snapshot, ResourceTree& tree) {
  for (auto r = tree.order.rbegin(); r != tree.order.rend(); ++r) {
    const Resource& resource = snapshot.resources[*r];
    tree.categories_below[*r] |= own_categories(resource);
    if (tree.is_leaf(*r)) tree.undecided_below[*r] = resource.state == ClassificationState::undecided;
    if (const std::uint32_t up = tree.parent[*r]; up != ResourceIx::kNone) {
      tree.categories_below[up] |= tree.categories_below[*r];
      if (tree.undecided_below[*r]) tree.undecided_below[up] = true;
    }
  }
}

}  // namespace

CategorySet own_categories(const Resource& resource) {
  CategorySet set = 0;
  for (const CategoryIx category : resource.categories) set |= category_bit(category);
  return set;
}

ResourceTree build_resource_tree(const Snapshot& snapshot) {
  const std::size_t count = snapshot.resources.size();
  ResourceTree tree;
  tree.parent.reserve(count);
  for (const Resource& resource : snapshot.resources) tree.parent.push_back(resource.parent.value);
  tree.enter.assign(count, 0);
  tree.leave.assign(count, 0);
  tree.order.reserve(count);
  tree.categories_below.assign(count, 0);
  tree.undecided_below.assign(count, false);
  number(tree);
  refuse_cycles(snapshot, tree);
  gather_classification(snapshot, tree);
  return tree;
}

}  // namespace reeve
