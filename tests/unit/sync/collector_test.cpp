#include "engine/sync/collector.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

class CollectorTest : public testing::Test {
 protected:
  SectionSummary section(Section s) { return collector_.sections()[static_cast<std::size_t>(s)]; }

  std::vector<Fact> kept_;
  std::vector<Reject> dropped_;
  Collector collector_{[this](const Fact& fact) { kept_.push_back(fact); },
                       [this](const Reject& reject) { dropped_.push_back(reject); }};
};

SectionSummary summary(Section section, SectionState state, std::string reason, std::int64_t read,
                       std::int64_t rejected) {
  return {.section = section,
          .state = state,
          .reason = std::move(reason),
          .scope = "all",
          .scope_digest = sha256("all"),
          .read = read,
          .rejected = rejected};
}

TEST_F(CollectorTest, CountsACompleteSection) {
  const Fact ada = IdentityFact{.key = "1", .display_name = "Ada"};
  collector_.open(Section::identity, "all");
  collector_.fact(ada);
  collector_.close(Section::identity, SectionState::complete);
  EXPECT_EQ(section(Section::identity), summary(Section::identity, SectionState::complete, "", 1, 0));
  EXPECT_EQ(section(Section::grant), (SectionSummary{.section = Section::grant}));
  EXPECT_EQ(kept_, std::vector<Fact>{ada});
  EXPECT_TRUE(dropped_.empty());
  EXPECT_EQ(collector_.rows(), 1);
}

TEST_F(CollectorTest, RejectsWithAKeyLeaveTheSectionComplete) {
  collector_.open(Section::identity, "all");
  collector_.reject({Section::identity, "line 2", "7", "bad"});
  collector_.fact(IdentityFact{.key = "8", .display_name = "\xff"});
  collector_.close(Section::identity, SectionState::complete);
  EXPECT_EQ(section(Section::identity),
            summary(Section::identity, SectionState::complete_with_rejects, "", 2, 2));
  EXPECT_EQ(dropped_, (std::vector<Reject>{{Section::identity, "line 2", "7", "bad"},
                                           {Section::identity, "", "8", "a text is not UTF-8"}}));
  EXPECT_TRUE(kept_.empty());
}

TEST_F(CollectorTest, ARejectWithoutAKeyMakesTheSectionPartial) {
  collector_.open(Section::membership, "all");
  collector_.fact(MembershipFact{.member_key = "a", .container_key = ""});
  collector_.reject({Section::membership, "line 3", "", "bad"});
  collector_.close(Section::membership, SectionState::complete);
  EXPECT_EQ(section(Section::membership),
            summary(Section::membership, SectionState::partial,
                    "2 rows have no readable key, so it is not known what is missing", 2, 2));
  EXPECT_EQ(dropped_,
            (std::vector<Reject>{{Section::membership, "", std::nullopt, "an identifying key is empty"},
                                 {Section::membership, "line 3", std::nullopt, "bad"}}));
}

TEST_F(CollectorTest, KeepsWhatTheConnectorSaysAboutAnIncompleteSection) {
  collector_.open(Section::usage, "all");
  collector_.close(Section::usage, SectionState::partial, "the log begins in March");
  collector_.open(Section::gate, "all");
  collector_.close(Section::gate, SectionState::failed, "no right to read it");
  EXPECT_EQ(section(Section::usage),
            summary(Section::usage, SectionState::partial, "the log begins in March", 0, 0));
  EXPECT_EQ(section(Section::gate),
            summary(Section::gate, SectionState::failed, "no right to read it", 0, 0));
}

TEST_F(CollectorTest, ASectionThatIsNotClosedIsFailed) {
  collector_.open(Section::identity, "all");
  collector_.fact(IdentityFact{.key = "1"});
  EXPECT_EQ(section(Section::identity),
            summary(Section::identity, SectionState::failed,
                    "the connector stopped before it said how the section ended", 1, 0));
}

TEST_F(CollectorTest, RefusesWhatBreaksTheRules) {
  const auto refusal = [](const std::function<void()>& call) {
    try {
      call();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::internal);
      return error.message();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal([&] { collector_.fact(IdentityFact{.key = "1"}); }),
            "the connector told a fact, but it is not open, in the section identity");
  EXPECT_EQ(refusal([&] { collector_.reject({}); }),
            "the connector rejected a row, but it is not open, in the section identity");
  EXPECT_EQ(refusal([&] { collector_.close(Section::gate, SectionState::complete); }),
            "the connector ended, but it is not open, in the section gate");
  collector_.open(Section::gate, "all");
  EXPECT_EQ(refusal([&] { collector_.open(Section::gate, "all"); }),
            "the connector began twice in the section gate");
  EXPECT_EQ(refusal([&] { collector_.close(Section::gate, SectionState::failed); }),
            "the connector gave no reason in the section gate");
  EXPECT_EQ(refusal([&] { collector_.open(Section::gate, "all"); }),
            "the connector began twice in the section gate");
}

}  // namespace
}  // namespace reeve
