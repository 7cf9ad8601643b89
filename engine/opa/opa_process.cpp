#include "engine/opa/opa_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/net/http_client.h"
#include "engine/opa/runtime_dir.h"

namespace reeve {
namespace {

using Clock = std::chrono::steady_clock;

// Everything that the child needs between fork and exec, where memory must not be allocated.
struct Launch {
  Launch(const std::string& binary, const RuntimeDir& dir)
      : words{binary,
              "run",
              "--server",
              "--addr=unix://" + dir.file("socket"),
              "--unix-socket-perm=600",
              "--skip-version-check",
              "--log-level=error",
              "--shutdown-grace-period=1"},
        // Nothing of our own environment: OPA reads its options from variables too.
        environment{"HOME=" + dir.path(), "PATH=/nonexistent"},
        log(dir.file("log")),
        folder(dir.path()) {
    for (std::string& word : words) argv.push_back(word.data());
    for (std::string& word : environment) envp.push_back(word.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
  }
  Launch(const Launch&) = delete;
  Launch& operator=(const Launch&) = delete;

  std::vector<std::string> words, environment;
  std::vector<char*> argv, envp;
  std::string log, folder;
};

void redirect(int from, int to) {
  if (from >= 0) dup2(from, to);
}

// In the child. Only calls that are safe there; ends in exec or _exit.
[[noreturn]] void become_opa(Launch& launch, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);  // it died before the line above
  setpgid(0, 0);                        // Ctrl-C is ours to handle
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  redirect(open("/dev/null", O_RDONLY), 0);
  const int log = open(launch.log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  redirect(log, 1);
  redirect(log, 2);
  syscall(SYS_close_range, 3U, ~0U, 0U);
  if (chdir(launch.folder.c_str()) == 0) execve(launch.argv[0], launch.argv.data(), launch.envp.data());
  _exit(127);
}

std::string last_words(const std::string& log) {
  std::ifstream in(log, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text = printable_utf8(trim(text));
  constexpr std::size_t kMost = 400;
  if (text.size() > kMost) text = text.substr(text.size() - kMost);
  return text.empty() ? "it said nothing" : "it said: " + text;
}

}  // namespace

struct OpaProcess::State {
  explicit State(Settings with)
      : settings(std::move(with)), launch(settings.binary, dir), keeper([this] { keep(); }) {}

  ~State() {
    {
      const std::lock_guard lock(mutex);
      closing = true;
      end_child();
    }
    changed.notify_all();
    keeper.join();
  }

  // The thread that starts every child, so that they end with it, and reaps them.
  void keep() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return closing || wanted; });
      if (closing) return;
      wanted = false;
      unlink(dir.file("socket").c_str());
      const pid_t parent = getpid();
      child = fork();
      if (child == 0) become_opa(launch, parent);
      started = true;
      changed.notify_all();
      if (child > 0) wait_for_child(lock);
      child = 0;
      changed.notify_all();
    }
  }

  // Waits without reaping, so that nobody else can get the number while `end_child` may still use it.
  void wait_for_child(std::unique_lock<std::mutex>& lock) {
    const pid_t pid = child;
    siginfo_t info{};
    lock.unlock();
    while (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
    }
    lock.lock();
    waitpid(pid, nullptr, 0);
  }

  void end_child() {
    if (child > 0) kill(child, SIGKILL);
  }

  void start() {
    {
      std::unique_lock lock(mutex);
      end_child();
      changed.wait(lock, [this] { return child <= 0; });
      wanted = true;
      started = false;
      changed.notify_all();
      changed.wait(lock, [this] { return started; });
    }
    await_health();
  }

  void await_health() {
    HttpClient client(parse_url("unix://" + dir.file("socket")), {.timeout = std::chrono::seconds(2)});
    const Clock::time_point end = Clock::now() + settings.start_timeout;
    while (Clock::now() < end && is_running()) {
      if (client.send({.target = "/health"}).ok()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const std::string why = is_running() ? "is not ready in time" : "ended at once";
    throw Error(ErrorCode::policy_engine,
                "the policy engine `" + settings.binary + "` " + why + "; " + last_words(launch.log));
  }

  bool is_running() {
    const std::lock_guard lock(mutex);
    return child > 0;
  }

  Settings settings;
  RuntimeDir dir;
  Launch launch;
  bool restarted = false;
  std::mutex mutex;
  std::condition_variable changed;
  // guarded by `mutex`
  bool closing = false, wanted = false, started = false;
  pid_t child = 0;
  std::thread keeper;
};

OpaProcess::OpaProcess(Settings settings) : state_(std::make_unique<State>(std::move(settings))) {
  state_->start();
}

OpaProcess::~OpaProcess() = default;

Url OpaProcess::address() const { return parse_url("unix://" + state_->dir.file("socket")); }

pid_t OpaProcess::pid() const {
  const std::lock_guard lock(state_->mutex);
  return state_->child > 0 ? state_->child : 0;
}

void OpaProcess::restart() {
  if (state_->restarted) {
    throw Error(ErrorCode::policy_engine,
                "the policy engine has ended twice; " + last_words(state_->launch.log));
  }
  state_->restarted = true;
  state_->start();
}

}  // namespace reeve
