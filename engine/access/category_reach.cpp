#include "engine/access/category_reach.h"

#include "engine/access/components.h"

namespace reeve {
namespace {

struct Content {
  CategorySet categories = 0;
  bool undecided = false;
  void add(const Content& other) {
    categories |= other.categories;
    undecided = undecided || other.undecided;
  }
};

// To each principal's content adds that of everything it reaches over the edges.
void spread(const Csr& edges, std::vector<Content>& content) {
  const Components components = find_components(edges);
  for (std::uint32_t c = 0; c < components.count(); ++c) {
    Content all;
    for (const std::uint32_t node : components.members.row(c)) {
      all.add(content[node]);
      for (const std::uint32_t to : edges.row(node)) all.add(content[to]);
    }
    for (const std::uint32_t node : components.members.row(c)) content[node] = all;
  }
}

}  // namespace

CategoryReach reach_categories(const AccessGraph& graph, const Catalogue& catalogue) {
  const std::size_t count = graph.snapshot.principals.size();
  std::vector<Content> content(count), personal(count);
  for (std::uint32_t p = 0; p < count; ++p) {
    for (const std::uint32_t g : graph.grants_by.row(p)) {
      if (!catalogue.of_grant[g].valid()) continue;
      const Entitlement& e = catalogue.entitlements[catalogue.of_grant[g].value];
      (graph.snapshot.grants[g].personal ? personal : content)[p].add({e.categories, e.undecided});
    }
  }
  spread(graph.inherited, content);
  for (std::size_t p = 0; p < count; ++p) content[p].add(personal[p]);
  spread(graph.assumable, content);
  CategoryReach result;
  for (const Content& c : content) {
    result.categories.push_back(c.categories);
    result.undecided.push_back(c.undecided);
  }
  return result;
}

}  // namespace reeve
