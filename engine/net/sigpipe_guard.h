// Writing to a socket whose peer is gone raises SIGPIPE, which ends the process, and the HTTP library sends
// without MSG_NOSIGNAL. Ignoring the signal in the whole process would keep commands running after `| head`
// has closed their output, so it is held back for one thread and one scope only.
#pragma once

#include <csignal>

namespace reeve {

class SigpipeGuard {
 public:
  SigpipeGuard();
  ~SigpipeGuard();
  SigpipeGuard(const SigpipeGuard&) = delete;
  SigpipeGuard& operator=(const SigpipeGuard&) = delete;

 private:
  bool was_pending_ = false;
  sigset_t before_{};
};

}  // namespace reeve
