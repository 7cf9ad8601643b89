#include "engine/net/http_server.h"

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr std::size_t kWorkers = 64;  // each kept-alive connection holds one

// Only SO_REUSEADDR: the library's own default lets two servers share a port without a word.
void set_options(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

std::map<std::string, std::string> parse_cookies(const std::string& header) {
  std::map<std::string, std::string> out;
  for (const auto& part : split(header, ';')) {
    const auto pair = trim(part);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos) out.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return out;
}

ServerRequest convert(const httplib::Request& in) {
  ServerRequest out;
  out.method = in.method;
  out.path = in.path;
  out.remote = in.remote_addr;
  for (const auto& [name, value] : in.headers) out.headers.emplace(lower_ascii(name), value);
  out.cookies = parse_cookies(out.header("cookie"));
  auto& fields = in.method == "POST" ? out.form : out.query;
  for (const auto& [name, value] : in.params) fields.emplace(name, value);
  return out;
}

ServerResponse plain(int status, std::string text) {
  ServerResponse response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

void send(const ServerResponse& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name.c_str(), value);
  to.set_content(from.body, from.content_type.c_str());
}

}  // namespace

const std::string& ServerRequest::header(const std::string& lower_case_name) const {
  static const std::string kNone;
  const auto it = headers.find(lower_case_name);
  return it == headers.end() ? kNone : it->second;
}

struct HttpServer::State {
  ServerSettings settings;
  Handler handler;
  httplib::Server server;
  int port = 0;
  std::atomic<bool> entered = false;
  std::atomic<bool> left = false;
  std::atomic<bool> stopping = false;

  // What is refused before anything of the request is used; nullopt where it may go on.
  std::optional<ServerResponse> refusal(const httplib::Request& request) const {
    const std::string host = request.get_header_value("Host");
    const auto& allowed = settings.allowed_hosts;
    if (std::find(allowed.begin(), allowed.end(), host) == allowed.end()) {
      return plain(421, "this server does not answer for that host name\n");
    }
    if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") {
      return plain(405, "method not allowed\n");
    }
    // The library mixes fields of the query with those of the body, and only the body is the form.
    if (request.method == "POST" && request.target.find('?') != std::string::npos) {
      return plain(400, "send the fields in the body\n");
    }
    // Without a length the library would wait for the connection to end, and then act on what it got.
    const bool no_length = request.method == "POST" && !request.has_header("Content-Length");
    if (no_length || request.has_header("Transfer-Encoding") || request.has_header("Content-Encoding")) {
      return plain(411, "send the body with a Content-Length and without compression\n");
    }
    return std::nullopt;
  }

  void serve(const httplib::Request& request, httplib::Response& response) const {
    try {
      send(handler(convert(request)), response);
    } catch (const std::exception&) {
      send(plain(500, "something went wrong here; nothing was changed\n"), response);
    }
  }
};

HttpServer::HttpServer(ServerSettings settings, Handler handler) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.settings = std::move(settings);
  s.handler = std::move(handler);
  s.server.new_task_queue = [] { return new httplib::ThreadPool(kWorkers); };
  s.server.set_tcp_nodelay(true);
  s.server.set_keep_alive_max_count(1000);
  s.server.set_keep_alive_timeout(2);
  s.server.set_read_timeout(10);
  s.server.set_write_timeout(10);
  s.server.set_payload_max_length(s.settings.max_body_bytes);
  s.server.set_socket_options(set_options);
  s.server.set_pre_routing_handler([&s](const httplib::Request& request, httplib::Response& response) {
    const auto refused = s.refusal(request);
    if (refused) send(*refused, response);
    return refused ? httplib::Server::HandlerResponse::Handled : httplib::Server::HandlerResponse::Unhandled;
  });
  const auto handle = [&s](const httplib::Request& request, httplib::Response& response) {
    s.serve(request, response);
  };
  s.server.Get(".*", handle);
  s.server.Post(".*", handle);
  s.server.set_exception_handler(
      [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
        send(plain(500, "something went wrong here; nothing was changed\n"), response);
      });
  const std::string where = s.settings.address + ":" + std::to_string(s.settings.port);
  if (s.settings.port == 0) {
    s.port = s.server.bind_to_any_port(s.settings.address.c_str());
  } else {
    s.port = s.server.bind_to_port(s.settings.address.c_str(), s.settings.port) ? s.settings.port : -1;
  }
  if (s.port <= 0) {
    throw Error(ErrorCode::io,
                "cannot listen on `" + where + "`: is another program using it? choose another address");
  }
  if (s.settings.allowed_hosts.empty()) {
    const std::string port = ":" + std::to_string(s.port);
    s.settings.allowed_hosts = {s.settings.address + port, "localhost" + port, "127.0.0.1" + port};
  }
}

HttpServer::~HttpServer() { stop(); }

int HttpServer::port() const { return state_->port; }
void HttpServer::run() {
  state_->entered = true;
  if (!state_->stopping) state_->server.listen_after_bind();
  state_->left = true;
}

// The library forgets a stop that comes between entering its loop and running in it; so wait until it runs.
void HttpServer::stop() {
  state_->stopping = true;
  while (state_->entered && !state_->left && !state_->server.is_running()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  state_->server.stop();
}

}  // namespace reeve
