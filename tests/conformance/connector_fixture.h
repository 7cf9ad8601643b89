// One suite for every connector: a fixture per kind prepares a real source, and the suite reads it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/sync/connector.h"

namespace reeve::test {

class ConnectorFixture {
 public:
  virtual ~ConnectorFixture() = default;

  // Prepares a source below `folder` that holds at least two usable rows in each of `sections`.
  virtual SourceConfig prepare(const std::filesystem::path& folder) = 0;
  virtual std::vector<Section> sections() const = 0;
  // Damages the prepared source so that the next read of `section` cannot get past its middle.
  virtual void cut(Section section) = 0;
};

struct ConnectorFixtureKind {
  std::string kind;  // as in the registry
  // Why it cannot run on this machine; empty where it can.
  std::function<std::string()> unavailable;
  std::function<std::unique_ptr<ConnectorFixture>()> make;
};

// The one visible table: a connector adds its own fixture file and an entry in connector_test.cpp.
std::vector<ConnectorFixtureKind> connector_fixtures();

}  // namespace reeve::test
