// Hand-over type: what rules may read about the subjects of one grain, as dictionary-coded columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/model/access_table.h"

namespace reeve {

// What a rule judges (glossary: grain).
enum class Grain : unsigned char { access, holder, account, principal, resource, waiver };
inline constexpr int kGrainCount = 6;
REEVE_ENUM_NAMES(Grain, "access", "holder", "account", "principal", "resource", "waiver")

// One attribute of every subject: codes[row] is a place in `values`.
//
// A value may be known only in part (some of what an entitlement reaches is classified, some is not). Then
// fallback[code] is the code of null: a rule is asked with what is known, and where that gives no violation,
// once more as if nothing were known. Otherwise fallback[code] == code.
struct AttributeColumn {
  std::string name;  // "identity.status"
  std::vector<std::uint32_t> codes;
  std::vector<Json> values;
  std::vector<std::uint32_t> fallback;  // as long as `values`
};

// Rows of one grain. row_index[row] is: for access the AccessIx in the AccessTable that it was built from
// (only rows whose subject is a person); for holder, account, principal and resource the index of the
// identity, principal, principal or resource; for waiver the place in the list of waivers.
struct AttributeColumns {
  Grain grain = Grain::access;
  std::vector<AttributeColumn> columns;  // ordered by name
  std::vector<std::uint32_t> row_index;
  std::size_t rows() const { return row_index.size(); }
};

}  // namespace reeve
