#include "engine/remediation/states.h"

#include <algorithm>
#include <array>
#include <utility>

namespace reeve {
namespace {

using R = RemovalState;
constexpr auto kRemoval = std::to_array<std::pair<R, R>>({
    {R::planned, R::planned},  // a ticket is added, or it is no longer held
    {R::planned, R::ticketed},
    {R::planned, R::claimed_done},  // reeve itself took it away
    {R::planned, R::rejected},
    {R::planned, R::verified_removed},
    {R::planned, R::still_present},
    {R::ticketed, R::claimed_done},
    {R::ticketed, R::rejected},
    {R::ticketed, R::verified_removed},
    {R::ticketed, R::still_present},
    {R::claimed_done, R::claimed_done},
    {R::claimed_done, R::rejected},  // it was put back
    {R::claimed_done, R::verified_removed},
    {R::claimed_done, R::still_present},
    {R::rejected, R::verified_removed},
    {R::still_present, R::still_present},  // seen again in a later run
    {R::still_present, R::claimed_done},
    {R::still_present, R::rejected},
    {R::still_present, R::verified_removed},
    {R::verified_removed, R::came_back},
    {R::verified_removed, R::rejected},  // it was put back
    {R::came_back, R::claimed_done},
    {R::came_back, R::rejected},
    {R::came_back, R::verified_removed},
});

constexpr auto kTicket = std::to_array<std::pair<TicketState, TicketState>>({
    {TicketState::pending, TicketState::pending},
    {TicketState::pending, TicketState::sent},
    {TicketState::pending, TicketState::dead},
});

}  // namespace

bool may_become(RemovalState from, RemovalState to) {
  return std::ranges::find(kRemoval, std::pair{from, to}) != kRemoval.end();
}

bool may_become(TicketState from, TicketState to) {
  return std::ranges::find(kTicket, std::pair{from, to}) != kTicket.end();
}

bool is_open(RemovalState state) { return state != R::verified_removed; }

}  // namespace reeve
