#include "engine/model/finding.h"

namespace reeve {

Digest fingerprint_of(std::string_view rule, std::string_view code, std::string_view subject_key,
                      std::string_view entitlement_key) {
  return Sha256()
      .update_sized(rule)
      .update_sized(code)
      .update_sized(subject_key)
      .update_sized(entitlement_key)
      .finish();
}

}  // namespace reeve
