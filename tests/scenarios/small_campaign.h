// An open campaign in the in-memory store, written down by hand.
//
//   case  desk  subject  entitlement      card
//   1     ana   bo       SELECT on mails  1: bo in crm       flagged, high
//   2     ana   bo       SELECT on names  1: bo in crm
//   3     ana   cy       SELECT on mails  2: cy's own grant
//   4     ana   cy       owner of mails   3: no permitted cut
//   5     dana  di       SELECT on names  4: di in team, which ends case 1 too
//
// The snapshot knows Ana Lopes (with the account alopes), Dana Roy and Kim Bell, and nobody else.
#pragma once

#include "engine/campaign/freeze.h"
#include "engine/core/text.h"
#include "engine/store/memory_store.h"
#include "engine/workflow/desk.h"

namespace reeve::test {

class SmallCampaign {
 public:
  static constexpr UtcMillis kOpened = 1'767'225'600'000;  // 2026-01-01
  static constexpr auto kId = "0199f000-0000-7000-8000-000000000001";

  explicit SmallCampaign(int sinks = 1);

  Desk desk(const std::string& reviewer) { return load_desk(store, clock, kId, reviewer); }
  Answer decide_one(const Actor& actor, Choice choice) {
    return decide(store, clock, kId, actor, {std::move(choice)}).front();
  }
  // The standing decisions, as "case kind by".
  std::vector<std::string> standing();

  MemoryStore store;
  FixedClock clock{kOpened + kDay};
  SilentProgress progress;
  Context context;
  Actor ana{join_key({"hr", "identity", "ana"}), "Ana Lopes", "single-use link"};
  Actor dana{join_key({"hr", "identity", "dana"}), "Dana Roy", "command line as root"};
};

CardEdge membership_edge(const std::string& member, const std::string& container);

}  // namespace reeve::test
