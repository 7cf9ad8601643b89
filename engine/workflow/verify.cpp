#include "engine/workflow/verify.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "engine/core/error.h"
#include "engine/remediation/states.h"
#include "engine/workflow/remaining_access.h"
#include "engine/workflow/renamed_edges.h"

namespace reeve {
namespace {

class Verifier {
 public:
  explicit Verifier(Store& store) : store_(store), renamed_(store), remaining_(store) {}

  VerifiedRemoval look_at(Removal removal) {
    VerifiedRemoval result{.removal = removal, .before = removal.state};
    const std::optional<EdgeSighting> sighting = sighting_of(removal);
    const Verification verdict = verify(removal, sighting);
    result.proven = verdict.state.has_value();
    result.why_not = verdict.state ? "" : verdict.detail;
    if (!verdict.state) return result;
    record(result.removal, verdict, sighting->run);
    if (result.removal.state == RemovalState::verified_removed)
      result.still_held = remaining_.after(result.removal, sighting->run);
    return result;
  }

 private:
  std::optional<EdgeSighting> sighting_of(const Removal& removal) {
    const auto run = newest(removal.edge.source);
    if (!run) return std::nullopt;
    EdgeSighting sighting{.run = *run,
                          .rejects = rejects_of(run->no),
                          .found = store_.find_edge(run->no, removal.edge.section, removal.edge.edge_key),
                          .renamed = {}};
    if (!sighting.found.empty()) return sighting;
    sighting.renamed = renamed_.keys_of(removal.edge, removal.decided_on, run->no);
    for (const std::string& key : sighting.renamed) {
      std::ranges::move(store_.find_edge(run->no, removal.edge.section, key),
                        std::back_inserter(sighting.found));
    }
    return sighting;
  }

  const std::optional<SyncRun>& newest(const std::string& source) {
    const auto [it, is_new] = newest_.try_emplace(source);
    if (is_new) it->second = store_.latest_run(source);
    return it->second;
  }

  const std::vector<Reject>& rejects_of(RunNo run) {
    const auto [it, is_new] = rejects_.try_emplace(run);
    if (is_new) it->second = store_.rejects(run);
    return it->second;
  }

  void record(Removal& removal, const Verification& verdict, const SyncRun& run) {
    const RemovalState expected = removal.state;
    if (*verdict.state == expected && verdict.detail == removal.state_detail) return;
    if (!may_become(expected, *verdict.state)) {
      throw Error(ErrorCode::internal, "a removal cannot go from `" + std::string(to_string(expected)) +
                                           "` to `" + std::string(to_string(*verdict.state)) + "`");
    }
    Removal next = removal;
    next.state = *verdict.state;
    next.state_detail = verdict.detail;
    next.state_at = run.finished;
    next.state_run = run.no;
    // Somebody else was first: what she recorded counts, and the next verify looks again.
    if (store_.change_removal(next, expected, {})) removal = next;
  }

  Store& store_;
  RenamedEdges renamed_;
  RemainingAccess remaining_;
  std::map<std::string, std::optional<SyncRun>> newest_;
  std::map<RunNo, std::vector<Reject>> rejects_;
};

}  // namespace

VerifyResult verify_removals(Context& context, Store& store) {
  Verifier verifier(store);
  VerifyResult result;
  const std::vector<Removal> removals = store.removals();
  for (const Removal& removal : removals) {
    context.progress->update("verifying removals", static_cast<std::int64_t>(result.removals.size()),
                             static_cast<std::int64_t>(removals.size()));
    result.removals.push_back(verifier.look_at(removal));
    const VerifiedRemoval& seen = result.removals.back();
    const bool stands = is_open(seen.removal.state) || (seen.still_held && !seen.still_held->empty());
    result.outcome.incomplete = result.outcome.incomplete || !seen.proven || !seen.still_held;
    result.outcome.findings = result.outcome.findings || (seen.proven && stands);
  }
  return result;
}

}  // namespace reeve
