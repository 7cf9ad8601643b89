// `reeve tickets push`, `reeve tickets pull`, `reeve tickets list`, `reeve tickets settle`
#include "engine/workflow/tickets.h"

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"
#include "engine/workflow/removal_deadlines.h"
#include "engine/workflow/removal_lookup.h"
#include "engine/workflow/ticket_pull.h"

namespace reeve::cli {
namespace {

std::vector<Column> push_columns() {
  return {{.key = "sink", .heading = "sink"},
          {.key = "state", .heading = "state"},
          {.key = "reference", .heading = "reference"},
          {.key = "attempts", .heading = "attempts", .right = true},
          {.key = "next_attempt", .heading = "next attempt"},
          {.key = "error", .heading = "error", .wrap = true}};
}

void add_rows(const std::vector<Ticket>& tickets, Table& table) {
  for (const Ticket& t : tickets) {
    table.rows.push_back({t.sink, std::string(to_string(t.state)), t.external_ref, t.attempts,
                          t.state == TicketState::pending ? format_time(t.next_attempt) : "", t.last_error});
  }
}

int push(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const PushResult result =
      push_tickets(context, *store, args.has("--dead") ? DeadTickets::send_again : DeadTickets::leave);
  Table table{.columns = push_columns(), .rows = {}};
  add_rows(result.sent, table);
  add_rows(result.waiting, table);
  add_rows(result.dead, table);
  print(table, args, out);
  out.messages << count_of(result.sent.size(), "ticket", "tickets") << " sent, " << result.waiting.size()
               << " to be tried again, " << result.dead.size() << " given up\n";
  return result.waiting.empty() && result.dead.empty() ? 0 : 1;
}

int pull(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const PullResult result = pull_tickets(context, *store);
  Table table{.columns = {{.key = "removal", .heading = "removal"},
                          {.key = "what", .heading = "what", .wrap = true},
                          {.key = "reference", .heading = "reference"},
                          {.key = "says", .heading = "says", .wrap = true},
                          {.key = "before", .heading = "before"},
                          {.key = "now", .heading = "now"},
                          {.key = "due", .heading = "due"}},
              .rows = {}};
  const auto short_name = short_names(store->removals());
  std::size_t overdue = 0;
  std::size_t rejected = 0;
  for (const PulledTicket& t : result.tickets) {
    overdue += t.overdue ? 1 : 0;
    rejected += t.removal.state == RemovalState::rejected ? 1 : 0;
    table.rows.push_back({args.format == "table" ? short_name.at(t.removal.id) : t.removal.id, t.removal.what,
                          t.ticket.external_ref, t.status.detail, std::string(to_string(t.before)),
                          std::string(to_string(t.removal.state)),
                          format_date(t.due) + (t.overdue ? ", overdue" : "")});
  }
  print(table, args, out);
  out.messages << "asked about " << count_of(result.tickets.size(), "ticket", "tickets") << ": " << rejected
               << " rejected, " << overdue << " overdue, " << result.not_told << " that could not be told\n";
  if (result.not_told > 0) return 1;
  return rejected > 0 || overdue > 0 ? 2 : 0;
}

int list(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "removal", .heading = "removal"},
                          {.key = "what", .heading = "what", .wrap = true},
                          {.key = "campaign", .heading = "campaign"},
                          {.key = "decided_by", .heading = "decided by"},
                          {.key = "state", .heading = "state"},
                          {.key = "due", .heading = "due"},
                          {.key = "sink", .heading = "sink"},
                          {.key = "ticket", .heading = "ticket"},
                          {.key = "reference", .heading = "reference"},
                          {.key = "detail", .heading = "detail", .wrap = true}},
              .rows = {}};
  const std::unique_ptr<Store> store = context.open_store();
  const auto short_name = short_names(store->removals());
  RemovalDeadlines deadlines(*store, context.config.removal);
  for (const RemovalTickets& r : list_tickets(*store)) {
    const std::string id = args.format == "table" ? short_name.at(r.removal.id) : r.removal.id;
    const std::vector<Json> start{
        id,
        r.removal.what,
        r.campaign_name,
        r.removal.decided_by,
        std::string(to_string(r.removal.state)),
        format_date(deadlines.due(r.removal)) +
            (deadlines.is_overdue(r.removal, context.clock->now()) ? ", overdue" : "")};
    std::vector<Ticket> tickets = r.tickets;
    if (tickets.empty()) tickets.push_back({});
    for (const Ticket& t : tickets) {
      std::vector<Json> row = start;
      row.insert(row.end(), {t.sink, r.tickets.empty() ? "none" : std::string(to_string(t.state)),
                             t.external_ref, t.last_error.empty() ? r.removal.state_detail : t.last_error});
      table.rows.push_back(std::move(row));
    }
  }
  print(table, args, out);
  if (table.rows.empty()) out.messages << "nothing is to be removed\n";
  return 0;
}

