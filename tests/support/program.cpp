#include "tests/support/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>

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

}  // namespace

void PrintTo(const ProgramResult& result, std::ostream* out) {
  *out << "exit code " << result.exit_code << "\n--- data\n"
       << result.data << "--- messages\n"
       << result.messages;
}

ReeveProcess::ReeveProcess(const fs::path& folder, const std::vector<std::string>& arguments) {
  const std::string data = (scratch_.path() / "data").string();
  const std::string messages = (scratch_.path() / "messages").string();
  const std::string home = "HOME=" + scratch_.path().string();
  std::vector<std::string> words{reeve_binary().string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const char* environment[] = {"PATH=/usr/bin:/bin", home.c_str(), nullptr};

  child_ = ::fork();
  if (child_ < 0) throw std::runtime_error("cannot fork");
  if (child_ > 0) return;
  redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
  redirect(STDOUT_FILENO, data.c_str(), O_WRONLY | O_CREAT);
  redirect(STDERR_FILENO, messages.c_str(), O_WRONLY | O_CREAT);
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  ::execve(argv[0], argv.data(), const_cast<char* const*>(environment));
  ::_exit(127);
}

ReeveProcess::~ReeveProcess() {
  if (child_ > 0) {
    kill();
    ::waitpid(child_, nullptr, 0);
  }
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

ProgramResult run_reeve(const fs::path& folder, const std::vector<std::string>& arguments) {
  return ReeveProcess(folder, arguments).wait();
}

}  // namespace reeve::test
