#include "tickets/webhook_sink.h"

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/version.h"
#include "tickets/sink_http.h"

namespace reeve {
namespace {

constexpr std::size_t kLongestReference = 200;

struct WebhookOptions {
  SinkPeer peer;
  std::string secret;
};

WebhookOptions read_options(const SinkConfig& config) {
  const Options options = config.checked();
  WebhookOptions out{.peer = sink_peer(config), .secret = {}};
  options.required("secret_env");
  out.secret = options.secret("secret_env");
  if (out.secret.empty())
    throw Error(ErrorCode::config, options.owner + ": the secret that `secret_env` names is empty");
  return out;
}

// What the receiver calls the ticket: its `id` or `ref`, else where it says that it is.
std::string reference(const HttpResponse& response) {
  const Json answer = Json::parse(response.body, nullptr, false);
  std::string text = response.header("Location");
  for (const char* name : {"ref", "id"}) {
    if (!answer.is_object() || !answer.contains(name)) continue;
    const Json& value = answer[name];
    if (value.is_string()) text = value.get<std::string>();
    if (value.is_number_integer()) text = value.dump();
  }
  text = printable_utf8(text.substr(0, kLongestReference));
  return text.empty() ? "HTTP " + std::to_string(response.status) : text;
}

class WebhookSink final : public TicketSink {
 public:
  WebhookSink(WebhookOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock) {}

  TicketOutcome open(const TicketText& ticket) override {
    const SinkAnswer answer = ask(options_.peer, request_for(ticket));
    if (!answer.failure.empty()) return retry_later(answer.failure);
    if (answer.response.ok())
      return {.kind = TicketOutcome::Kind::sent, .external_ref = reference(answer.response)};
    return outcome_of(options_.peer, answer.response);
  }

 private:
  HttpRequest request_for(const TicketText& ticket) const {
    const std::string body = canonical_json({{"key", ticket.idempotency_key},
                                             {"title", ticket.title},
                                             {"body", ticket.body},
                                             {"fields", ticket.fields}});
    const std::string timestamp = std::to_string(clock_.now() / 1000);
    const std::string signature = to_hex(hmac_sha256(options_.secret, timestamp + "." + body));
    return {.method = "POST",
            .target = options_.peer.url.target,
            .headers = {{"Idempotency-Key", ticket.idempotency_key},
                        {"X-Reeve-Timestamp", timestamp},
                        {"X-Reeve-Signature", "sha256=" + signature},
                        {"User-Agent", "reeve/" + std::string(version())}},
            .body = body};
  }

  const WebhookOptions options_;
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<TicketSink> make_webhook_sink(const SinkConfig& config, const Clock& clock) {
  return std::make_unique<WebhookSink>(read_options(config), clock);
}

}  // namespace reeve
