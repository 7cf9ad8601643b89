#include "engine/remediation/verification.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {
namespace {

bool names_edge(const std::string& reject_key, const std::string& edge_key) {
  return reject_key == edge_key || reject_key.starts_with(edge_key + '\x1f');
}

// A rejected row of the edge itself, or of what it hangs on, blocks its key.
const Reject* blocking(Section section, const std::string& edge_key, const std::vector<Reject>& rejects) {
  const std::vector<std::string> ends = split_key(edge_key);
  for (const Reject& r : rejects) {
    if (!r.key) continue;
    const bool is_end =
        r.section == Section::account || r.section == Section::principal || r.section == Section::resource;
    if (r.section == section && names_edge(*r.key, edge_key)) return &r;
    if (is_end && std::ranges::find(ends.begin(), ends.begin() + 2, *r.key) != ends.begin() + 2) return &r;
  }
  return nullptr;
}

const Reject* blocking(const Removal& removal, const EdgeSighting& sighting) {
  const Section section = removal.edge.section;
  const Reject* found = blocking(section, removal.edge.edge_key, sighting.rejects);
  for (const std::string& key : sighting.renamed) {
    if (found == nullptr) found = blocking(section, key, sighting.rejects);
  }
  return found;
}

// Why this run proves nothing about the removal; empty where it does.
std::string no_proof(const Removal& removal, const EdgeSighting& sighting) {
  const SyncRun& run = sighting.run;
  const SectionSummary& section = run.section(removal.edge.section);
  if (run.started <= removal.decided_at)
    return "the source has not been read since the decision; run `reeve sync`";
  if (run.state == RunState::quarantined && run.accepted_by.empty()) {
    return "the newest run is quarantined: " + run.quarantine_reason;
  }
  if (section.state != SectionState::complete && section.state != SectionState::complete_with_rejects) {
    return "the newest run read " + std::string(to_string(removal.edge.section)) + " facts only as `" +
           std::string(to_string(section.state)) + "`" +
           (section.reason.empty() ? "" : ": " + section.reason);
  }
  if (section.scope_digest != removal.scope_digest) {
    return "the newest run asked something else than the run that showed the edge, or with other rights; "
           "restore the "
           "source's settings and run `reeve sync`";
  }
  if (const Reject* r = blocking(removal, sighting)) {
    return "the newest run rejected a row about it (" + r->where + ": " + r->reason + ")";
  }
  return "";
}

std::string granted(const std::string& grantor, MaybeTime at) {
  std::string words;
  if (!grantor.empty()) words += "granted by " + printable_key(grantor);
  if (at.is_time()) words += (words.empty() ? "granted on " : " on ") + format_date(at.value());
  return words;
}

std::string who_granted(const std::vector<Fact>& found) {
  std::vector<std::string> words;
  for (const Fact& fact : found) {
    if (const auto* m = std::get_if<MembershipFact>(&fact))
      words.push_back(granted(m->grantor_key, m->granted_at));
    if (const auto* g = std::get_if<GrantFact>(&fact))
      words.push_back(granted(g->grantor_key, g->granted_at));
  }
  std::erase(words, "");
  return words.empty() ? "the source does not tell who granted it" : enumerate_words(words);
}

// The newest read is older than what was done at the source.
bool is_older(const SyncRun& run, const Removal& removal) { return run.started <= removal.state_at; }

Verification absent(const Removal& removal, const SyncRun& run) {
  if (removal.state == RemovalState::rejected && is_older(run, removal))
    return {std::nullopt, "the source has not been read since it was put back; run `reeve sync`"};
  if (removal.state == RemovalState::verified_removed) return {removal.state, removal.state_detail};
  return {RemovalState::verified_removed, "absent in run " + std::to_string(run.no) + " of " + run.source};
}

// Empty where something was found under the key that was to go.
std::string under_which_name(const Removal& removal, const std::vector<Fact>& found) {
  std::string other;
  for (const Fact& fact : found) {
    const auto* m = std::get_if<MembershipFact>(&fact);
    const std::string key = m != nullptr ? edge_key(*m) : edge_key(std::get<GrantFact>(fact));
    if (key == removal.edge.edge_key) return "";
    other = key;
  }
  return " under another name, `" + printable_key(other) + "`";
}

Verification present(const Removal& removal, const EdgeSighting& sighting) {
  const std::string where = "present in run " + std::to_string(sighting.run.no) + " of " +
                            sighting.run.source + under_which_name(removal, sighting.found) + ", " +
                            who_granted(sighting.found);
  if (removal.state == RemovalState::claimed_done && is_older(sighting.run, removal))
    return {std::nullopt, "the source has not been read since it was removed; run `reeve sync`"};
  if (removal.state == RemovalState::came_back) return {removal.state, removal.state_detail};
  if (removal.state == RemovalState::verified_removed) return {RemovalState::came_back, where};
  if (is_held(removal) || removal.state == RemovalState::rejected)
    return {removal.state, removal.state_detail};
  return {RemovalState::still_present, where};
}

}  // namespace

Verification verify(const Removal& removal, const std::optional<EdgeSighting>& sighting) {
  if (!sighting) return {std::nullopt, "the source has no run; run `reeve sync`"};
  if (std::string why = no_proof(removal, *sighting); !why.empty()) return {std::nullopt, std::move(why)};
  return sighting->found.empty() ? absent(removal, sighting->run) : present(removal, *sighting);
}

}  // namespace reeve
