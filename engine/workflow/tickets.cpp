#include "engine/workflow/tickets.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "engine/campaign/removal_plan.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/remediation/retry.h"
#include "engine/remediation/states.h"
#include "engine/remediation/ticket_text.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/removal_deadlines.h"
#include "engine/workflow/removal_lookup.h"
#include "engine/workflow/ticket_drafts.h"
#include "engine/workflow/ticket_sinks.h"

namespace reeve {
namespace {

// After so many failures in a row a sink is left alone for a while.
constexpr int kMostFailures = 3;
constexpr UtcMillis kBreak = 5LL * 60 * 1000;

std::map<std::string, Removal> removals_by_id(Store& store) {
  std::map<std::string, Removal> by_id;
  for (Removal& removal : store.removals()) by_id.emplace(removal.id, removal);
  return by_id;
}

std::map<std::string, std::string> campaign_names(Store& store) {
  std::map<std::string, std::string> names;
  for (const Campaign& c : store.campaigns()) names[c.id] = c.name;
  return names;
}

bool is_given_up(const std::vector<Ticket>& tickets, const std::string& sink) {
  bool dead = false;
  for (const Ticket& ticket : tickets) {
    if (ticket.sink != sink) continue;
    if (ticket.state != TicketState::dead) return false;
    dead = true;
  }
  return dead;
}

class Pusher {
 public:
  Pusher(Context& context, Store& store)
      : context_(context),
        store_(store),
        sinks_(make_sinks(context)),
        campaigns_(campaign_names(store)),
        deadlines_(store, context.config.removal) {}

  PushResult run(DeadTickets dead) {
    add_missing(dead);
    removals_ = removals_by_id(store_);
    while (std::optional<Ticket> ticket = store_.claim_ticket(context_.clock->now(), kTicketLease))
      push(*ticket);
    mark_ticketed();
    name_waiting();
    return std::move(result_);
  }

 private:
  // Tickets for removals that wait without any, and for those that were given up. A removal that was asked
  // for once is never asked for at another place as well.
  void add_missing(DeadTickets dead) {
    std::map<std::string, std::vector<Ticket>> tickets_of;
    for (Ticket& ticket : store_.tickets()) tickets_of[ticket.removal_id].push_back(std::move(ticket));
    for (const Removal& removal : store_.removals()) {
      if (!is_open(removal.state) || removal.state == RemovalState::rejected) continue;
      const std::vector<Ticket>& own = tickets_of[removal.id];
      if (own.empty() && removal.state != RemovalState::planned) continue;
      std::vector<Ticket> drafts =
          draft_tickets(removal, context_.config.ticket_sinks, context_.clock->now());
      std::erase_if(drafts, [&](const Ticket& draft) {
        return !own.empty() && (dead == DeadTickets::leave || !is_given_up(own, draft.sink));
      });
      if (!drafts.empty() && store_.change_removal(removal, removal.state, drafts))
        result_.added += drafts.size();
    }
  }

  void push(Ticket ticket) {
    if (is_settled(removals_.at(ticket.removal_id))) return call_off(std::move(ticket));
    if (failures_[ticket.sink] >= kMostFailures) return put_off(std::move(ticket));
    const TicketOutcome outcome = ask(ticket);
    failures_[ticket.sink] = outcome.kind == TicketOutcome::Kind::retry ? failures_[ticket.sink] + 1 : 0;
    if (outcome.kind == TicketOutcome::Kind::sent) {
      ++ticket.attempts;
      ticket.state = TicketState::sent;
      ticket.external_ref = outcome.external_ref;
      ticket.last_error.clear();
      result_.sent.push_back(ticket);
    } else {
      const UtcMillis now = context_.clock->now();
      ticket = after_failure(ticket, outcome.error, now);
      ticket.next_attempt = std::max(ticket.next_attempt, now + outcome.retry_after);
      if (outcome.kind == TicketOutcome::Kind::refused) ticket.state = TicketState::dead;
      if (ticket.state == TicketState::dead) result_.dead.push_back(ticket);
    }
    store_.finish_ticket(ticket);
  }

  // It was done, proven or rejected before anybody was asked.
  static bool is_settled(const Removal& removal) {
    return removal.state == RemovalState::claimed_done || removal.state == RemovalState::rejected ||
           !is_open(removal.state);
  }
  void call_off(Ticket ticket) {
    ticket.state = TicketState::dead;
    ticket.last_error =
        "not sent: the removal is " + std::string(to_string(removals_.at(ticket.removal_id).state));
    store_.finish_ticket(ticket);
  }

  // Not tried, and not counted as tried.
  void put_off(Ticket ticket) {
    ticket.next_attempt = context_.clock->now() + kBreak;
    ticket.last_error = "not tried: the sink failed " + std::to_string(kMostFailures) + " times in a row";
    store_.finish_ticket(ticket);
  }

  TicketOutcome ask(const Ticket& ticket) {
    const auto sink = sinks_.find(ticket.sink);
    if (sink == sinks_.end()) {
      return {.kind = TicketOutcome::Kind::retry,
              .error =
                  "reeve.toml has no ticket sink `" + ticket.sink + "`; add it or wait until it is given up"};
    }
    const Removal& removal = removals_.at(ticket.removal_id);
    return sink->second->open(ticket_text(removal, ticket, occasion_of(removal, ticket)));
  }

