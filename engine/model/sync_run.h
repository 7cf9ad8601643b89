// One immutable read of one source, and what the store and the reader say about it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/digest.h"
#include "engine/core/time.h"
#include "engine/model/keys.h"

namespace reeve {

// Worst last: comparing two states tells which is worse. `absent`: the source has no such facts and says so
// (a database knows no HR identities); `complete_with_rejects`: every row was seen, the named ones were
// unusable and block their keys; `partial`: rows may be missing; `failed`: nothing reliable was read.
enum class SectionState : unsigned char { absent, complete, complete_with_rejects, partial, failed };

// A row that could not be used. A readable key blocks that key: nothing about it is called clean or removed.
struct Reject {
  Section section = Section::identity;
  std::string where;               // file and line, or the place in the source
  std::optional<std::string> key;  // native key (identity, account ...) or natural key of the row
  std::string reason;
  bool operator==(const Reject&) const = default;
};

struct SectionSummary {
  Section section = Section::identity;
  SectionState state = SectionState::absent;
  std::string reason;     // why partial or failed
  std::string scope;      // what was asked, with which filter, seen with which rights: canonical text
  Digest scope_digest{};  // SHA-256 of `scope`
  std::int64_t read = 0;  // read == kept + rejected + duplicates, always
  std::int64_t kept = 0;
  std::int64_t rejected = 0;
  std::int64_t duplicates = 0;  // rows equal to a kept one in every field
  bool operator==(const SectionSummary&) const = default;
};

enum class RunState : unsigned char { published, quarantined };

struct SyncRun {
  RunNo no = 0;
  std::string id;      // UUIDv7
  std::string source;  // name in reeve.toml
  std::string kind;    // connector kind
  UtcMillis started = 0;
  UtcMillis finished = 0;
  RunState state = RunState::published;
  std::string quarantine_reason;
  std::string accepted_by;  // who released it from quarantine, empty = nobody
  Digest digest{};          // over scope digests, section states and canonical rows in natural-key order
  std::array<SectionSummary, kSectionCount> sections{};
  std::int64_t reject_count = 0;

  const SectionSummary& section(Section s) const { return sections[static_cast<std::size_t>(s)]; }
  SectionState worst_state() const;
  bool complete() const { return worst_state() <= SectionState::complete_with_rejects; }
  bool operator==(const SyncRun&) const = default;
};

// The runs that belong together, and the derived run on top of them.
struct SnapshotInfo {
  SnapshotNo no = 0;
  std::string id;       // UUIDv7
  UtcMillis as_of = 0;  // "now" for every rule
  std::vector<RunNo> runs;
  // Configured sources that are stale, quarantined or could not be read, whatever older run of theirs may
  // stand in `runs`; registered systems that no source reads; "2 bindings" that join nothing, "1 label" that
  // cannot be understood: never counted as fine.
  std::vector<std::string> missing_sources;
  Digest derived_digest{};
  bool operator==(const SnapshotInfo&) const = default;
};

REEVE_ENUM_NAMES(SectionState, "absent", "complete", "complete with rejects", "partial", "failed")
REEVE_ENUM_NAMES(RunState, "published", "quarantined")

}  // namespace reeve
