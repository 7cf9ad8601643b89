// The inverse direction: who gets something because a principal has it.
#pragma once

#include "engine/access/effective.h"

namespace reeve {

// Everything that can be reached from `start` over the edges, itself included.
std::vector<std::uint32_t> reachable(const Csr& edges, std::uint32_t start);

// Everybody who may inherit from or act as one of the principals, those included; a few too many where
// acting as a role would have to come after inheriting it. By principal.
std::vector<bool> members_of(const AccessGraph& graph, std::span<const std::uint32_t> principals);

// The subjects with such an account, in the order of the access table.
std::vector<Subject> subjects_behind(const AccessGraph& graph, std::span<const std::uint32_t> principals);

}  // namespace reeve