int settle(Context& context, const Args& args, Output& out) {
  const std::unique_ptr<Store> store = context.open_store();
  const Removal removal = settle_removal(context, *store, args.get("REMOVAL"),
                                         args.get("--as") == "remove" ? Settlement::remove : Settlement::keep,
                                         args.get("--by"), args.get("--reason"));
  out.messages << printable_utf8(removal.what) << ": " << to_string(removal.state)
               << (removal.state_detail.empty() ? "" : ", " + printable_utf8(removal.state_detail)) << "\n";
  return 0;
}

}  // namespace

Command tickets_push_command() {
  return {
      .name = "tickets push",
      .group = "remove",
      .summary = "Send the tickets that are due",
      .details =
          "One ticket for each removal and each sink of reeve.toml, never two. One that cannot be sent is "
          "tried again later by the next push, after the time that it shows. Exit code 1 while one is not "
          "sent: it failed now, waits after an earlier failure, is being sent by another push, or was given "
          "up now.",
      .examples = {"reeve tickets push", "reeve tickets push --dead"},
      .options = {{.name = "--dead",
                   .help = "also send those again that were given up",
                   .kind = OptionSpec::Kind::flag}},
      .run = push};
}

Command tickets_pull_command() {
  return {
      .name = "tickets pull",
      .group = "remove",
      .summary = "Ask ticket systems what became of the tickets",
      .details =
          "Asks about every ticket that was sent and whose removal is not proven, where the sink can be "
          "asked. A closed ticket makes a removal claimed done and proves nothing; a rejected one goes back "
          "to whoever decided, with the reason. Exit code 2 where one is rejected or overdue, 1 where a "
          "system does not answer.",
      .examples = {"reeve tickets pull"},
      .run = pull};
}

Command tickets_list_command() {
  return {.name = "tickets list",
          .group = "remove",
          .summary = "List what is to be removed, with its tickets",
          .details =
              "A closed ticket proves nothing; the state says what a later read has shown. A removal that is "
              "held waits until somebody settles it.",
          .examples = {"reeve tickets list", "reeve tickets list --format json"},
          .run = list};
}

Command tickets_settle_command() {
  return {
      .name = "tickets settle",
      .group = "remove",
      .summary = "End the hold of a removal that two decisions contradict",
      .details =
          "Done by a person of the newest snapshot other than the two who decided. The record says who "
          "settled it and why.",
      .examples = {"reeve tickets settle 3fd1c09a --as remove --by \"Ines Duarte\" --reason \"not "
                   "needed any more\""},
      .options = {{.name = "REMOVAL",
                   .help =
                       "its short name in `reeve tickets list`, or another unique beginning or end of its id",
                   .required = true},
                  {.name = "--as", .help = "what happens", .required = true, .choices = {"remove", "keep"}},
                  {.name = "--by", .help = "who settles it", .required = true},
                  {.name = "--reason", .help = "why", .required = true}},
      .prints_rows = false,
      .run = settle};
}

}  // namespace reeve::cli
