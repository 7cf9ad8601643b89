// What a person decided where the sources do not say enough, or say it wrong: whose an account is, what a
// resource contains. Kept for good; applied by every sync.
#pragma once

#include <string>
#include <vector>

#include "engine/core/time.h"
#include "engine/model/enum_names.h"

namespace reeve {

// belongs_to: the account is hers; owned_by: it is nobody's own, she answers for it; nobody: none of those
// who might be meant; categories: what the resource contains.
enum class CorrectionKind : unsigned char { belongs_to, owned_by, nobody, categories };
REEVE_ENUM_NAMES(CorrectionKind, "belongs to", "owned by", "nobody", "categories")

struct Correction {
  std::string id;  // UUIDv7
  CorrectionKind kind = CorrectionKind::nobody;
  std::string source;      // name in reeve.toml
  std::string key;         // native key of the principal or resource
  std::string second_key;  // its second id when it was decided; with another one it is another thing
  std::string person_source, person_key;  // belongs_to, owned_by
  std::vector<std::string> categories;    // sorted; empty = none
  std::vector<std::string> instead_of;    // categories that it was found to have then; any other still counts
  std::string decided_by;                 // a person, as her source names her
  std::string recorded_by;                // who ran the command
  std::string reason;
  UtcMillis decided_at = 0;
  UtcMillis until = 0;       // first moment at which it does not count any more; 0 = it lasts
  std::string withdrawn_by;  // empty = nobody
  UtcMillis withdrawn_at = 0;
  bool operator==(const Correction&) const = default;
};

}  // namespace reeve
