// The numbers and names that the store gives out, and the sections of a read.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/model/enum_names.h"

namespace reeve {

using RunNo = std::int64_t;       // allocated by the store, 1, 2, 3 ...
using SnapshotNo = std::int64_t;  // allocated by the store, 1, 2, 3 ...
using Ordinal = std::int64_t;     // place of a fact in its section of its run, from 0, in natural-key order

// One section per kind of fact. Accounts and other principals are separate sections with one key space.
enum class Section : unsigned char {
  identity,
  account,
  principal,
  membership,
  resource,
  lineage,
  grant,
  gate,
  usage,
  approval,
};
inline constexpr int kSectionCount = 10;

REEVE_ENUM_NAMES(Section, "identity", "account", "principal", "membership", "resource", "lineage", "grant",
                 "gate", "usage", "approval")
std::span<const Section>
all_sections();  // in the order above, which is the order in which references resolve

}  // namespace reeve
