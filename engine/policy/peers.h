// How many of a person's peers hold what she holds. Pure.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/model/access_table.h"

namespace reeve {

// With fewer peers a share would speak about single people, so none is worked out.
inline constexpr std::uint32_t kFewestPeers = 5;

// Peers of a person: the others at work (not `left`) with the same job and the same department, as HR writes
// them. Who has no department told has the peers without one.
struct Peers {
  std::uint32_t others = 0;
  std::uint32_t holding = 0;  // of these: have the entitlement, now or after assuming a role
  bool operator==(const Peers&) const = default;
};

class PeerTotals {
 public:
  PeerTotals(const Snapshot& snapshot, const AccessTable& access);

  // Of a row whose subject is a person with a known job.
  Peers of(std::size_t row) const;

 private:
  bool counts(std::size_t row) const;
  std::uint64_t held(std::size_t row) const;

  const Snapshot& snapshot_;
  const AccessTable& access_;
  std::vector<std::uint32_t> team_of_;  // by identity
  std::vector<std::uint32_t> size_;     // by team: people at work
  std::unordered_map<std::uint64_t, std::uint32_t> holding_;
};

}  // namespace reeve
