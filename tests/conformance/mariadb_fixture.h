#pragma once

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

ConnectorFixtureKind mariadb_fixture();

}  // namespace reeve::test
