#include "engine/workflow/entitlements.h"

#include <algorithm>
#include <set>

#include "engine/access/effective.h"
#include "engine/core/error.h"
#include "engine/model/access_names.h"
#include "engine/workflow/access_queries.h"

namespace reeve {
namespace {

// People by entitlement of the catalogue.
std::vector<std::set<std::uint32_t>> holders_of(const AccessView& view) {
  std::vector<std::set<std::uint32_t>> out(view.catalogue.entitlements.size());
  const AccessTable table = effective_access(view.graph, view.catalogue);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool holds = table.flags[i].usability != Usability::latent;
    if (holds && table.subject[i].identity.valid())
      out[table.entitlement[i].value].insert(table.subject[i].identity.value);
  }
  return out;
}

}  // namespace

const EntitlementText* text_of(const EntitlementBook& book, const Snapshot& snapshot,
                               const Entitlement& entitlement) {
  const Resource& resource = snapshot[entitlement.resource];
  return book.find(snapshot.source_name(resource.origin.source), snapshot.text(resource.key),
                   snapshot.text(entitlement.privilege));
}

EntitlementBook entitlement_book(const Config& config) {
  if (config.entitlements_file.empty()) return {};
  try {
    return EntitlementBook(entitlement_texts(
        read_csv_table(config.entitlements_file, entitlement_columns(), optional_entitlement_columns())));
  } catch (Error& error) {
    if (error.message().starts_with(config.entitlements_file)) throw;
    throw error.add_context(config.entitlements_file);
  }
}

EntitlementsAnswer list_entitlements(const Context& context, const std::string& language) {
  const AccessView view(context, CatalogueScope::sensitive);
  const std::vector<std::set<std::uint32_t>> holders = holders_of(view);
  EntitlementsAnswer answer;
  answer.snapshot = view.snapshot.info.no;
  answer.has_catalogue = !view.entitlements.empty();
  for (std::size_t i = 0; i < view.catalogue.entitlements.size(); ++i) {
    const Entitlement& e = view.catalogue.entitlements[i];
    const Resource& resource = view.snapshot[e.resource];
    ListedEntitlement out{.source = view.snapshot.source_name(resource.origin.source),
                          .resource = display_name(view.snapshot, e.resource),
                          .key = std::string(view.snapshot.text(resource.key)),
                          .privilege = std::string(view.snapshot.text(e.privilege)),
                          .categories = category_ids(view.snapshot, e.categories),
                          .undecided = e.undecided,
                          .people = holders[i].size(),
                          .name = {},
                          .does = {},
                          .owner = {}};
    if (const EntitlementText* text = view.entitlements.find(out.source, out.key, out.privilege, language)) {
      out.name = text->name;
      out.does = text->does;
      out.owner = text->owner;
    } else {
      ++answer.undescribed;
    }
    answer.entitlements.push_back(std::move(out));
  }
  std::ranges::stable_sort(answer.entitlements, [](const ListedEntitlement& a, const ListedEntitlement& b) {
    if (a.name.empty() != b.name.empty()) return a.name.empty();
    return a.name.empty() && a.people > b.people;
  });
  answer.findings = answer.has_catalogue && answer.undescribed > 0;
  answer.gaps = view.gaps;
  answer.incomplete = !answer.gaps.empty();
  return answer;
}

}  // namespace reeve
