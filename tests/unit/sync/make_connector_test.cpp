#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/sync/connector.h"

namespace reeve {
namespace {

class NoConnector final : public Connector {
 public:
  std::vector<CheckItem> check() override { return {}; }
  void read(FactSink&, std::stop_token) override {}
};

std::unique_ptr<Connector> create(const SourceConfig&, const Clock&) {
  return std::make_unique<NoConnector>();
}

const std::vector<ConnectorKind> kKinds{{.name = "csv",
                                         .help = "",
                                         .options = {{"dir", true, "", ""}, {"filter", false, "", ""}},
                                         .create = create},
                                        {.name = "ldap", .help = "", .options = {}, .create = create}};

std::string outcome(const std::string& kind, std::map<std::string, std::string> options) {
  const FixedClock clock(0);
  try {
    const SourceConfig config{.name = "hr", .kind = kind, .base_dir = "", .options = std::move(options)};
    return make_connector(config, kKinds, clock) == nullptr ? "nothing" : "made";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    return error.message();
  }
}

TEST(MakeConnector, MakesTheKindOfTheSource) {
  EXPECT_EQ(outcome("csv", {{"dir", "x"}}), "made");
  EXPECT_EQ(outcome("csv", {{"dir", "x"}, {"filter", ""}}), "made");
  EXPECT_EQ(outcome("ldap", {}), "made");
}

TEST(MakeConnector, NamesWhatIsWrongAndWhatIsNear) {
  EXPECT_EQ(outcome("cvs", {}), "source `hr`: no connector reads the kind `cvs`; did you mean `csv`?");
  EXPECT_EQ(outcome("oracle", {}), "source `hr`: no connector reads the kind `oracle`; known are csv, ldap");
  EXPECT_EQ(outcome("csv", {}), "source `hr` needs the option `dir`; add it to [source.hr]");
  EXPECT_EQ(outcome("csv", {{"dir", "x"}, {"filtre", "y"}}),
            "source `hr`: the kind `csv` has no option `filtre`; did you mean `filter`?");
  EXPECT_EQ(outcome("csv", {{"dir", "x"}, {"zzzzz", "y"}}),
            "source `hr`: the kind `csv` has no option `zzzzz`; known are dir, filter");
}

}  // namespace
}  // namespace reeve
