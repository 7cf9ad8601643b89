#include "engine/opa/runtime_dir.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

// Whoever makes a folder clears away what killed ones left; a folder that is just being made is not that.
TEST(RuntimeDir, IsNotTakenAwayByOthersThatStartAtTheSameMoment) {
  const test::ScratchDir base;
  ::setenv("XDG_RUNTIME_DIR", base.path().c_str(), 1);
  std::atomic<int> lost{0};
  {
    std::vector<std::jthread> starters;
    for (int i = 0; i < 4; ++i) {
      starters.emplace_back([&] {
        for (int round = 0; round < 500; ++round) {
          const RuntimeDir folder;
          std::this_thread::yield();
          lost += !std::filesystem::exists(folder.file("lock"));
        }
      });
    }
  }
  ::unsetenv("XDG_RUNTIME_DIR");
  EXPECT_EQ(lost, 0);
  EXPECT_TRUE(std::filesystem::is_empty(base.path()));
}

}  // namespace
}  // namespace reeve
