// Tickets as signed POST requests (docs/formats/webhook.md).
//
// Options: `url` (required), `secret_env` (required: the environment variable that holds the key of the
// signature), `allow_private` (true: the host may lie in the own network, and http is allowed there),
// `ca_file` (PEM, for a private certificate authority), `timeout_seconds` (10).
//
// The receiver can tell a repeated request by its `Idempotency-Key`, and an old or changed one by
// `X-Reeve-Signature` = "sha256=" + hex(HMAC-SHA-256(secret, timestamp + "." + body)) with
// `X-Reeve-Timestamp` in seconds. Redirects are never followed. The host is looked up once per ticket, and
// the request goes to the address that was checked.
#pragma once

#include "engine/remediation/ticket_sink.h"

namespace reeve {

std::unique_ptr<TicketSink> make_webhook_sink(const SinkConfig& config, const Clock& clock);

}  // namespace reeve
