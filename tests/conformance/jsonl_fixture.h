#pragma once

#include "tests/conformance/connector_fixture.h"

namespace reeve::test {

ConnectorFixtureKind jsonl_fixture();

}  // namespace reeve::test