  TicketOccasion occasion_of(const Removal& removal, const Ticket& ticket) {
    const auto& sinks = context_.config.ticket_sinks;
    return {.company = context_.config.company,
            .campaign_name = campaigns_[removal.campaign_id],
            .due = deadlines_.due(removal),
            .link = context_.config.portal_url,
            .confidentiality = confidentiality_of(*std::ranges::find(sinks, ticket.sink, &SinkConfig::name))};
  }

  // After every push, so that a crash between sending and this leaves nothing behind.
  void mark_ticketed() {
    std::set<std::string> asked;
    for (const Ticket& ticket : store_.tickets()) {
      if (ticket.state == TicketState::sent) asked.insert(ticket.removal_id);
    }
    for (Removal removal : store_.removals()) {
      if (removal.state != RemovalState::planned || !asked.contains(removal.id)) continue;
      removal.state = RemovalState::ticketed;
      removal.state_at = context_.clock->now();
      store_.change_removal(removal, RemovalState::planned, {});
    }
  }

  void name_waiting() {
    std::ranges::copy_if(store_.tickets(), std::back_inserter(result_.waiting),
                         [](const Ticket& ticket) { return ticket.state == TicketState::pending; });
  }

  Context& context_;
  Store& store_;
  const TicketSinks sinks_;
  std::map<std::string, std::string> campaigns_;
  RemovalDeadlines deadlines_;
  std::map<std::string, Removal> removals_;
  std::map<std::string, int> failures_;  // of each sink, in a row
  PushResult result_;
};

// The keys of the people whose decisions contradict each other about this edge, and of those who decided that
// it goes.
std::set<std::string> in_dispute(Store& store, const Removal& removal) {
  const CampaignContent content = store.campaign(removal.campaign_id);
  const StandingDecisions standing =
      standing_decisions(content.work_items, store.decisions(removal.campaign_id));
  std::set<std::string> people;
  const auto add = [&](std::int32_t case_no) {
    if (const auto it = standing.find(case_no); it != standing.end()) people.insert(it->second.by_key);
  };
  std::ranges::for_each(removal.cases, add);
  for (const Contradiction& c : contradictions(content.cases, content.cards, standing)) {
    if (std::ranges::find(c.edges, removal.edge) == c.edges.end()) continue;
    add(c.revoked_case);
    add(c.kept_case);
  }
  return people;
}

// The name of the person who settles it, where she may.
std::string settler(Store& store, const Removal& removal, const std::string& by) {
  const Snapshot snapshot = newest_snapshot(store);
  const IdentityIx person = find_person(snapshot, by);
  for (const std::string& key : in_dispute(store, removal)) {
    if (key != snapshot.subject_key(person) && !same_person(snapshot, person, person_of(snapshot, key)))
      continue;
    throw Error(
        ErrorCode::refused,
        "`" + by + "` decided one of the two cases; somebody else has to settle it, best the data owner");
  }
  return display_name(snapshot, person);
}

}  // namespace

std::vector<RemovalTickets> list_tickets(Store& store) {
  const auto names = campaign_names(store);
  std::map<std::string, std::vector<Ticket>> tickets;
  for (Ticket& ticket : store.tickets()) tickets[ticket.removal_id].push_back(ticket);
  std::vector<RemovalTickets> rows;
  for (Removal& removal : store.removals()) {
    const auto name = names.find(removal.campaign_id);
    const auto own = tickets.find(removal.id);
    rows.push_back({.removal = removal,
                    .campaign_name = name == names.end() ? "" : name->second,
                    .tickets = own == tickets.end() ? std::vector<Ticket>() : own->second});
  }
  return rows;
}

PushResult push_tickets(Context& context, Store& store, DeadTickets dead) {
  return Pusher(context, store).run(dead);
}

Removal settle_removal(Context& context, Store& store, const std::string& text, Settlement settlement,
                       const std::string& by, const std::string& reason) {
  if (trim(reason).empty()) throw Error(ErrorCode::usage, "settling needs a reason; give it with `--reason`");
  Removal removal = find_removal(store, text);
  if (!is_held(removal)) {
    throw Error(ErrorCode::conflict,
                "removal `" + text + "` is not held; it is " + std::string(to_string(removal.state)));
  }
  const std::string name = settler(store, removal, by);
  const UtcMillis now = context.clock->now();
  removal.state = settlement == Settlement::keep ? RemovalState::rejected : RemovalState::planned;
  removal.state_detail =
      "settled by " + name + " (" + context.acting_user + "): " + std::string(trim(reason));
  removal.state_at = now;
  const std::vector<Ticket> tickets = settlement == Settlement::keep
                                          ? std::vector<Ticket>()
                                          : draft_tickets(removal, context.config.ticket_sinks, now);
  if (!store.change_removal(removal, RemovalState::planned, tickets)) {
    throw Error(ErrorCode::conflict, "removal `" + text + "` changed meanwhile; look at it again");
  }
  return removal;
}

}  // namespace reeve
