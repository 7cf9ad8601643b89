// The ticket sinks of reeve.toml, made.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/remediation/ticket_sink.h"
#include "engine/workflow/context.h"

namespace reeve {

using TicketSinks = std::map<std::string, std::unique_ptr<TicketSink>>;  // by name

// Throws Error{config} where one cannot be made, or has no such kind.
TicketSinks make_sinks(const Context& context);
// The option `confidentiality` of the sink. Throws Error{config} where it is neither internal nor
// confidential.
Confidentiality confidentiality_of(const SinkConfig& config);

}  // namespace reeve
