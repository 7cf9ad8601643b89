#include "engine/sql/campaign_rows.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"

namespace reeve {
namespace {

bool knows(Connection& connection, const std::string& table, const std::string& id) {
  return select_number(connection, "count(*)", "from " + table + " where id = :id", {id}).value_or(0) > 0;
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
    if (!knows(connection, "removal", removal.id)) throw no_such_removal(removal.id);
    const std::int64_t changed = connection.execute(
        "update removal set state = :state, state_detail = :detail, state_at = :at, state_run = :run "
        "where id = :id and state = :expected",
        {removal.state, removal.state_detail, removal.state_at, removal.state_run, removal.id, expected});
    if (changed == 1) insert_fresh(connection, "ticket", tickets);
    return changed == 1;
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
