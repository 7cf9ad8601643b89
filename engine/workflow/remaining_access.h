// After a proven removal: whether the access that it was to end stands by another path.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/store.h"

namespace reeve {

// Asks the newest snapshot, which is loaded with the first question.
class RemainingAccess {
 public:
  explicit RemainingAccess(Store& store);
  ~RemainingAccess();

  // What the subjects of the removal's cases can still do there with the same privilege: on the resource, on
  // what is below it, or by a right from above. "Ana Lopes has SELECT on customers.email". An access that the
  // same campaign decided to keep is left out. nullopt: the newest snapshot is older than run `proof`.
  std::optional<std::vector<std::string>> after(const Removal& removal, const SyncRun& proof);

 private:
  struct View;
  struct Decided;
  const Decided& decided_in(const std::string& campaign);

  Store& store_;
  std::unique_ptr<View> view_;
  std::unique_ptr<Decided> decided_;
};

}  // namespace reeve
