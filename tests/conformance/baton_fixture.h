#pragma once

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

ConnectorFixtureKind baton_fixture();

}  // namespace reeve::test
