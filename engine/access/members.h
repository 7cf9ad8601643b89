// The inverse direction: who gets something because a principal has it.
#pragma once

#include "engine/access/effective.h"
#include "engine/access/stamped_set.h"

namespace reeve {

// Everything that can be reached from `start` over the edges, itself included.
std::vector<std::uint32_t> reachable(const Csr& edges, std::uint32_t start);

// Keeps the edges turned round, so it pays to ask one object many times. Thread rule: one object per thread.
class Members {
 public:
  explicit Members(const AccessGraph& graph);

  // Everybody who may inherit from or act as one of the principals, those included; a few too many where
  // acting as a role would have to come after inheriting it.
  std::vector<std::uint32_t> of(std::span<const std::uint32_t> principals);
  // The subjects with such an account, in the order of the access table.
  std::vector<Subject> subjects_behind(std::span<const std::uint32_t> principals);

 private:
  const AccessGraph& graph_;
  Csr inheriting_, acting_;  // container -> members
  StampedSet seen_;
};

}  // namespace reeve
