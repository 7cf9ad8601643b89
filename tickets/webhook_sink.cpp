#include "tickets/webhook_sink.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/version.h"
#include "engine/net/address.h"
#include "engine/net/http_client.h"

namespace reeve {
namespace {

constexpr std::size_t kLongestAnswer = 64U << 10U;
constexpr std::size_t kLongestReference = 200;

struct WebhookOptions {
  Url url;
  std::string secret;
  bool allow_private = false;
  HttpSettings http;
};

bool is_true(const std::string& text) { return text == "true" || text == "yes" || text == "1"; }

int seconds_of(const Options& options) {
  const std::string text = options.optional("timeout_seconds", "10");
  int seconds = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failed != std::errc() || end != text.data() + text.size() || seconds < 1 || seconds > 300) {
    throw Error(ErrorCode::config, options.owner + ": `timeout_seconds` is `" + text + "`; use 1 to 300");
  }
  return seconds;
}

WebhookOptions read_options(const SinkConfig& config) {
  const Options options = config.checked();
  WebhookOptions out;
  out.url = parse_url(options.required("url"));
  out.allow_private = is_true(options.optional("allow_private", ""));
  options.required("secret_env");
  out.secret = options.secret("secret_env");
  if (out.secret.empty())
    throw Error(ErrorCode::config, options.owner + ": the secret that `secret_env` names is empty");
  if (out.url.scheme != "https" && !(out.url.scheme == "http" && out.allow_private)) {
    throw Error(
        ErrorCode::config,
        options.owner + ": `url` has to begin with https:// (http:// only with `allow_private = true`)");
  }
  out.http.timeout = std::chrono::seconds(seconds_of(options));
  out.http.connect_timeout = out.http.timeout;
  out.http.max_response_bytes = kLongestAnswer;
  if (!options.optional("ca_file", "").empty()) out.http.ca_file = options.path("ca_file", config.base_dir);
  return out;
}

TicketOutcome retry(std::string error) {
  return {.kind = TicketOutcome::Kind::retry, .error = std::move(error)};
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

// A request that can never be right. Everything else may be put right on either side, so it is tried again.
bool is_final(int status) {
  constexpr std::array kFinal{400, 405, 410, 411, 413, 414, 415, 422, 501};
  return std::ranges::find(kFinal, status) != kFinal.end();
}

class WebhookSink final : public TicketSink {
 public:
  WebhookSink(WebhookOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock) {}

  TicketOutcome open(const TicketText& ticket) override {
    const std::vector<std::string> addresses = resolve_host(options_.url.host);
    if (addresses.empty()) return retry("`" + options_.url.host + "` leads to no address");
    for (const std::string& address : addresses) {
      if (!options_.allow_private && is_private_address(address)) {
        return retry("`" + options_.url.host + "` leads to " + address +
                     ", which is not on the internet; set `allow_private = true` if that is meant");
      }
    }
    return send(ticket, addresses.front());
  }

 private:
  TicketOutcome send(const TicketText& ticket, const std::string& address) {
    HttpSettings settings = options_.http;
    settings.connect_to = address;
    HttpClient client(options_.url, settings);
    const HttpResponse response = client.send(request_for(ticket));
    const std::string who = "`" + options_.url.origin() + "` ";
    if (response.failure != HttpFailure::none) return retry(who + describe(response.failure, settings));
    if (response.ok()) return {.kind = TicketOutcome::Kind::sent, .external_ref = reference(response)};
    std::string error = who + "answers " + std::to_string(response.status);
    if (const std::string to = response.header("Location"); !to.empty() && response.status / 100 == 3) {
      error += " and sends on to `" + printable_utf8(to.substr(0, kLongestReference)) +
               "`; put the right address in reeve.toml";
    }
    if (is_final(response.status)) return {.kind = TicketOutcome::Kind::refused, .error = error};
    return retry(std::move(error));
  }

  HttpRequest request_for(const TicketText& ticket) const {
    const std::string body = canonical_json({{"key", ticket.idempotency_key},
                                             {"title", ticket.title},
                                             {"body", ticket.body},
                                             {"fields", ticket.fields}});
    const std::string timestamp = std::to_string(clock_.now() / 1000);
    const std::string signature = to_hex(hmac_sha256(options_.secret, timestamp + "." + body));
    return {.method = "POST",
            .target = options_.url.target,
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
