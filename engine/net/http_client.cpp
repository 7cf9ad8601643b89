#include "engine/net/http_client.h"

#include <httplib.h>

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/net/sigpipe_guard.h"

namespace reeve {
namespace {

using Clock = std::chrono::steady_clock;

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != ':'; });
}

bool is_target(std::string_view text) {
  return text.starts_with('/') && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_header_value(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void check(const HttpRequest& request) {
  if (!is_token(request.method) || !is_target(request.target)) {
    throw Error(ErrorCode::internal, "a request has an unusable method or target");
  }
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || !is_header_value(value)) {
      throw Error(ErrorCode::internal, "a request has an unusable header `" + printable_utf8(name) + "`");
    }
  }
}

httplib::Request to_wire(const HttpRequest& request, const Url& peer) {
  httplib::Request wire;
  wire.method = request.method;
  wire.path = request.target;
  for (const auto& [name, value] : request.headers) wire.headers.emplace(name, value);
  // The path of a socket is no host name, and servers refuse it as one.
  if (peer.scheme == "unix" && !wire.has_header("Host")) wire.headers.emplace("Host", "localhost");
  if (!request.body.empty()) {
    wire.body = request.body;
    wire.headers.emplace("Content-Type", request.content_type);
  }
  return wire;
}

std::string library_url(const Url& peer) { return peer.scheme == "unix" ? peer.host : peer.origin(); }

std::unique_ptr<httplib::Client> make_client(const Url& peer, const HttpSettings& settings) {
  auto client = peer.scheme == "unix" ? std::make_unique<httplib::Client>(library_url(peer), 80)
                                      : std::make_unique<httplib::Client>(library_url(peer));
  if (!client->is_valid()) {
    throw Error(ErrorCode::config, "`" + peer.origin() + "` is no usable address; check its host" +
                                       (settings.ca_file.empty() ? "" : " and `" + settings.ca_file + "`"));
  }
  if (peer.scheme == "unix") client->set_address_family(AF_UNIX);
  if (!settings.connect_to.empty()) client->set_hostname_addr_map({{peer.host, settings.connect_to}});
  client->set_tcp_nodelay(peer.scheme != "unix");
  client->set_keep_alive(true);
  client->set_follow_location(false);
  client->set_url_encode(false);
  client->set_connection_timeout(settings.connect_timeout);
  client->set_read_timeout(settings.timeout);
  client->set_write_timeout(settings.timeout);
  if (peer.scheme == "https" && !settings.ca_file.empty()) client->set_ca_cert_path(settings.ca_file);
  return client;
}

// What came so far, and what ended it early.
struct Answer {
  std::string body;
  HttpFailure stopped = HttpFailure::none;
};

HttpFailure failure_of(httplib::Error error, Clock::duration took, const HttpSettings& settings) {
  switch (error) {
    case httplib::Error::Success: return HttpFailure::none;
    case httplib::Error::Connection:
    case httplib::Error::BindIPAddress: return HttpFailure::connect;
    case httplib::Error::ConnectionTimeout: return HttpFailure::connect;
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification: return HttpFailure::tls;
    // The library tells a wait that ended and a connection that ended by the same word.
    default: return took >= settings.timeout ? HttpFailure::timeout : HttpFailure::broken;
  }
}

}  // namespace

struct HttpClient::State {
  State(const Url& to, HttpSettings with)
      : peer(to), settings(std::move(with)), client(make_client(peer, settings)) {}

  Url peer;
  HttpSettings settings;
  std::unique_ptr<httplib::Client> client;
};

HttpClient::HttpClient(const Url& peer, HttpSettings settings)
    : state_(std::make_unique<State>(peer, std::move(settings))) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

const HttpSettings& HttpClient::settings() const { return state_->settings; }

HttpResponse HttpClient::send(const HttpRequest& request) {
  check(request);
  const SigpipeGuard guard;
  const HttpSettings& settings = state_->settings;
  const Clock::time_point start = Clock::now();
  Answer answer;
  httplib::Request wire = to_wire(request, state_->peer);
  wire.content_receiver = [&](const char* bytes, std::size_t count, std::uint64_t, std::uint64_t) {
    if (answer.body.size() + count > settings.max_response_bytes) answer.stopped = HttpFailure::too_large;
    if (Clock::now() - start > settings.timeout) answer.stopped = HttpFailure::timeout;
    if (answer.stopped != HttpFailure::none) return false;
    answer.body.append(bytes, count);
    return true;
  };
  const httplib::Result result = state_->client->send(wire);

  HttpResponse response;
  response.failure = answer.stopped != HttpFailure::none
                         ? answer.stopped
                         : failure_of(result.error(), Clock::now() - start, settings);
  if (response.failure != HttpFailure::none) {
    state_->client->stop();
    return response;
  }
  response.status = result->status;
  for (const auto& [name, value] : result->headers) response.headers.emplace_back(name, value);
  response.body = std::move(answer.body);
  return response;
}

std::string HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (lower_ascii(key) == lower_ascii(name)) return value;
  }
  return "";
}

std::string describe(HttpFailure failure, const HttpSettings& settings) {
  switch (failure) {
    case HttpFailure::none: return "answers";
    case HttpFailure::connect: return "cannot be reached";
    case HttpFailure::timeout:
      return "does not answer within " + std::to_string(settings.timeout.count()) + " milliseconds";
    case HttpFailure::broken: return "ended the connection in the middle of an answer";
    case HttpFailure::tls: return "has a certificate that cannot be verified";
    case HttpFailure::too_large:
      return "answers with more than " + std::to_string(settings.max_response_bytes) + " bytes";
  }
  return "";
}

}  // namespace reeve
