#include "tests/tidy/include_order.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::tidy {
namespace {

using test::ScratchDir;
using testing::ElementsAre;
using testing::IsEmpty;

LayerRules shipped_rules() {
  return LayerRules::parse(lines_of(test::source_dir() / "tests/tidy/layers.txt"));
}

Violations check(const ScratchDir& tree) { return include_violations(tree.path(), shipped_rules()); }

TEST(IncludeOrder, HoldsInThisRepository) {
  EXPECT_THAT(include_violations(test::source_dir(), shipped_rules()), IsEmpty());
}

TEST(IncludeOrder, AllowsDownwardIncludesAndTheRootOfComposition) {
  const ScratchDir tree;
  tree.write("engine/core/a.h", "#include <string>\n");
  tree.write("engine/sync/connector.h", "#include \"engine/core/a.h\"\n");
  tree.write("engine/workflow/run.cpp", "#include \"engine/sync/connector.h\"\n");
  tree.write("engine/net/client.cpp", "#include <httplib.h>\n#include \"engine/core/a.h\"\n");
  tree.write("engine/net/client.h", "");
  tree.write("portal/page.cpp", "#include \"engine/net/client.h\"\n#include \"engine/core/a.h\"\n");
  tree.write("connectors/csv/csv_client.h", "#include <soci/soci.h>\n#include \"engine/sync/connector.h\"\n");
  tree.write("connectors/registry.cpp", "#include \"connectors/csv/csv_client.h\"\n");
  tree.write("cli/main.cpp", "#include <CLI/CLI.hpp>\n#include \"connectors/csv/csv_client.h\"\n");
  EXPECT_THAT(check(tree), IsEmpty());
}

TEST(IncludeOrder, NamesAnUpwardInclude) {
  const ScratchDir tree;
  tree.write("engine/model/grant.h", "");
  tree.write("engine/core/a.cpp", "#include <string>\n\n  #  include \"engine/model/grant.h\"\n");
  EXPECT_THAT(check(tree),
              ElementsAre("engine/core/a.cpp:3: `engine/core` may not include `engine/model/grant.h`; "
                          "see tests/tidy/layers.txt"));
}

TEST(IncludeOrder, NamesASidewaysIncludeOfPortsAndOfCliAndPortal) {
  const ScratchDir tree;
  tree.write("engine/policy/rule.h", "#include \"engine/sync/connector.h\"\n");
  tree.write("engine/sync/connector.h", "");
  tree.write("cli/serve.cpp", "#include \"portal/page.h\"\n");
  tree.write("portal/page.h", "");
  EXPECT_THAT(
      check(tree),
      ElementsAre("cli/serve.cpp:1: `cli` may not include `portal/page.h`; see tests/tidy/layers.txt",
                  "engine/policy/rule.h:1: `engine/policy` may not include `engine/sync/connector.h`; "
                  "see tests/tidy/layers.txt"));
}

TEST(IncludeOrder, NamesAnAdapterThatSeesAnotherPortOrIsSeen) {
  const ScratchDir tree;
  tree.write("engine/campaign/scope.h", "");
  tree.write("engine/sql/store.cpp", "#include \"engine/campaign/scope.h\"\n");
  tree.write("engine/sql/store.h", "");
  tree.write("engine/workflow/run.cpp", "#include \"engine/sql/store.h\"\n");
  EXPECT_THAT(
      check(tree),
      ElementsAre("engine/sql/store.cpp:1: `engine/sql` may not include `engine/campaign/scope.h`; "
                  "see tests/tidy/layers.txt",
                  "engine/workflow/run.cpp:1: `engine/workflow` may not include `engine/sql/store.h`; "
                  "see tests/tidy/layers.txt"));
}

TEST(IncludeOrder, NamesAConnectorThatIncludesItsNeighbour) {
  const ScratchDir tree;
  tree.write("connectors/csv/csv_mapping.h", "");
  tree.write("connectors/ldap/ldap_mapping.cpp", "#include \"connectors/csv/csv_mapping.h\"\n");
  EXPECT_THAT(check(tree),
              ElementsAre("connectors/ldap/ldap_mapping.cpp:1: `connectors/ldap` may not include its "
                          "neighbour `connectors/csv/csv_mapping.h`"));
}

TEST(IncludeOrder, NamesAFolderThatNoLineKnows) {
  const ScratchDir tree;
  tree.write("engine/magic/a.cpp", "");
  tree.write("helpers.h", "");
  EXPECT_THAT(check(tree),
              ElementsAre("engine/magic/a.cpp:1: the folder is in no line of tests/tidy/layers.txt",
                          "helpers.h:1: the folder is in no line of tests/tidy/layers.txt"));
}

TEST(IncludeOrder, NamesAnIncludeThatIsNotWrittenFromTheRoot) {
  const ScratchDir tree;
  tree.write("engine/core/a.h", "");
  tree.write("engine/core/a.cpp", "#include \"a.h\"\n");
  EXPECT_THAT(check(tree), ElementsAre("engine/core/a.cpp:1: `a.h` is no path from the repository root"));
}

TEST(IncludeOrder, KeepsHeavyLibrariesWhereTheyBelong) {
  const ScratchDir tree;
  tree.write("cli/a.cpp", "#include <CLI/CLI.hpp>\n");
  tree.write("cli/b.cpp", "#include <CLI/CLI.hpp>\n");
  tree.write("cli/main.cpp", "#include <httplib.h>\n");
  tree.write("connectors/csv/csv_mapping.cpp", "#include <soci/soci.h>\n");
  tree.write("engine/core/json.h", "#include <nlohmann/json.hpp>\n");
  tree.write("engine/core/text.cpp", "#include <nlohmann/json.hpp>\n");
  EXPECT_THAT(check(tree),
              ElementsAre("cli/b.cpp:1: `CLI/CLI.hpp` stands already in `cli/a.cpp`",
                          "cli/main.cpp:1: `httplib.h` belongs only in engine/net/*",
                          "connectors/csv/csv_mapping.cpp:1: `soci/soci.h` belongs only in engine/sql/*",
                          "engine/core/text.cpp:1: `nlohmann/json.hpp` belongs only in engine/core/json.h"));
}

TEST(LayerRules, NameTheLineThatTheyDoNotUnderstand) {
  const std::vector<std::string> lines{"[layers]", "engine/core", "[adapters]", "engine/sql engine/store"};
  try {
    LayerRules::parse(lines);
    FAIL() << "no error";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "line 4: expected `name: words`");
  }
}

}  // namespace
}  // namespace reeve::tidy
