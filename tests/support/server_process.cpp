#include "tests/support/server_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

pid_t spawn(const std::vector<std::string>& command, const fs::path& input, const fs::path& output,
            const std::vector<std::string>& environment) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == -1) throw std::runtime_error("cannot start " + command.front());
  if (child != 0) return child;
  const int in = open(input.c_str(), O_RDONLY | O_CLOEXEC);
  const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent || chdir("/") != 0) _exit(126);
  for (const std::string& each : environment) putenv(const_cast<char*>(each.c_str()));
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

int exit_code_of(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

int free_port() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(fd);
  if (!bound) throw std::runtime_error("no free port on loopback");
  return ntohs(address.sin_port);
}

std::string content_of(const fs::path& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

ServerProcess::ServerProcess(const std::vector<std::string>& command, const fs::path& log,
                             const std::vector<std::string>& environment)
    : process_{spawn(command, "/dev/null", log, environment)} {}

ServerProcess::~ServerProcess() { stop(); }

ServerProcess::ServerProcess(ServerProcess&& other) noexcept : process_{std::exchange(other.process_, -1)} {}

ServerProcess& ServerProcess::operator=(ServerProcess&& other) noexcept {
  if (this != &other) {
    stop();
    process_ = std::exchange(other.process_, -1);
  }
  return *this;
}

bool ServerProcess::running() {
  if (process_ > 0 && waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
  return process_ > 0;
}

void ServerProcess::stop() {
  if (!running()) return;
  kill(process_, SIGTERM);
  for (int wait = 0; wait < 500 && running(); ++wait) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  if (process_ <= 0) return;
  kill(process_, SIGKILL);
  exit_code_of(process_);
  process_ = -1;
}

std::string run_command(const std::vector<std::string>& command, const std::string& input,
                        const std::vector<std::string>& environment) {
  const ScratchDir folder;
  const fs::path in = folder.write("in", input);
  const fs::path out = folder.path() / "out";
  const int code = exit_code_of(spawn(command, in, out, environment));
  std::string words = content_of(out);
  if (code != 0) {
    throw std::runtime_error(command.front() + " ended with " + std::to_string(code) + ": " + words);
  }
  return words;
}

}  // namespace reeve::test
