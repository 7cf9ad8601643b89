#include "tests/support/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>
#include <thread>

#include "tests/support/paths.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>{in}, {}};
}

void redirect(int descriptor, const char* path, int flags) {
  const int file = ::open(path, flags, 0600);
  if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(126);
}

// With a null pointer at the end, as exec wants them.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

void PrintTo(const ProgramResult& result, std::ostream* out) {
  *out << "exit code " << result.exit_code << "\n--- data\n"
       << result.data << "--- messages\n"
       << result.messages;
}

ReeveProcess::ReeveProcess(const fs::path& folder, const std::vector<std::string>& arguments,
                           const Environment& environment) {
  const std::string data = (scratch_.path() / "data").string();
  const std::string messages = (scratch_.path() / "messages").string();
  std::vector<std::string> words{reeve_binary().string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables{"PATH=/usr/bin:/bin", "HOME=" + scratch_.path().string()};
  variables.insert(variables.end(), environment.begin(), environment.end());
  const std::vector<char*> argv = pointers_to(words);
  const std::vector<char*> envp = pointers_to(variables);

  child_ = ::fork();
  if (child_ < 0) throw std::runtime_error("cannot fork");
  if (child_ > 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
  redirect(STDOUT_FILENO, data.c_str(), O_WRONLY | O_CREAT);
  redirect(STDERR_FILENO, messages.c_str(), O_WRONLY | O_CREAT);
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  ::execve(argv[0], argv.data(), envp.data());
  ::_exit(127);
}

ReeveProcess::~ReeveProcess() {
  if (child_ > 0) {
    kill();
    ::waitpid(child_, nullptr, 0);
  }
}

bool ReeveProcess::has_ended() const {
  siginfo_t info{};
  return child_ <= 0 ||
         (::waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
          info.si_pid == child_);
}

void ReeveProcess::kill() {
  if (child_ > 0) ::kill(child_, SIGKILL);
}

ProgramResult ReeveProcess::wait() {
  int status = 0;
  if (::waitpid(child_, &status, 0) != child_) throw std::runtime_error("cannot wait for reeve");
  child_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(scratch_.path() / "data"),
          content_of(scratch_.path() / "messages")};
}

std::string ReeveProcess::await_message(const std::string& mark) const {
  const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  std::string said;
  do {
    said = content_of(scratch_.path() / "messages");
    const std::size_t at = said.find(mark);
    const std::size_t end = at == std::string::npos ? at : said.find('\n', at);
    if (end != std::string::npos) return said.substr(at + mark.size(), end - at - mark.size());
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  } while (std::chrono::steady_clock::now() < latest);
  throw std::runtime_error("reeve does not say `" + mark + "`; it said: " + said);
}

ProgramResult run_reeve(const fs::path& folder, const std::vector<std::string>& arguments,
                        const Environment& environment) {
  return ReeveProcess(folder, arguments, environment).wait();
}

}  // namespace reeve::test
