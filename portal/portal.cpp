#include "portal/portal.h"

#include <charconv>
#include <csignal>
#include <thread>

#include "engine/core/error.h"
#include "engine/net/address.h"
#include "engine/net/http_server.h"
#include "engine/net/url.h"
#include "portal/routes.h"

namespace reeve::portal {
namespace {

ServerSettings settings_of(const Config& config) {
  const auto colon = config.portal_listen.rfind(':');
  int port = -1;
  if (colon != std::string::npos) {
    const char* end = config.portal_listen.data() + config.portal_listen.size();
    const auto parsed = std::from_chars(config.portal_listen.data() + colon + 1, end, port);
    if (parsed.ec != std::errc() || parsed.ptr != end) port = -1;
  }
  if (port < 0 || port > 65535) {
    throw Error(ErrorCode::config, "portal.listen `" + config.portal_listen +
                                       "` must be address:port, for example 127.0.0.1:8080");
  }
  ServerSettings settings;
  settings.address = config.portal_listen.substr(0, colon);
  settings.port = port;
  return settings;
}

// "review.example.org" or "127.0.0.1:8080", as a browser sends it.
std::string host_header_of(const Url& url) {
  const bool usual = (url.scheme == "https" && url.port == 443) || (url.scheme == "http" && url.port == 80);
  return usual ? url.host : url.host + ":" + std::to_string(url.port);
}

void refuse_open_network(const Config& config, const ServerSettings& settings) {
  if (is_loopback(settings.address) || config.portal_url.starts_with("https://")) return;
  throw Error(ErrorCode::config,
              "portal.listen `" + config.portal_listen +
                  "` can be reached from the network without encryption; listen on 127.0.0.1, or put a "
                  "proxy with TLS before it and set portal.url to its https address");
}

// Waits for SIGINT or SIGTERM in a thread of its own, so that stopping runs outside a signal handler.
class StopOnSignal {
 public:
  explicit StopOnSignal(HttpServer& server) {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &set_, &before_);
    waiter_ = std::thread([this, &server] {
      int signal = 0;
      sigwait(&set_, &signal);
      server.stop();
    });
  }
  ~StopOnSignal() {
    pthread_kill(waiter_.native_handle(), SIGUSR2);
    waiter_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  sigset_t set_{};
  sigset_t before_{};
  std::thread waiter_;
};

}  // namespace

void run_portal(Context& context, const std::function<void(const std::string& address)>& ready) {
  ServerSettings settings = settings_of(context.config);
  refuse_open_network(context.config, settings);
  const auto store = context.open_store();
  if (!context.config.portal_url.empty() && settings.port != 0) {
    const std::string port = ":" + std::to_string(settings.port);
    settings.allowed_hosts = {settings.address + port, "localhost" + port,
                              host_header_of(parse_url(context.config.portal_url))};
  }
  const std::string address = settings.address;
  Site site(context, *store);
  HttpServer server(std::move(settings), [&](const ServerRequest& request) { return answer(site, request); });
  StopOnSignal stop(server);
  ready("http://" + address + ":" + std::to_string(server.port()));
  server.run();
}

}  // namespace reeve::portal
