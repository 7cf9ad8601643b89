#include "engine/sql/campaign_rows.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"

namespace reeve {
namespace {

bool knows(Connection& connection, const std::string& table, const std::string& id) {
  return select_number(connection, "count(*)", "from " + table + " where id = :id", {id}).value_or(0) > 0;
}

bool write_state(Connection& connection, const Removal& removal, RemovalState expected) {
  if (!knows(connection, "removal", removal.id)) throw no_such_removal(removal.id);
  return connection.execute(
             "update removal set state = :state, state_detail = :detail, state_at = :at, state_run = :run "
             "where id = :id and state = :expected",
             {removal.state, removal.state_detail, removal.state_at, removal.state_run, removal.id,
              expected}) == 1;
}

}  // namespace

std::vector<Removal> SqlStore::removals() {
  return database_->read([](Connection& connection) {
    return select_rows<Removal>(connection, "from removal order by decided_at, id");
  });
}

bool SqlStore::change_removal(const Removal& removal, RemovalState expected,
                              const std::vector<Ticket>& tickets) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const bool changed = write_state(connection, removal, expected);
    if (changed) insert_fresh(connection, "ticket", tickets);
    return changed;
  });
}

void SqlStore::add_removals(const std::vector<Removal>& removals, const std::vector<Ticket>& tickets) {
  database_->write(Durability::decision, [&](Connection& connection) {
    insert_fresh(connection, "removal", removals);
    insert_fresh(connection, "ticket", tickets);
  });
}

std::vector<RemovalAct> SqlStore::removal_acts() {
  return database_->read([](Connection& connection) {
    return select_rows<RemovalAct>(connection, "from removal_act order by id");
  });
}

bool SqlStore::begin_act(const RemovalAct& act, UtcMillis since) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    if (!knows(connection, "removal", act.removal_id)) throw no_such_removal(act.removal_id);
    const auto busy =
        select_number(connection, "count(*)",
                      "from removal_act where id = :id or (removal_id = :removal and outcome = :started and "
                      "started_at > :since)",
                      {act.id, act.removal_id, ActOutcome::started, since});
    if (busy.value_or(0) > 0) return false;
    insert_rows<RemovalAct>(connection, "removal_act", {act});
    return true;
  });
}

bool SqlStore::finish_act(const RemovalAct& act, const std::optional<Removal>& removal,
                          RemovalState expected) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const std::int64_t ended = connection.execute(
        "update removal_act set outcome = :outcome, detail = :detail, ended_at = :at where id = :id and "
        "outcome = :started",
        {act.outcome, act.detail, act.ended_at, act.id, ActOutcome::started});
    if (ended == 1 && removal) write_state(connection, *removal, expected);
    return ended == 1;
  });
}

void SqlStore::approve_plan(const PlanApproval& approval) {
  database_->write(Durability::decision, [&](Connection& connection) {
    const auto kept = select_number(connection, "count(*)",
                                    "from plan_approval where plan_digest = :plan and by_key = :key",
                                    {approval.plan_digest, approval.by_key});
    if (kept.value_or(0) == 0) insert_rows<PlanApproval>(connection, "plan_approval", {approval});
  });
}

std::vector<PlanApproval> SqlStore::plan_approvals(const Digest& plan_digest) {
  return database_->read([&](Connection& connection) {
    return select_rows<PlanApproval>(
        connection, "from plan_approval where plan_digest = :plan order by approved_at, by_key",
        {plan_digest});
  });
}

std::vector<Ticket> SqlStore::tickets() {
  return database_->read(
      [](Connection& connection) { return select_rows<Ticket>(connection, "from ticket order by id"); });
}

std::optional<Ticket> SqlStore::claim_ticket(UtcMillis now, UtcMillis lease) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    auto ticket = select_row<Ticket>(connection,
                                     "from ticket where state = :pending and next_attempt <= :now "
                                     "order by next_attempt, id limit 1",
                                     {TicketState::pending, now});
    if (!ticket) return ticket;
    connection.execute("update ticket set next_attempt = :until where id = :id and next_attempt = :seen",
                       {now + lease, ticket->id, ticket->next_attempt});
    ticket->next_attempt = now + lease;
    return ticket;
  });
}

void SqlStore::finish_ticket(const Ticket& ticket) {
  database_->write(Durability::decision, [&](Connection& connection) {
    if (!knows(connection, "ticket", ticket.id)) throw no_such_ticket(ticket.id);
    const bool sent = ticket.state == TicketState::sent;
    connection.execute(
        "update ticket set state = :state, external_ref = :ref, attempts = :attempts, next_attempt = :next, "
        "last_error = :error where id = :id and (state = :pending or state = :dead)",
        {ticket.state, ticket.external_ref, ticket.attempts, ticket.next_attempt, ticket.last_error,
         ticket.id, TicketState::pending, sent ? TicketState::dead : TicketState::pending});
  });
}

}  // namespace reeve
