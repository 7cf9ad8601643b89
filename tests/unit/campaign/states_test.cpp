#include "engine/campaign/states.h"

#include <set>

#include <gtest/gtest.h>

#include "engine/remediation/states.h"

namespace reeve {
namespace {

// Every pair of states that may follow one another, as "from > to".
template <class State>
std::set<std::string> transitions() {
  std::set<std::string> allowed;
  for (std::size_t from = 0; from < EnumNames<State>::names.size(); ++from) {
    for (std::size_t to = 0; to < EnumNames<State>::names.size(); ++to) {
      if (may_become(static_cast<State>(from), static_cast<State>(to))) {
        allowed.insert(std::string(EnumNames<State>::names[from]) + " > " +
                       std::string(EnumNames<State>::names[to]));
      }
    }
  }
  return allowed;
}

TEST(States, OfACampaign) {
  EXPECT_EQ(transitions<CampaignState>(), (std::set<std::string>{"closed > open", "open > closed"}));
}

TEST(States, OfAWorkItem) {
  EXPECT_EQ(
      transitions<WorkItemState>(),
      (std::set<std::string>{"open > open", "open > decided", "open > asked", "open > gone",
                             "open > signed off", "asked > open", "asked > decided", "asked > gone",
                             "decided > decided", "decided > open", "decided > gone", "decided > signed off",
                             "signed off > open", "signed off > gone", "carried forward > open",
                             "carried forward > decided", "carried forward > gone", "gone > open"}));
}

TEST(States, OfATicket) {
  EXPECT_EQ(transitions<TicketState>(),
            (std::set<std::string>{"pending > dead", "pending > pending", "pending > sent"}));
}

TEST(States, OfARemoval) {
  const std::set<std::string> expected{"planned > planned",
                                       "planned > ticketed",
                                       "planned > claimed done",
                                       "planned > rejected",
                                       "planned > verified removed",
                                       "planned > still present",
                                       "ticketed > claimed done",
                                       "ticketed > rejected",
                                       "ticketed > verified removed",
                                       "ticketed > still present",
                                       "claimed done > claimed done",
                                       "claimed done > rejected",
                                       "claimed done > verified removed",
                                       "claimed done > still present",
                                       "rejected > verified removed",
                                       "still present > still present",
                                       "still present > claimed done",
                                       "still present > rejected",
                                       "still present > verified removed",
                                       "verified removed > came back",
                                       "verified removed > rejected",
                                       "came back > claimed done",
                                       "came back > rejected",
                                       "came back > verified removed"};
  EXPECT_EQ(transitions<RemovalState>(), expected);
}

TEST(States, OnlyProofEndsARemoval) {
  for (std::size_t i = 0; i < EnumNames<RemovalState>::names.size(); ++i) {
    const auto state = static_cast<RemovalState>(i);
    EXPECT_EQ(is_open(state), state != RemovalState::verified_removed) << to_string(state);
  }
}

}  // namespace
}  // namespace reeve
