#include "tests/support/raw_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace reeve::test {
namespace {

std::size_t content_length(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

int listen_on(const std::filesystem::path& socket_path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_path.string().size() >= sizeof(address.sun_path))
    throw std::runtime_error("socket path too long");
  std::strcpy(address.sun_path, socket_path.c_str());
  const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listening, 8) != 0) {
    throw std::runtime_error("cannot listen on " + socket_path.string());
  }
  return listening;
}

int listen_on_loopback() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listening, 8) != 0) {
    throw std::runtime_error("cannot listen on 127.0.0.1");
  }
  return listening;
}

}  // namespace

std::string RawServer::Peer::read_request() const {
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end != std::string::npos && text.size() >= end + 4 + content_length(text)) return text;
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0) return "";
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

void RawServer::Peer::stop_reading() const { shutdown(socket_, SHUT_RD); }

void RawServer::Peer::write(const std::string& bytes) const {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return;
    sent += static_cast<std::size_t>(count);
  }
}

RawServer::RawServer(const std::filesystem::path& socket, std::function<void(Peer&)> serve)
    : listening_(listen_on(socket)), serve_(std::move(serve)), thread_([this] { run(); }) {}

RawServer::RawServer(std::function<void(Peer&)> serve)
    : listening_(listen_on_loopback()), serve_(std::move(serve)), thread_([this] { run(); }) {}

int RawServer::port() const {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

RawServer::~RawServer() {
  stopping_ = true;
  shutdown(listening_, SHUT_RDWR);
  thread_.join();
  close(listening_);
}

void RawServer::run() {
  while (!stopping_) {
    const int accepted = accept(listening_, nullptr, nullptr);
    if (accepted < 0) continue;
    ++connections_;
    Peer peer(accepted);
    serve_(peer);
    close(accepted);
  }
}

std::string header_of(const std::string& request, const std::string& name) {
  const std::size_t at = request.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const std::size_t from = at + name.size() + 4;
  return request.substr(from, request.find("\r\n", from) - from);
}

std::string body_of(const std::string& request) {
  const std::size_t at = request.find("\r\n\r\n");
  return at == std::string::npos ? "" : request.substr(at + 4);
}

std::string http_answer(const std::string& status, const std::string& body, const std::string& headers) {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

}  // namespace reeve::test
