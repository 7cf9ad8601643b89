#include "engine/workflow/held_resources.h"

#include <unordered_map>

#include "engine/core/text.h"

namespace reeve {
namespace {

class Holder {
 public:
  explicit Holder(Store& store) : store_(store) {}

  void add(const SyncRun& run) {
    std::unordered_map<std::string, int> places;
    std::vector<std::pair<std::size_t, std::string>> parents;
    store_.each_fact(run.no, Section::resource, [&](Ordinal ordinal, const Fact& fact) {
      const auto& f = std::get<ResourceFact>(fact);
      const std::size_t place = out_.resources.size();
      places[f.key] = static_cast<int>(place);
      parents.emplace_back(place, f.parent_key);
      out_.resources.push_back({.ref = {run.no, ordinal},
                                .source = run.source,
                                .key = f.key,
                                .name = f.display_name.empty() ? printable_key(f.key) : f.display_name,
                                .kind = f.kind,
                                .labels = f.labels,
                                .second_key = f.second_key});
    });
    // A parent may stand after its child.
    for (const auto& [place, key] : parents) {
      const auto it = places.find(key);
      if (!key.empty() && it != places.end()) out_.resources[place].parent = it->second;
    }
    store_.each_fact(run.no, Section::lineage, [&](Ordinal, const Fact& fact) {
      const auto& f = std::get<LineageFact>(fact);
      out_.lineage.push_back({places.at(f.exposing_key), places.at(f.exposed_key)});
    });
  }

  HeldResources take() { return std::move(out_); }

 private:
  Store& store_;
  HeldResources out_;
};

}  // namespace

HeldResources held_resources(Store& store, const std::vector<SyncRun>& runs) {
  Holder holder(store);
  for (const SyncRun& run : runs) holder.add(run);
  return holder.take();
}

}  // namespace reeve
