// A way to a server on loopback that breaks where a test wants it to.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace reeve::test {

class CuttingProxy {
 public:
  explicit CuttingProxy(int server_port);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  int port() const { return port_; }
  // From now on a connection is closed before it gives the client bytes of the server that contain `marker`;
  // the first `times` times. Empty: never.
  void cut_before(std::string marker, int times = 1'000'000);
  // From now on connections stay open where they would be cut, and say nothing more.
  void stall_instead() { stalls_ = true; }
  int cuts() const { return cuts_; }

 private:
  void accept_all();
  void carry(int client);
  bool is_cut(const std::string& bytes);

  int server_port_;
  int listening_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  std::string marker_;
  int times_ = 0;
  std::atomic<bool> stalls_{false};
  std::atomic<int> cuts_{0};
  std::atomic<bool> stopping_{false};
  std::vector<std::thread> connections_;
  std::thread accepting_;
};

}  // namespace reeve::test
