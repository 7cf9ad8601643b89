// `reeve tickets push`, `reeve tickets list`, `reeve tickets settle`
#include "engine/workflow/tickets.h"

#include "cli/command.h"
#include "cli/table.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kShortId = 13;  // the time part of the id

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

int list(Context& context, const Args& args, Output& out) {
  Table table{.columns = {{.key = "removal", .heading = "removal"},
                          {.key = "what", .heading = "what", .wrap = true},
                          {.key = "campaign", .heading = "campaign"},
                          {.key = "decided_by", .heading = "decided by"},
                          {.key = "state", .heading = "state"},
                          {.key = "sink", .heading = "sink"},
                          {.key = "ticket", .heading = "ticket"},
                          {.key = "reference", .heading = "reference"},
                          {.key = "detail", .heading = "detail", .wrap = true}},
              .rows = {}};
  const std::unique_ptr<Store> store = context.open_store();
  for (const RemovalTickets& r : list_tickets(*store)) {
    const std::string id = args.format == "table" ? r.removal.id.substr(0, kShortId) : r.removal.id;
    const std::vector<Json> start{id, r.removal.what, r.campaign_name, r.removal.decided_by,
                                  std::string(to_string(r.removal.state))};
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
      .examples = {"reeve tickets settle 0199f000-0000 --as remove --by \"Ines Duarte\" --reason \"not "
                   "needed any more\""},
      .options = {{.name = "REMOVAL", .help = "a unique beginning of its id", .required = true},
                  {.name = "--as", .help = "what happens", .required = true, .choices = {"remove", "keep"}},
                  {.name = "--by", .help = "who settles it", .required = true},
                  {.name = "--reason", .help = "why", .required = true}},
      .prints_rows = false,
      .run = settle};
}

}  // namespace reeve::cli
