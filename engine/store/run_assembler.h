// What every store does when a run is published: duplicates, conflicts, dangling references, ordinals,
// digest. Pure; both stores feed it the staged facts of a run ordered by (section, natural key, encoding),
// twice: `survey` sees the facts that others refer to, then `add` sees all.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/core/digest.h"
#include "engine/model/facts.h"
#include "engine/store/fact_sorter.h"
#include "engine/store/store.h"

namespace reeve {

// Ordinals of the rows that a fact refers to; kNoOrdinal where it refers to none, or where the reference is
// one that may dangle (an identity's manager, a resource's technical owner).
inline constexpr Ordinal kNoOrdinal = -1;
struct PlacedFact {
  Ordinal ordinal = 0;
  // identity: manager; membership: member; resource: parent; lineage: exposing; grant, usage: principal;
  // gate: resource
  Ordinal first = kNoOrdinal;
  // membership: container; resource: owner; lineage: exposed; grant, usage: resource
  Ordinal second = kNoOrdinal;
  // lineage: reader
  Ordinal third = kNoOrdinal;
  bool operator==(const PlacedFact&) const = default;
};

// Principals' ordinals in references: accounts have 2 * ordinal, other principals 2 * ordinal + 1, so that
// one number names either.
constexpr Ordinal principal_ref(Section section, Ordinal ordinal) {
  return 2 * ordinal + (section == Section::principal ? 1 : 0);
}

// The sections that others refer to: identity, account, principal, resource. `survey` sees only these.
constexpr bool is_referred_to(Section section) {
  return section == Section::identity || section == Section::account || section == Section::principal ||
         section == Section::resource;
}

// A row is dropped where
//   its key is empty (the section turns partial: no key can be blocked);
//   its key stands for rows that differ, or for an account and a principal: every row of the key;
//   something it refers to is not a fact that stays: member, container, parent, exposing, exposed, a
//   definer's reader, principal, resource. So a resource goes with its parent, and resources whose parents
//   form a circle all go.
// Rows equal to a kept one in every field are counted as duplicates. What is dropped is counted as rejected
// and turns `complete` into `complete_with_rejects`.
class RunAssembler {
 public:
  using Keep = std::function<void(const Fact&, const PlacedFact&)>;
  using Drop = std::function<void(const Reject&)>;

  // `keep` and `drop` are called from within `add` and `finish`, in the order of the rows.
  RunAssembler(const RunEnd& end, Keep keep, Drop drop);
  ~RunAssembler();

  void survey(std::string_view natural_key, std::string_view encoded);
  void add(std::string_view natural_key, std::string_view encoded);

  struct Assembled {
    std::array<SectionSummary, kSectionCount> sections{};
    Digest digest{};  // over scope digests, states and kept rows, section by section
  };
  // After the last `add`, once. Throws Error{internal} where a section's `read` is not the number of its rows
  // and rejects, or is absent and has rows: a count that does not add up is never published.
  Assembled finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Both passes over the staged facts. `rejects` holds what the collector rejected and grows by what is dropped
// here. Throws Error{internal} where the collector's counts of rejects are not those of `rejects`, and as
// RunAssembler::finish does.
RunAssembler::Assembled assemble(FactSorter& staged, const RunEnd& end, std::vector<Reject>& rejects,
                                 RunAssembler::Keep keep);

// The run as it is kept, without its number and the count of rejects.
SyncRun finished_run(const RunStart& start, const RunEnd& end, const RunAssembler::Assembled& assembled);

}  // namespace reeve
