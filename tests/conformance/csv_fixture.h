#pragma once

#include <map>
#include <utility>

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

// Name without .csv, and content, of a source with every kind of fact.
const std::map<Section, std::pair<std::string, std::string>>& fact_file_contents();

ConnectorFixtureKind csv_fixture();

}  // namespace reeve::test
