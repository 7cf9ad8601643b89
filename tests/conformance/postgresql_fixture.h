#pragma once

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

ConnectorFixtureKind postgresql_fixture();

}  // namespace reeve::test
