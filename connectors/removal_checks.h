// What every remover asks before and after it changes something. Pure.
#pragma once

#include <optional>
#include <string>

#include "engine/remediation/edge_state.h"
#include "engine/remediation/remover.h"

namespace reeve {

// nullopt: the source says exactly what the change says, and the edge can be taken away. Else why not:
// already (it is not there), differs, or refused (its words are other ones today).
std::optional<RemoverAnswer> why_not_remove(const SourceEdges& now, const EdgeChange& change,
                                            const RemovalWords& words);
// nullopt: nothing of the edge is there, so it can be put back.
std::optional<RemoverAnswer> why_not_restore(const SourceEdges& now, const EdgeChange& change,
                                             const RemovalWords& words);

// What the change did: empty where it did exactly what it was to do.
std::string wrong_after_removal(const EdgeDifference& difference, const EdgeChange& change);
std::string wrong_after_restoring(const EdgeDifference& difference, const EdgeChange& change);

}  // namespace reeve
