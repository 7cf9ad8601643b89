// What every sink that talks HTTP does alike: options, where it may connect to, which answers can be tried
// again.
#pragma once

#include <string>

#include "engine/net/http_client.h"
#include "engine/remediation/ticket_sink.h"

namespace reeve {

// Options `url` (required), `allow_private` (the host may lie in the own network, and http is allowed there),
// `ca_file` (PEM), `timeout_seconds` (10). Throws Error{config} where one is wrong.
struct SinkPeer {
  Url url;
  bool allow_private = false;
  HttpSettings http;
};
SinkPeer sink_peer(const SinkConfig& config);

// One request. `failure` empty: there is an answer, whatever its status. The host is looked up once, and the
// request goes to the address that was checked. Redirects are not followed.
struct SinkAnswer {
  HttpResponse response;
  std::string failure;
};
SinkAnswer ask(const SinkPeer& peer, const HttpRequest& request);

// Of an answer that is no success: refused where the request can never be right; else to be tried again,
// after the time that the answer asks for.
TicketOutcome outcome_of(const SinkPeer& peer, const HttpResponse& response);
TicketOutcome retry_later(std::string error);

}  // namespace reeve
