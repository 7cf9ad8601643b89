#include "engine/workflow/removal_lookup.h"

#include <gmock/gmock.h>

#include "engine/core/error.h"
#include "engine/store/memory_store.h"

namespace reeve {
namespace {

using testing::HasSubstr;

class RemovalLookup : public testing::Test {
 protected:
  void keep(const std::vector<std::string>& ids) {
    std::vector<Removal> removals;
    for (const std::string& id : ids) removals.push_back({.id = id, .what = "what of " + id});
    store_.add_removals(removals, {});
  }
  std::string error(const std::string& text) {
    try {
      find_removal(store_, text);
    } catch (const Error& e) {
      return e.message();
    }
    return "no error";
  }

  MemoryStore store_;
};

// Ids of one sign-off begin alike: they begin with the time.
TEST_F(RemovalLookup, ShortNamesTellRemovalsApartAndFindThem) {
  keep({"0199f000-aaaa-7000-8000-0000aaaaaaaa", "0199f000-aaaa-7000-8000-0000baaaaaaa",
        "0199f000-aaaa-7000-8001-0000baaaaaaa"});
  const auto names = short_names(store_.removals());
  ASSERT_EQ(names.size(), 3U);
  for (const auto& [id, name] : names) EXPECT_EQ(find_removal(store_, name).id, id);
  EXPECT_EQ(names.begin()->second, "0-0000aaaaaaaa") << "all are as long as the longest has to be";
}

TEST_F(RemovalLookup, TakesAnyBeginningOrEndThatIsUnique) {
  keep({"0199f000-0000-7000-8000-0000aaaaaaaa", "0199f001-0000-7000-8000-0000bbbbbbbb"});
  EXPECT_EQ(find_removal(store_, " BBBB ").id, "0199f001-0000-7000-8000-0000bbbbbbbb");
  EXPECT_EQ(find_removal(store_, "0199f000").id, "0199f000-0000-7000-8000-0000aaaaaaaa");
  EXPECT_THAT(error("0199"), HasSubstr("stands for 2 removals"));
  EXPECT_THAT(error("bbb"), HasSubstr("there is no removal"));
  EXPECT_THAT(error(""), HasSubstr("there is no removal"));
}

}  // namespace
}  // namespace reeve
