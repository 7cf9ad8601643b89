#include "tests/tidy/test_registration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::tidy {
namespace {

using test::ScratchDir;
using testing::ElementsAre;
using testing::IsEmpty;

// Writes what CMake would: the commands for `sources`, and one test executable, unit_tests.
void write_build(const ScratchDir& tree, const std::vector<std::string>& sources) {
  std::string commands;
  for (const std::string& source : sources) {
    commands += "  \"file\": \"" + (tree.path() / source).string() + "\"\n";
  }
  tree.write("build/compile_commands.json", commands);
  tree.write("build/CTestTestfile.cmake", "include(\"/somewhere/unit_tests[1]_include.cmake\")\n");
}

Violations check(const ScratchDir& tree) { return unregistered_tests(tree.path(), tree.path() / "build"); }

TEST(TestRegistration, HoldsInThisRepository) {
  EXPECT_THAT(unregistered_tests(test::source_dir(), test::build_dir()), IsEmpty());
  EXPECT_THAT(untested_rules(test::source_dir()), IsEmpty());
}

TEST(TestRegistration, AcceptsATestThatIsCompiledAndKnown) {
  const ScratchDir tree;
  tree.write("tests/unit/a_test.cpp", "TEST(A, B) {}\n");
  tree.write("tests/unit/builder.cpp", "int helper();\n");
  tree.write("tests/support/fake.cpp", "int fake();\n");
  write_build(tree, {"tests/unit/a_test.cpp"});
  EXPECT_THAT(check(tree), IsEmpty());
}

TEST(TestRegistration, NamesATestThatNothingCompiles) {
  const ScratchDir tree;
  tree.write("tests/unit/a_test.cpp", "#include <a>\n\nTEST_F(A, B) {}\n");
  write_build(tree, {});
  EXPECT_THAT(check(tree), ElementsAre("tests/unit/a_test.cpp:3: no test executable compiles it"));
}

TEST(TestRegistration, NamesAnExecutableThatCtestDoesNotKnow) {
  const ScratchDir tree;
  tree.write("tests/golden/a_test.cpp", "TEST_P(A, B) {}\n");
  write_build(tree, {"tests/golden/a_test.cpp"});
  EXPECT_THAT(check(tree),
              ElementsAre("tests/golden/a_test.cpp:1: ctest does not know its executable `golden_tests`"));
}

TEST(TestRegistration, NamesATestFileWithAnotherNameAndOneWithoutTests) {
  const ScratchDir tree;
  tree.write("tests/unit/a.cpp", "\nTYPED_TEST(A, B) {}\n");
  tree.write("tests/unit/b_test.cpp", "// TEST(A, B) {}\n");
  write_build(tree, {"tests/unit/a.cpp", "tests/unit/b_test.cpp"});
  EXPECT_THAT(check(tree), ElementsAre("tests/unit/a.cpp:2: a file with tests is named *_test.cpp",
                                       "tests/unit/b_test.cpp:1: there is no test in it"));
}

TEST(TestRegistration, NamesARuleWithoutItsTests) {
  const ScratchDir tree;
  tree.write("policies/rules/people/leaver/leaver.rego", "");
  tree.write("policies/rules/people/leaver/leaver_test.rego", "");
  tree.write("policies/rules/people/mover/mover.rego", "");
  tree.write("policies/rules/public/public_access/other.rego", "");
  tree.write("policies/lib/dates.rego", "");
  EXPECT_THAT(untested_rules(tree.path()),
              ElementsAre("policies/rules/people/mover:1: `mover_test.rego` is missing",
                          "policies/rules/public/public_access:1: `public_access.rego` is missing",
                          "policies/rules/public/public_access:1: `public_access_test.rego` is missing"));
}

}  // namespace
}  // namespace reeve::tidy
