#pragma once

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

ConnectorFixtureKind csv_fixture();

}  // namespace reeve::test
