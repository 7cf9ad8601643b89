// Child processes of tests: servers that stop with the test, and commands that must succeed.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace reeve::test {

// A free port of loopback. Another process may take it before a server does; then repeat the start.
int free_port();

// A running server. It is stopped with its object and with the thread that started it, however those end.
class ServerProcess {
 public:
  ServerProcess() = default;
  // Starts `command` (the program with its whole path first) with its output in `log`; `environment` is added
  // to ours.
  ServerProcess(const std::vector<std::string>& command, const std::filesystem::path& log,
                const std::vector<std::string>& environment = {});
  ~ServerProcess();
  ServerProcess(ServerProcess&& other) noexcept;
  ServerProcess& operator=(ServerProcess&& other) noexcept;

  bool running();
  void stop();  // SIGTERM, and SIGKILL where that does not help within ten seconds

 private:
  pid_t process_ = -1;
};

// Runs the command to its end and returns what it wrote. Throws std::runtime_error with its words where it
// fails. `input` is what it reads.
std::string run_command(const std::vector<std::string>& command, const std::string& input = "",
                        const std::vector<std::string>& environment = {});

std::string content_of(const std::filesystem::path& file);

}  // namespace reeve::test
