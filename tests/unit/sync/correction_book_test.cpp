#include "engine/sync/correction_book.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

constexpr UtcMillis kNow = 1000;

Correction about(const std::string& key, const std::string& id) {
  return {.id = id, .kind = CorrectionKind::belongs_to, .source = "shop", .key = key};
}

std::string counting(const std::vector<Correction>& all) {
  const CorrectionBook book(all, kNow);
  const Correction* found = book.about_principal("shop", "x");
  return found == nullptr ? "none" : found->id;
}

TEST(CorrectionBook, HoldsTheNewestThatStands) {
  Correction ended = about("x", "ended");
  ended.until = kNow;
  Correction withdrawn = about("x", "withdrawn");
  withdrawn.withdrawn_by = "Bo Lind";
  Correction lasts = about("x", "lasts");
  lasts.until = kNow + 1;
  EXPECT_EQ(counting({}), "none");
  EXPECT_EQ(counting({about("y", "1")}), "none");
  EXPECT_EQ(counting({ended, withdrawn}), "none");
  EXPECT_EQ(counting({about("x", "1"), about("x", "2")}), "2");
  EXPECT_EQ(counting({about("x", "1"), ended, withdrawn}), "1");
  EXPECT_EQ(counting({about("x", "1"), lasts}), "lasts");
}

TEST(CorrectionBook, KeepsAccountsAndResourcesApart) {
  Correction resource = about("x", "r");
  resource.kind = CorrectionKind::categories;
  const CorrectionBook book({about("x", "p"), resource}, kNow);
  EXPECT_EQ(book.about_principal("shop", "x")->id, "p");
  EXPECT_EQ(book.about_resource("shop", "x")->id, "r");
  EXPECT_EQ(book.about_resource("hr", "x"), nullptr);
}

TEST(CorrectionBook, KnowsWhatWasMadeAnew) {
  Correction correction = about("x", "1");
  correction.second_key = "16401";
  EXPECT_FALSE(is_another_thing(correction, "16401"));
  EXPECT_FALSE(is_another_thing(correction, ""));
  EXPECT_TRUE(is_another_thing(correction, "16999"));
  correction.second_key = "";
  EXPECT_FALSE(is_another_thing(correction, "16999"));
}

}  // namespace
}  // namespace reeve
