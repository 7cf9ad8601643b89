#include <algorithm>

#include "engine/store/checks.h"
#include "engine/store/memory_store.h"

namespace reeve {

void MemoryStore::add_correction(const Correction& correction) {
  const std::lock_guard lock(mutex_);
  corrections_.try_emplace(correction.id, correction);
}

std::vector<Correction> MemoryStore::corrections() {
  const std::lock_guard lock(mutex_);
  std::vector<Correction> out;
  for (const auto& [id, correction] : corrections_) out.push_back(correction);
  std::ranges::stable_sort(out, {}, &Correction::decided_at);
  return out;
}

bool MemoryStore::withdraw_correction(const std::string& id, const std::string& by, UtcMillis at) {
  const std::lock_guard lock(mutex_);
  const auto it = corrections_.find(id);
  if (it == corrections_.end()) throw no_such_correction(id);
  if (!it->second.withdrawn_by.empty()) return false;
  it->second.withdrawn_by = by;
  it->second.withdrawn_at = at;
  return true;
}

}  // namespace reeve
