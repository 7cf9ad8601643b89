// OPA as a child of this process, on a private unix socket.
//
// The child dies with this process, also when that is killed: the kernel sends it SIGKILL when the thread
// that started it ends, and that thread lives as long as this object. It is reaped at once when it ends.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/net/url.h"

namespace reeve {

class OpaProcess {
 public:
  struct Settings {
    std::string binary;  // path of the program
    std::chrono::milliseconds start_timeout{20'000};
  };

  // Starts OPA and waits until it says it is healthy. Throws Error{policy_engine} with what OPA said last
  // where it does not become so in time.
  explicit OpaProcess(Settings settings);
  // Ends OPA and removes its folder.
  ~OpaProcess();
  OpaProcess(const OpaProcess&) = delete;
  OpaProcess& operator=(const OpaProcess&) = delete;

  // The socket; the same for the whole life of the object.
  Url address() const;
  // 0 where it has ended.
  pid_t pid() const;

  // Starts an empty OPA in the place of the one before. The first call does; every later one throws
  // Error{policy_engine}: an engine that ends twice is broken or asked for too much.
  void restart();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
