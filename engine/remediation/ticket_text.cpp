#include "engine/remediation/ticket_text.h"

#include "engine/core/text.h"
#include "engine/core/time.h"

namespace reeve {
namespace {

std::string block(const std::string& heading, const std::string& text) {
  return text.empty() ? "" : heading + ":\n" + text + "\n\n";
}

std::string line(const std::string& heading, const std::string& text) { return heading + ": " + text + "\n"; }

// "remove a from b. That ends 2 accesses: Ana Lopes: SELECT on customers, ..." without the names.
std::string without_names(const std::string& consequence) {
  const std::string mark = ". That ends ";
  const std::size_t at = consequence.find(mark);
  const std::size_t end = at == std::string::npos ? at : consequence.find(':', at + mark.size());
  return end == std::string::npos ? consequence : consequence.substr(0, end) + ".";
}

std::string consequence_for(const Removal& removal, const TicketOccasion& occasion) {
  return occasion.confidentiality == Confidentiality::confidential ? removal.consequence
                                                                   : without_names(removal.consequence);
}

std::string decision_line(const Removal& r, const TicketOccasion& occasion) {
  const bool named = occasion.confidentiality == Confidentiality::confidential;
  return line("Decided",
              (named ? "by " + r.decided_by + " on " : "on ") + format_date(r.decided_at) +
                  (occasion.campaign_name.empty() ? "" : " in \"" + occasion.campaign_name + "\"") + ", " +
                  occasion.company);
}

std::string body_of(const Removal& r, const std::string& key, const TicketOccasion& occasion) {
  std::string body = "An access review decided that this access has to go.\n\n";
  body += line("What", r.what);
  body += line("Where", r.edge.source + " (" + std::string(to_string(r.edge.section)) + ")");
  body += decision_line(r, occasion);
  if (occasion.due != 0) body += line("Until", format_date(occasion.due));
  body += "\n";
  body += block("To remove it", r.statement.empty() ? r.what : r.statement);
  body += block("To bring it back, should that be necessary", r.inverse);
  body += block("What else changes", consequence_for(r, occasion));
  body += "Nothing has to be reported back: the next complete read of " + r.edge.source +
          " shows whether the access is gone.\n\n";
  if (!occasion.link.empty()) body += line("More", occasion.link);
  return body + line("Reference", key);
}

// Keys are bytes of the source; a ticket is text.
Json printable(const std::vector<std::string>& parts) {
  Json list = Json::array();
  for (const std::string& part : parts) list.push_back(printable_utf8(part));
  return list;
}

}  // namespace

TicketText ticket_text(const Removal& removal, const Ticket& ticket, const TicketOccasion& occasion) {
  Json fields = {{"removal", removal.id},
                 {"campaign", removal.campaign_id},
                 {"source", removal.edge.source},
                 {"section", to_string(removal.edge.section)},
                 {"edge", printable(split_key(removal.edge.edge_key))},
                 {"what", removal.what},
                 {"statement", removal.statement},
                 {"inverse", removal.inverse},
                 {"consequence", consequence_for(removal, occasion)},
                 {"decided_at", format_time(removal.decided_at)},
                 {"due", occasion.due == 0 ? "" : format_date(occasion.due)},
                 {"link", occasion.link}};
  if (occasion.confidentiality == Confidentiality::confidential) fields["decided_by"] = removal.decided_by;
  return {.idempotency_key = ticket.idempotency_key,
          .title = "Access review: " + removal.what,
          .body = body_of(removal, ticket.idempotency_key, occasion),
          .fields = std::move(fields)};
}

std::string idempotency_key(const Removal& removal, const std::string& sink, int round) {
  const Digest digest = Sha256()
                            .update_sized(removal.campaign_id)
                            .update_sized(removal.edge.source)
                            .update_sized(to_string(removal.edge.section))
                            .update_sized(removal.edge.edge_key)
                            .update_sized(sink)
                            .update_sized(std::to_string(round))
                            .finish();
  return "reeve-" + to_hex(digest).substr(0, 32);
}

}  // namespace reeve
