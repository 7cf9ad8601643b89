#pragma once

#include <filesystem>

#include "tests/tidy/source_tree.h"

namespace reeve::tidy {

// Tests that nobody would notice missing: a test source whose name does not end in _test.cpp, one without a
// test in it, one that no test executable compiles or whose executable ctest does not know, and a rule
// without its tests. `build` is the build folder that was configured for `root`.
Violations unregistered_tests(const std::filesystem::path& root, const std::filesystem::path& build);

// Rule folders (policies/rules/<category>/<rule>) without <rule>.rego or <rule>_test.rego.
Violations untested_rules(const std::filesystem::path& root);

}  // namespace reeve::tidy
