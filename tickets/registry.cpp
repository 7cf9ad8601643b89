#include "tickets/registry.h"

#include <vector>

#include "tickets/jsonl_sink.h"

namespace reeve {

std::span<const SinkKind> ticket_sinks() {
  static const std::vector<SinkKind> kSinks{
      {.name = "jsonl",
       .help = "appends one line of JSON per ticket to a file (option: file)",
       .create = &make_jsonl_sink},
  };
  return kSinks;
}

}  // namespace reeve
