// What people decided where the sources do not say enough.
#include <gmock/gmock.h>

#include "engine/core/error.h"
#include "tests/conformance/store_fixture.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class StoreCorrections : public StoreTest {
 protected:
  static Correction correction(const std::string& id, UtcMillis decided_at) {
    return {.id = id,
            .kind = CorrectionKind::categories,
            .source = "shop",
            .key = std::string("t\0\xff", 3),
            .second_key = "16401",
            .person_source = "hr",
            .person_key = "7",
            .categories = {"customer_email"},
            .instead_of = {"purchase_behaviour", "search_terms"},
            .decided_by = "Ines Duarte",
            .recorded_by = "root on command line",
            .reason = "addresses are \"masked\"",
            .decided_at = decided_at,
            .until = 99};
  }
};
REEVE_FOR_EVERY_STORE(StoreCorrections);

TEST_P(StoreCorrections, ComeWholeByTheTimeOfDeciding) {
  EXPECT_THAT(store_->corrections(), IsEmpty());
  store_->add_correction(correction("b", 20));
  store_->add_correction(correction("c", 10));
  store_->add_correction(correction("a", 20));
  Correction changed = correction("a", 20);
  changed.reason = "another";
  store_->add_correction(changed);
  EXPECT_THAT(store_->corrections(),
              ElementsAre(correction("c", 10), correction("a", 20), correction("b", 20)));
}

TEST_P(StoreCorrections, AreWithdrawnOnce) {
  store_->add_correction(correction("a", 20));
  EXPECT_TRUE(store_->withdraw_correction("a", "Bo Lind", 30));
  EXPECT_FALSE(store_->withdraw_correction("a", "Cy North", 40));
  Correction withdrawn = correction("a", 20);
  withdrawn.withdrawn_by = "Bo Lind";
  withdrawn.withdrawn_at = 30;
  EXPECT_THAT(store_->corrections(), ElementsAre(withdrawn));
  EXPECT_THROW(store_->withdraw_correction("b", "Bo Lind", 30), Error);
}

}  // namespace
}  // namespace reeve::test
