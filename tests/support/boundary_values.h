// The values of attributes at which rules change their mind.
#pragma once

#include "engine/policy/attribute_builder.h"
#include "engine/policy/attribute_catalogue.h"
#include "tests/support/random_snapshot.h"

namespace reeve::test {

// Every value of a list, both booleans, every band, numbers around the shipped limits, texts that the shipped
// data knows and some that it does not, sets from empty to full; null, and in part, where the attribute may
// be so.
std::vector<AttributeValue> boundary_values(const Attribute& attribute);

// Rows of a grain, all attributes of the catalogue in them: each value of each attribute in `rows_per_value`
// rows, with random values of the others. There are no subjects behind them.
AttributeColumns boundary_columns(Grain grain, std::size_t rows_per_value, Dice& dice);

}  // namespace reeve::test
