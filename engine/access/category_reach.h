// Which categories each principal reaches, by inheriting or assuming; gates are not asked.
#pragma once

#include "engine/access/catalogue.h"

namespace reeve {

struct CategoryReach {
  std::vector<CategorySet> categories;  // by principal
  std::vector<bool> undecided;          // by principal: reaches something that nobody classified
};

CategoryReach reach_categories(const AccessGraph& graph, const Catalogue& catalogue);

}  // namespace reeve
