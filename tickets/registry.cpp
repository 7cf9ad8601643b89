#include "tickets/registry.h"

#include <vector>

#include "tickets/jsonl_sink.h"
#include "tickets/rest_sink.h"
#include "tickets/webhook_sink.h"

namespace reeve {

std::span<const SinkKind> ticket_sinks() {
  static const std::vector<SinkKind> kSinks{
      {.name = "jsonl",
       .help = "appends one line of JSON per ticket to a file (option: file)",
       .create = &make_jsonl_sink},
      {.name = "rest",
       .help =
           "opens tickets in a ticket system with a REST interface and follows them (options: description, "
           "url, secret_env)",
       .create = &make_rest_sink},
      {.name = "webhook",
       .help = "sends each ticket to an address of yours, signed (options: url, secret_env)",
       .create = &make_webhook_sink},
  };
  return kSinks;
}

}  // namespace reeve
