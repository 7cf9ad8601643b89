// Tickets as lines of JSON in a file: for a script that carries them on, and the template of a sink.
//
// Option `file` (required): the file, created where it is missing. Several processes may append to one file:
// a lock makes search and append one step. A line that a crash cut short is left as it stands and closed with
// a newline, so that it never swallows the next one.
#pragma once

#include "engine/remediation/ticket_sink.h"

namespace reeve {

std::unique_ptr<TicketSink> make_jsonl_sink(const SinkConfig& config, const Clock& clock);

}  // namespace reeve
