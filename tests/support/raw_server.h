#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

namespace reeve::test {

// A server on a unix socket, or on a free port of 127.0.0.1, that does to each connection, one after the
// other, whatever a test wants: also what no server should do.
class RawServer {
 public:
  // One accepted connection.
  class Peer {
   public:
    explicit Peer(int socket) : socket_(socket) {}
    // The next request, head and body, as it came; empty where the client has closed.
    std::string read_request() const;
    void write(const std::string& bytes) const;
    // From now on what the client writes cannot arrive.
    void stop_reading() const;

   private:
    int socket_;
  };

  RawServer(const std::filesystem::path& socket, std::function<void(Peer&)> serve);
  explicit RawServer(std::function<void(Peer&)> serve);
  ~RawServer();
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  int connections() const { return connections_; }
  int port() const;  // of one that listens on a port

 private:
  void run();

  int listening_ = -1;
  std::function<void(Peer&)> serve_;
  std::atomic<int> connections_{0};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

// Of a request as it came; empty where there is none.
std::string header_of(const std::string& request, const std::string& name);
std::string body_of(const std::string& request);

// `status` is "200 OK"; `headers` end each with a line end.
std::string http_answer(const std::string& status, const std::string& body = "",
                        const std::string& headers = "");

}  // namespace reeve::test
