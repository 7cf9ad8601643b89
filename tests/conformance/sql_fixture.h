#pragma once

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

ConnectorFixtureKind sql_fixture();

}  // namespace reeve::test
