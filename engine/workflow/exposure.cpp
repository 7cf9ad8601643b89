#include "engine/workflow/exposure.h"

#include <algorithm>
#include <functional>
#include <map>

#include "engine/access/effective.h"

namespace reeve {
namespace {

void count(ExposureRow& row, CategorySet categories) {
  ++row.people;
  for (std::size_t c = 0; c < row.by_category.size(); ++c)
    row.by_category[c] += (categories >> c & 1) != 0 ? 1 : 0;
}

ExposureRow empty_row(const Exposure& exposure, std::string department = {}) {
  return {.department = std::move(department),
          .people = 0,
          .by_category = std::vector<std::size_t>(exposure.categories.size())};
}

}  // namespace

Exposure exposure_of(const AccessView& view) {
  const Snapshot& snapshot = view.snapshot;
  Exposure exposure{.categories = snapshot.categories};
  for (const std::string& id : exposure.categories) {
    const auto words = view.words.find(id);
    exposure.names.push_back(words == view.words.end() ? id : words->second);
  }
  exposure.all = empty_row(exposure);
  const Catalogue sensitive = build_catalogue(view.graph, CatalogueScope::sensitive);
  const AccessTable table = effective_access(view.graph, sensitive);
  exposure.population = table.population;
  std::map<std::uint32_t, CategorySet> people;
  std::map<std::uint32_t, CategorySet> others;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.flags[i].usability == Usability::latent) continue;
    const Entitlement& e = table.entitlements[table.entitlement[i].value];
    exposure.undecided += e.undecided ? 1 : 0;
    if (e.categories == 0) continue;
    const Subject& subject = table.subject[i];
    if (subject.identity.valid())
      people[subject.identity.value] |= e.categories;
    else
      others[subject.principal.value] |= e.categories;
  }
  exposure.other_subjects = others.size();
  std::map<std::string, ExposureRow> departments;
  for (const auto& [person, categories] : people) {
    const std::string department(snapshot.text(snapshot.identities[person].department));
    count(departments.try_emplace(department, empty_row(exposure, department)).first->second, categories);
    count(exposure.all, categories);
  }
  for (auto& [name, row] : departments) exposure.departments.push_back(std::move(row));
  std::ranges::stable_sort(exposure.departments, std::greater(), &ExposureRow::people);
  return exposure;
}

}  // namespace reeve
