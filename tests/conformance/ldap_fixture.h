#pragma once

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

ConnectorFixtureKind ldap_fixture();

}  // namespace reeve::test
