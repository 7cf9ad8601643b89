#include "engine/remediation/ticket_text.h"

#include "engine/core/text.h"
#include "engine/core/time.h"

namespace reeve {
namespace {

std::string block(const std::string& heading, const std::string& text) {
  return text.empty() ? "" : heading + ":\n" + text + "\n\n";
}

std::string line(const std::string& heading, const std::string& text) { return heading + ": " + text + "\n"; }

std::string body_of(const Removal& r, const std::string& key, const std::string& company,
                    const std::string& campaign_name) {
  std::string body = "An access review decided that this access has to go.\n\n";
  body += line("What", r.what);
  body += line("Where", r.edge.source + " (" + std::string(to_string(r.edge.section)) + ")");
  body += line("Decided", "by " + r.decided_by + " on " + format_date(r.decided_at) + " in \"" +
                              campaign_name + "\", " + company);
  body += "\n";
  body += block("To remove it", r.statement.empty() ? r.what : r.statement);
  body += block("To bring it back, should that be necessary", r.inverse);
  body += block("What else changes", r.consequence);
  body += "Nothing has to be reported back: the next complete read of " + r.edge.source +
          " shows whether the access is gone.\n\n";
  return body + line("Reference", key);
}

// Keys are bytes of the source; a ticket is text.
Json printable(const std::vector<std::string>& parts) {
  Json list = Json::array();
  for (const std::string& part : parts) list.push_back(printable_utf8(part));
  return list;
}

}  // namespace

TicketText ticket_text(const Removal& removal, const Ticket& ticket, const std::string& company,
                       const std::string& campaign_name) {
  return {.idempotency_key = ticket.idempotency_key,
          .title = "Access review: " + removal.what,
          .body = body_of(removal, ticket.idempotency_key, company, campaign_name),
          .fields = {{"removal", removal.id},
                     {"campaign", removal.campaign_id},
                     {"source", removal.edge.source},
                     {"section", to_string(removal.edge.section)},
                     {"edge", printable(split_key(removal.edge.edge_key))},
                     {"what", removal.what},
                     {"statement", removal.statement},
                     {"inverse", removal.inverse},
                     {"consequence", removal.consequence},
                     {"decided_by", removal.decided_by},
                     {"decided_at", format_time(removal.decided_at)}}};
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
