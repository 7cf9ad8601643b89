#include "engine/remediation/proof_times.h"

#include <algorithm>
#include <map>

#include "engine/core/text.h"

namespace reeve {

std::vector<ProofTimes> proof_times(const std::vector<ProofTime>& times, UtcMillis now) {
  std::map<std::string, ProofTimes> groups;
  std::map<std::string, std::vector<UtcMillis>> taken;
  for (const ProofTime& t : times) {
    ProofTimes& group = groups[t.group];
    group.group = t.group;
    ++group.removals;
    group.came_back += t.came_back ? 1 : 0;
    if (t.proven_at == 0) {
      group.oldest_open = std::max(group.oldest_open, now - t.from);
    } else {
      ++group.proven;
      taken[t.group].push_back(std::max<UtcMillis>(0, t.proven_at - t.from));
    }
  }
  std::vector<ProofTimes> out;
  for (auto& [name, group] : groups) {
    std::vector<UtcMillis>& all = taken[name];
    std::ranges::sort(all);
    if (!all.empty()) {
      group.median = all[(all.size() - 1) / 2];
      group.longest = all.back();
    }
    out.push_back(group);
  }
  return out;
}

std::string duration_words(UtcMillis duration) {
  constexpr UtcMillis kMinute = 60'000;
  constexpr UtcMillis kHour = 60 * kMinute;
  const auto whole = [&](UtcMillis unit) { return static_cast<std::size_t>(duration / unit); };
  if (duration < kMinute) return "under a minute";
  if (duration < 2 * kHour) return count_of(whole(kMinute), "minute", "minutes");
  return duration < 2 * kDay ? count_of(whole(kHour), "hour", "hours") : count_of(whole(kDay), "day", "days");
}

}  // namespace reeve
