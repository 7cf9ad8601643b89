// The managed OPA: private, started again once, and never left behind.
#include "engine/opa/opa_process.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/net/http_client.h"
#include "tests/support/paths.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

using Clock = std::chrono::steady_clock;

OpaProcess::Settings settings() { return {.binary = test::opa_binary().string()}; }

bool is_healthy(const OpaProcess& opa) { return HttpClient(opa.address()).send({.target = "/health"}).ok(); }

// "R", "S", "Z" for a zombie; empty where there is no such process.
std::string state_of(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
  std::string number, name, state;
  in >> number >> name >> state;
  return state;
}

bool ends_soon(pid_t pid) {
  const Clock::time_point end = Clock::now() + std::chrono::seconds(10);
  while (Clock::now() < end) {
    const std::string state = state_of(pid);
    if (state.empty() || state == "Z") return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

bool is_gone_soon(pid_t pid) {
  const Clock::time_point end = Clock::now() + std::chrono::seconds(10);
  while (Clock::now() < end && !state_of(pid).empty()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return state_of(pid).empty();
}

unsigned mode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(lstat(path.c_str(), &status), 0) << path;
  return status.st_mode & 0777U;
}

TEST(OpaProcess, IsHealthyOnASocketThatOnlyWeCanReach) {
  fs::path folder;
  pid_t pid = 0;
  {
    const OpaProcess opa(settings());
    const fs::path socket = opa.address().host;
    folder = socket.parent_path();
    pid = opa.pid();
    EXPECT_TRUE(is_healthy(opa));
    EXPECT_EQ(mode_of(folder), 0700U);
    EXPECT_EQ(mode_of(socket), 0600U);
    EXPECT_LT(socket.string().size(), 108U);
  }
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_EQ(state_of(pid), "") << "it was left behind, or not reaped";
}

TEST(OpaProcess, IsStartedAgainOnceOnTheSameSocket) {
  OpaProcess opa(settings());
  const Url address = opa.address();
  const pid_t first = opa.pid();
  kill(first, SIGKILL);
  EXPECT_TRUE(is_gone_soon(first)) << "a zombie stays";
  EXPECT_EQ(opa.pid(), 0);
  EXPECT_TRUE(fs::exists(address.host)) << "the test should meet a stale socket";

  opa.restart();
  EXPECT_EQ(opa.address(), address);
  EXPECT_TRUE(is_healthy(opa));

  kill(opa.pid(), SIGKILL);
  try {
    opa.restart();
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::policy_engine);
    EXPECT_EQ(error.message().substr(0, 34), "the policy engine has ended twice;");
  }
}

TEST(OpaProcess, SaysWhatAProgramSaidThatDidNotStart) {
  const test::ScratchDir dir;
  const fs::path program = dir.write("opa", "#!/bin/sh\necho no disk left >&2\nexit 1\n");
  fs::permissions(program, fs::perms::owner_all);
  try {
    const OpaProcess opa({.binary = program.string()});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::policy_engine);
    EXPECT_EQ(error.message(),
              "the policy engine `" + program.string() + "` ended at once; it said: no disk left");
  }
}

TEST(OpaProcess, AProgramThatIsNeverReadyIsEndedAndNamed) {
  const test::ScratchDir dir;
  const fs::path program = dir.write("opa", "#!/bin/sh\nexec /bin/sleep 60\n");
  fs::permissions(program, fs::perms::owner_all);
  EXPECT_THROW(OpaProcess({.binary = program.string(), .start_timeout = std::chrono::milliseconds(300)}),
               Error);
}

// Runs an OPA in a process of its own, which tells the number and the folder of the OPA, and waits to be
// killed.
class Victim {
 public:
  Victim() {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) std::abort();
    pid_ = fork();
    if (pid_ == 0) live(pipe_ends[1]);
    close(pipe_ends[1]);
    std::string text;
    for (char c = 0; read(pipe_ends[0], &c, 1) == 1 && c != '\n';) text += c;
    close(pipe_ends[0]);
    const std::size_t space = text.find(' ');
    opa = std::stoi(text.substr(0, space));
    folder = fs::path(text.substr(space + 1)).parent_path();
  }

  void kill_hard() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

  pid_t opa = 0;
  fs::path folder;

 private:
  [[noreturn]] static void live(int out) {
    const OpaProcess process(settings());
    const std::string line = std::to_string(process.pid()) + " " + process.address().host + "\n";
    if (write(out, line.data(), line.size()) < 0) _exit(1);
    while (true) pause();
  }

  pid_t pid_ = 0;
};

TEST(OpaProcess, EndsWithItsParentAlsoWhenThatIsKilled) {
  Victim victim;
  EXPECT_NE(state_of(victim.opa), "");
  victim.kill_hard();
  EXPECT_TRUE(ends_soon(victim.opa));
}

TEST(OpaProcess, RemovesTheFolderThatAKilledOneLeftAndNoLivingOne) {
  Victim dead;
  dead.kill_hard();
  EXPECT_TRUE(fs::exists(dead.folder));
  const OpaProcess living(settings());
  const OpaProcess next(settings());
  EXPECT_FALSE(fs::exists(dead.folder));
  EXPECT_TRUE(is_healthy(living));
}

}  // namespace
}  // namespace reeve
