#include "tests/tidy/doc_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace reeve::tidy {
namespace {

using test::ScratchDir;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(DocLinks, HoldInThisRepository) { EXPECT_THAT(broken_links(test::source_dir()), IsEmpty()); }

TEST(DocLinks, HoldWhereTheDocumentsAreInstalled) {
  const ScratchDir prefix;
  const std::string command = "cmake --install \"" + test::build_dir().string() +
                              "\" --component docs --prefix \"" + prefix.path().string() + "\" > /dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const std::filesystem::path installed = prefix.path() / "share/doc/reeve";
  EXPECT_TRUE(std::filesystem::exists(installed / "docs/commands.md"));
  EXPECT_THAT(broken_links(installed), IsEmpty());
}

TEST(DocLinks, FollowsLinksFromThePagesOwnFolder) {
  const ScratchDir tree;
  tree.write("README.md",
             "[a](docs/a.md) and ![b](docs/b.png \"title\") and [c](https://example.org/x.md)\n");
  tree.write("docs/a.md", "[up](../README.md#top), [here](#below), [mail](mailto:a@example.org)\n");
  tree.write("docs/b.png", "");
  EXPECT_THAT(broken_links(tree.path()), IsEmpty());
}

TEST(DocLinks, LeavesCodeAlone) {
  const ScratchDir tree;
  tree.write("docs/a.md", "`[x](gone.md)`\n```\n[y](gone.md)\n```\n");
  EXPECT_THAT(broken_links(tree.path()), IsEmpty());
}

TEST(DocLinks, NamesEveryLinkThatLeadsNowhere) {
  const ScratchDir tree;
  tree.write("README.md", "fine\n[a](docs/gone.md) [b](docs/a.md)\n");
  tree.write("docs/a.md", "```\ncode\n```\n![b](b.png)\n[c](README.md#top)\n");
  tree.write("tests/notes.md", "[a](not checked.md)\n");
  EXPECT_THAT(broken_links(tree.path()),
              ElementsAre("README.md:2: the link to `docs/gone.md` leads nowhere",
                          "docs/a.md:4: the link to `b.png` leads nowhere",
                          "docs/a.md:5: the link to `README.md#top` leads nowhere"));
}

}  // namespace
}  // namespace reeve::tidy
