#include "engine/policy/waivers.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

constexpr UtcMillis kNow = 1000 * kDay;

Waiver waiver() {
  Waiver waiver;
  waiver.rule = "a/b";
  waiver.subject_key = "ana";
  waiver.entitlement_key = "orders";
  waiver.reason = "migration";
  waiver.requested_by = "ben";
  waiver.approved_by = "cleo";
  waiver.from = kNow - kDay;
  waiver.until = kNow + kDay;
  return waiver;
}

Finding finding() {
  Finding finding;
  finding.rule = "a/b";
  finding.subject_key = "ana";
  finding.entitlement_key = "orders";
  return finding;
}

TEST(Waivers, StandSomewhere) {
  Waiver w = waiver();
  EXPECT_EQ(state_of(w, kNow), WaiverState::in_force);
  EXPECT_EQ(state_of(w, w.from), WaiverState::in_force);
  EXPECT_EQ(state_of(w, w.from - 1), WaiverState::future);
  EXPECT_EQ(state_of(w, w.until - 1), WaiverState::in_force);
  EXPECT_EQ(state_of(w, w.until), WaiverState::expired);
  w.revoked_by = "dan";
  EXPECT_EQ(state_of(w, w.until), WaiverState::revoked);
}

TEST(Waivers, CoverWhatTheyName) {
  EXPECT_TRUE(covers(waiver(), finding()));
  Waiver any = waiver();
  any.subject_key = any.entitlement_key = "";
  EXPECT_TRUE(covers(any, finding()));
  for (std::string Finding::*field : {&Finding::rule, &Finding::subject_key, &Finding::entitlement_key}) {
    Finding other = finding();
    other.*field = "other";
    EXPECT_FALSE(covers(waiver(), other));
  }
  Finding about_waiver = finding();
  about_waiver.grain = Grain::waiver;
  EXPECT_FALSE(covers(waiver(), about_waiver));
}

TEST(Waivers, TheOneThatLastsLongestCounts) {
  Waiver longer = waiver(), expired = waiver(), other = waiver();
  longer.until += kDay;
  expired.until = kNow;
  other.rule = "c/d";
  const std::vector<Waiver> waivers{expired, waiver(), longer, other};
  EXPECT_EQ(waiver_in_force(waivers, finding(), kNow), &waivers[2]);
  EXPECT_EQ(waiver_in_force({expired, other}, finding(), kNow), nullptr);
}

TEST(Waivers, AreRefusedWithAReason) {
  EXPECT_EQ(objection(waiver(), {"ana"}, 365), "");
  EXPECT_EQ(objection(waiver(), {"ana", "cleo"}, 365), "who profits from a waiver cannot approve it");
  const auto with = [](auto change) {
    Waiver w = waiver();
    change(w);
    return objection(w, {"ana"}, 365);
  };
  EXPECT_EQ(with([](Waiver& w) { w.requested_by = "cleo"; }), "who asks for a waiver cannot approve it");
  EXPECT_EQ(with([](Waiver& w) { w.reason = " "; }), "a waiver needs a reason");
  EXPECT_EQ(with([](Waiver& w) { w.until = w.from; }), "a waiver has to end after it begins");
  EXPECT_EQ(with([](Waiver& w) { w.until = w.from + 365 * kDay; }), "");
  EXPECT_EQ(with([](Waiver& w) { w.until = w.from + 365 * kDay + 1; }),
            "a waiver ends at most 365 days after it begins (`waiver_days_maximum` in thresholds.json)");
}

}  // namespace
}  // namespace reeve
