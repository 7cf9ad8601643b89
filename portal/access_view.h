// What the access explorer shows, as views of templates/access*.html. Pure.
#pragma once

#include <span>
#include <string>

#include "engine/core/json.h"
#include "portal/site.h"

namespace reeve::portal {

inline constexpr std::size_t kMostHits = 25;
inline constexpr std::size_t kMostAccesses = 500;

// People, accounts, categories and resources whose names hold `text`; at most kMostHits of each kind, with
// the number of all.
Json search_view(const SnapshotView& snapshot, const std::string& text, SnapshotNo at);

// The page about one subject: who it is, what it reaches, its open findings.
Json access_of_view(const SnapshotView& snapshot, const Subject& subject,
                    std::span<const FindingRecord> findings, SnapshotNo at);

// Everybody who reaches the category or resource. Throws Error{not_found} where it is neither.
Json who_can_view(const SnapshotView& snapshot, const std::string& what, SnapshotNo at);

// One access explained: sentence, drawing, edges, other ways, the cut and what it costs. Null where the
// subject does not have it.
Json why_view(const SnapshotView& snapshot, const Subject& subject, const std::string& entitlement_key,
              std::span<const FindingRecord> findings, SnapshotNo at);

}  // namespace reeve::portal
