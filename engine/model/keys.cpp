#include "engine/model/keys.h"

#include <array>

namespace reeve {

std::span<const Section> all_sections() {
  static constexpr std::array<Section, kSectionCount> kAll{
      Section::identity, Section::account, Section::principal, Section::membership, Section::resource,
      Section::lineage,  Section::grant,   Section::gate,      Section::usage,      Section::approval};
  return kAll;
}

}  // namespace reeve
