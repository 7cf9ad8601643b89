#include "engine/workflow/known_people.h"

namespace reeve {

KnownPeople known_people(Store& store, const std::vector<SyncRun>& runs, bool complete) {
  KnownPeople known{.people = {}, .blocked_keys = {}, .complete = complete};
  for (const SyncRun& run : runs) {
    known.complete =
        known.complete && run.section(Section::identity).state <= SectionState::complete_with_rejects;
    store.each_fact(run.no, Section::identity, [&](Ordinal ordinal, const Fact& fact) {
      const auto& f = std::get<IdentityFact>(fact);
      known.people.push_back(
          {{run.no, ordinal}, run.source, f.key, f.employee_number, f.email, f.display_name});
    });
    for (const Reject& reject : store.rejects(run.no)) {
      if (reject.section == Section::identity && reject.key) known.blocked_keys.insert(*reject.key);
    }
  }
  return known;
}

}  // namespace reeve
