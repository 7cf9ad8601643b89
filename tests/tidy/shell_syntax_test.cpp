#include "tests/tidy/shell_syntax.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::tidy {
namespace {

namespace fs = std::filesystem;
using test::ScratchDir;
using testing::ElementsAre;
using testing::IsEmpty;

void write_script(const ScratchDir& tree, const fs::path& path, std::string_view text) {
  fs::permissions(tree.write(path, text), fs::perms::owner_all);
}

TEST(ShellSyntax, HoldsInThisRepository) { EXPECT_THAT(broken_scripts(test::source_dir()), IsEmpty()); }

TEST(ShellSyntax, AcceptsAScriptAndLeavesOtherFilesAlone) {
  const ScratchDir tree;
  write_script(tree, "scripts/it's fine", "#!/usr/bin/env bash\nif true; then echo a; fi\n");
  tree.write("scripts/list.txt", "if (\n");
  EXPECT_THAT(broken_scripts(tree.path()), IsEmpty());
}

TEST(ShellSyntax, NamesTheLineThatBashCannotParse) {
  const ScratchDir tree;
  write_script(tree, "scripts/setup", "#!/usr/bin/env bash\necho a\nfi\n");
  EXPECT_THAT(broken_scripts(tree.path()),
              ElementsAre("scripts/setup:3: syntax error near unexpected token `fi'"));
}

TEST(ShellSyntax, NamesAScriptThatCannotBeStarted) {
  const ScratchDir tree;
  tree.write("run.sh", "echo a\n");
  EXPECT_THAT(broken_scripts(tree.path()), ElementsAre("run.sh:1: a script, but not executable"));
}

}  // namespace
}  // namespace reeve::tidy
