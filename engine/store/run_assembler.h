// What every store does when a run is published: duplicates, conflicts, dangling references, ordinals,
// digest. Pure; both stores feed it the staged facts of a run ordered by (section, natural key, encoding).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/digest.h"
#include "engine/model/facts.h"
#include "engine/store/store.h"

namespace reeve {

// Ordinals of the rows that a fact refers to; kNoOrdinal where it refers to none or the reference is optional
// and dangling.
inline constexpr Ordinal kNoOrdinal = -1;
struct PlacedFact {
  Ordinal ordinal = 0;
  Ordinal first = kNoOrdinal;  // membership: member; lineage: exposing; grant, usage: principal; resource:
                               // parent; gate: resource; identity: manager
  Ordinal second =
      kNoOrdinal;  // membership: container; lineage: exposed; grant, usage: resource; resource: owner
  Ordinal third = kNoOrdinal;  // lineage: reader
};

// Principals' ordinals in references: accounts have 2 * ordinal, other principals 2 * ordinal + 1, so that
// one number names either.
constexpr Ordinal principal_ref(Section section, Ordinal ordinal) {
  return 2 * ordinal + (section == Section::principal ? 1 : 0);
}

class RunAssembler {
 public:
  using Keep = std::function<void(const Fact&, const PlacedFact&)>;
  using Drop = std::function<void(const Reject&)>;

  RunAssembler(const RunEnd& end, Keep keep, Drop drop);
  ~RunAssembler();

  // Next staged fact. Calls Keep for facts that stay, Drop for those that do not.
  void add(std::string_view natural_key, std::string_view encoded);
  // After the last one: the finished summaries, and the digest over scope digests, states and kept rows.
  std::array<SectionSummary, kSectionCount> finish(Digest& digest);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
