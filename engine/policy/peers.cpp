#include "engine/policy/peers.h"

#include "engine/policy/attribute_values.h"

namespace reeve {
namespace {

bool at_work(const Identity& person) { return person.status != IdentityStatus::left; }

}  // namespace

PeerTotals::PeerTotals(const Snapshot& snapshot, const AccessTable& access)
    : snapshot_(snapshot), access_(access) {
  std::unordered_map<std::uint64_t, std::uint32_t> teams;
  for (const Identity& person : snapshot.identities) {
    const std::uint64_t name = std::uint64_t{person.job.value} << 32U | person.department.value;
    const auto [it, is_new] = teams.try_emplace(name, static_cast<std::uint32_t>(size_.size()));
    if (is_new) size_.push_back(0);
    team_of_.push_back(it->second);
    if (at_work(person)) ++size_[it->second];
  }
  for (std::size_t row = 0; row < access.size(); ++row) {
    if (counts(row)) ++holding_[held(row)];
  }
}

bool PeerTotals::counts(std::size_t row) const {
  const IdentityIx person = access_.subject[row].identity;
  const AccessFlags& flags = access_.flags[row];
  return person.valid() && at_work(snapshot_[person]) && may_work(flags) && !flags.option_only;
}

std::uint64_t PeerTotals::held(std::size_t row) const {
  const std::uint64_t team = team_of_[access_.subject[row].identity.value];
  return team << 32U | access_.entitlement[row].value;
}

Peers PeerTotals::of(std::size_t row) const {
  const IdentityIx person = access_.subject[row].identity;
  Peers peers{.others = size_[team_of_[person.value]], .holding = 0};
  if (const auto it = holding_.find(held(row)); it != holding_.end()) peers.holding = it->second;
  if (at_work(snapshot_[person])) --peers.others;
  if (counts(row)) --peers.holding;
  return peers;
}

}  // namespace reeve
