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

// One attribute of every subject: codes[row] is a place in `values`; values are distinct.
struct AttributeColumn {
  std::string name;  // "identity.status"
  std::vector<std::uint32_t> codes;
  std::vector<Json> values;
};

// Rows of one grain. For access, row i is AccessIx i of the AccessTable that it was built from; for holder,
// account, principal and resource it is the index of the identity, principal, principal or resource in
// `row_index`; for waiver the place in the list of waivers.
struct AttributeColumns {
  Grain grain = Grain::access;
  std::vector<AttributeColumn> columns;  // ordered by name
  std::vector<std::uint32_t> row_index;
  std::size_t rows() const { return row_index.size(); }
};

}  // namespace reeve
