// Tickets in any system with a REST interface that a description file explains
// (docs/formats/ticket-description.md).
//
// Options, beside those of sink_http.h: `description` (required: the name of a shipped one, such as
// request_tracker, or the path of one of your own), `secret_env` (required: the environment variable that
// holds the password or token), `user` (for basic authentication), and the settings that the description
// names.
//
// Before a ticket is opened it is searched for by its key, so that one whose answer got lost is not opened
// again. Where the description says how to tell, a project that everybody can read is refused.
#pragma once

#include "engine/remediation/ticket_sink.h"

namespace reeve {

std::unique_ptr<TicketSink> make_rest_sink(const SinkConfig& config, const Clock& clock);

}  // namespace reeve
