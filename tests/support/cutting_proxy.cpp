#include "tests/support/cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace reeve::test {
namespace {

constexpr int kPollMillis = 20;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

bool is_readable(int fd, int millis) {
  pollfd one{.fd = fd, .events = POLLIN, .revents = 0};
  return poll(&one, 1, millis) > 0;
}

void wait_for_either(int first, int second) {
  pollfd both[]{{.fd = first, .events = POLLIN, .revents = 0},
                {.fd = second, .events = POLLIN, .revents = 0}};
  poll(both, 2, kPollMillis);
}

bool send_all(int fd, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

// Empty where the other side has closed.
std::string received(int fd) {
  std::string bytes(65536, '\0');
  const ssize_t count = recv(fd, bytes.data(), bytes.size(), 0);
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

}  // namespace

CuttingProxy::CuttingProxy(int server_port) : server_port_{server_port} {
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listening_, 16) != 0 ||
      getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("the proxy cannot listen");
  }
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread{[this] { accept_all(); }};
}

CuttingProxy::~CuttingProxy() {
  stopping_ = true;
  accepting_.join();
  for (std::thread& each : connections_) each.join();
  close(listening_);
}

void CuttingProxy::cut_before(std::string marker, int times) {
  const std::scoped_lock lock{mutex_};
  marker_ = std::move(marker);
  times_ = times;
}

void CuttingProxy::accept_all() {
  while (!stopping_) {
    if (!is_readable(listening_, kPollMillis)) continue;
    const int client = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) connections_.emplace_back([this, client] { carry(client); });
  }
}

bool CuttingProxy::is_cut(const std::string& bytes) {
  const std::scoped_lock lock{mutex_};
  if (marker_.empty() || times_ == 0 || bytes.find(marker_) == std::string::npos) return false;
  --times_;
  ++cuts_;
  return true;
}

void CuttingProxy::carry(int client) {
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(server_port_);
  bool open = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  bool mute = false;
  std::string tail;  // of what was given, because a marker may lie across two pieces
  while (open && !stopping_) {
    wait_for_either(client, mute ? client : server);
    if (is_readable(client, 0)) {
      const std::string bytes = received(client);
      open = !bytes.empty() && send_all(server, bytes);
    }
    if (open && !mute && is_readable(server, 0)) {
      const std::string bytes = received(server);
      const bool cut = is_cut(tail + bytes);
      mute = cut && stalls_;
      open = !bytes.empty() && (!cut || mute);
      if (open && !mute) open = send_all(client, bytes);
      tail = bytes.size() > 64 ? bytes.substr(bytes.size() - 64) : bytes;
    }
  }
  close(server);
  close(client);
}

}  // namespace reeve::test
