#include "tickets/sink_http.h"

#include <algorithm>
#include <array>

#include "engine/core/error.h"
#include "engine/core/number.h"
#include "engine/core/text.h"
#include "engine/net/address.h"

namespace reeve {
namespace {

constexpr std::size_t kLongestAnswer = 4U << 20U;
constexpr std::size_t kLongestReference = 200;

bool is_true(const std::string& text) { return text == "true" || text == "yes" || text == "1"; }

int seconds_of(const Options& options) {
  const std::string text = options.optional("timeout_seconds", "10");
  const std::optional<int> seconds = parse_number<int>(text);
  if (!seconds || *seconds < 1 || *seconds > 300)
    throw Error(ErrorCode::config, options.owner + ": `timeout_seconds` is `" + text + "`; use 1 to 300");
  return *seconds;
}

// A request that can never be right. Everything else may be put right on either side, so it is tried again.
bool is_final(int status) {
  constexpr std::array kFinal{400, 405, 410, 411, 413, 414, 415, 422, 501};
  return std::ranges::find(kFinal, status) != kFinal.end();
}

// Seconds; an answer may also name a date, which is passed over.
UtcMillis asked_to_wait(const HttpResponse& response) {
  constexpr int kMost = 24 * 3600;
  const std::optional<int> seconds = parse_number<int>(response.header("Retry-After"));
  return seconds && *seconds > 0 ? std::min(*seconds, kMost) * 1000LL : 0;
}

}  // namespace

SinkPeer sink_peer(const SinkConfig& config) {
  const Options options = config.checked();
  SinkPeer peer;
  peer.url = parse_url(options.required("url"));
  peer.allow_private = is_true(options.optional("allow_private", ""));
  if (peer.url.scheme != "https" && !(peer.url.scheme == "http" && peer.allow_private)) {
    throw Error(
        ErrorCode::config,
        options.owner + ": `url` has to begin with https:// (http:// only with `allow_private = true`)");
  }
  peer.http.timeout = std::chrono::seconds(seconds_of(options));
  peer.http.connect_timeout = peer.http.timeout;
  peer.http.max_response_bytes = kLongestAnswer;
  if (!options.optional("ca_file", "").empty()) peer.http.ca_file = options.path("ca_file", config.base_dir);
  return peer;
}

SinkAnswer ask(const SinkPeer& peer, const HttpRequest& request) {
  const std::vector<std::string> addresses = resolve_host(peer.url.host);
  if (addresses.empty()) return {{}, "`" + peer.url.host + "` leads to no address"};
  for (const std::string& address : addresses) {
    if (!peer.allow_private && is_private_address(address)) {
      return {{},
              "`" + peer.url.host + "` leads to " + address +
                  ", which is not on the internet; set `allow_private = true` if that is meant"};
    }
  }
  HttpSettings settings = peer.http;
  settings.connect_to = addresses.front();
  HttpClient client(peer.url, settings);
  SinkAnswer answer{.response = client.send(request), .failure = {}};
  if (answer.response.failure != HttpFailure::none)
    answer.failure = "`" + peer.url.origin() + "` " + describe(answer.response.failure, settings);
  return answer;
}

TicketOutcome retry_later(std::string error) {
  return {.kind = TicketOutcome::Kind::retry, .error = std::move(error)};
}

TicketOutcome outcome_of(const SinkPeer& peer, const HttpResponse& response) {
  TicketOutcome outcome =
      retry_later("`" + peer.url.origin() + "` answers " + std::to_string(response.status));
  if (const std::string to = response.header("Location"); !to.empty() && response.status / 100 == 3) {
    outcome.error += " and sends on to `" + printable_utf8(to.substr(0, kLongestReference)) +
                     "`; put the right address in reeve.toml";
  }
  if (is_final(response.status)) outcome.kind = TicketOutcome::Kind::refused;
  outcome.retry_after = asked_to_wait(response);
  return outcome;
}

}  // namespace reeve
