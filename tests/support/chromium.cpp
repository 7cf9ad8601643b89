#include "tests/support/chromium.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

namespace reeve::test {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kPatience = std::chrono::seconds(20);

// Flags that keep the browser from talking to anything but our own server.
std::vector<std::string> command_line(const std::string& binary, const std::string& profile) {
  return {binary,
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-extensions",
          "--disable-dev-shm-usage",
          "--hide-scrollbars",
          "--lang=en-GB",
          "--remote-debugging-pipe",
          "--user-data-dir=" + profile,
          "about:blank"};
}

[[noreturn]] void run_browser(const std::string& binary, const std::string& profile, int in, int out) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The protocol is read from descriptor 3 and written to descriptor 4. Move ours out of the way first.
  const int from = fcntl(in, F_DUPFD, 10);
  const int to = fcntl(out, F_DUPFD, 10);
  dup2(from, 3);
  dup2(to, 4);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd) dup2(nothing, fd);
  const auto words = command_line(binary, profile);
  std::vector<char*> argv;
  for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  execv(binary.c_str(), argv.data());
  _exit(127);
}

std::string quoted(const std::string& text) { return Json(text).dump(); }

}  // namespace

std::string chromium_binary() {
  for (const char* path : {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"}) {
    if (access(path, X_OK) == 0) return path;
  }
  return {};
}

Chromium::Chromium(const std::string& binary) {
  int there[2];
  int back[2];
  if (pipe2(there, O_CLOEXEC) != 0 || pipe2(back, O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe for the browser");
  process_ = fork();
  if (process_ == 0) run_browser(binary, profile_.path().string(), there[0], back[1]);
  close(there[0]);
  close(back[1]);
  to_ = there[1];
  from_ = back[0];
  const Json target = call("Target.createTarget", {{"url", "about:blank"}}, false);
  page_ = call("Target.attachToTarget", {{"targetId", target.at("targetId")}, {"flatten", true}}, false)
              .at("sessionId");
  call("Page.enable");
  call("Runtime.enable");
}

Chromium::~Chromium() {
  close(to_);
  close(from_);
  kill(-process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  for (int i = 0; i < 50; ++i) {  // its children may still be writing to the profile
    std::error_code ignored;
    std::filesystem::remove_all(profile_.path() / "Default", ignored);
    if (!ignored) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

Json Chromium::next_message() {
  const auto end = Clock::now() + kPatience;
  for (;;) {
    if (const auto nul = buffer_.find('\0'); nul != std::string::npos) {
      Json message = Json::parse(buffer_.substr(0, nul));
      buffer_.erase(0, nul + 1);
      if (message.value("method", "") == "Page.loadEventFired") ++loads_;
      return message;
    }
    pollfd ready{.fd = from_, .events = POLLIN, .revents = 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) <= 0)
      throw std::runtime_error("the browser is silent");
    char bytes[65536];
    const ssize_t got = read(from_, bytes, sizeof bytes);
    if (got <= 0) throw std::runtime_error("the browser has ended");
    buffer_.append(bytes, static_cast<std::size_t>(got));
  }
}

Json Chromium::call(const std::string& method, Json params, bool in_page) {
  const int id = next_id_++;
  Json request{{"id", id}, {"method", method}, {"params", std::move(params)}};
  if (in_page) request["sessionId"] = page_;
  const std::string bytes = request.dump() + '\0';
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t wrote = write(to_, bytes.data() + sent, bytes.size() - sent);
    if (wrote <= 0) throw std::runtime_error("the browser does not listen");
    sent += static_cast<std::size_t>(wrote);
  }
  for (;;) {
    const Json message = next_message();
    if (message.value("id", 0) != id) continue;
    if (message.contains("error")) throw std::runtime_error(method + ": " + message["error"].dump());
    return message.at("result");
  }
}

void Chromium::wait_for_load() { wait_for("document.readyState === 'complete'"); }

void Chromium::open(const std::string& url) {
  const int before = loads_;
  const Json answer = call("Page.navigate", {{"url", url}});
  if (answer.contains("errorText")) throw std::runtime_error(url + ": " + answer["errorText"].dump());
  while (loads_ == before) next_message();
}

void Chromium::set_scripts(bool on) { call("Emulation.setScriptExecutionDisabled", {{"value", !on}}); }

void Chromium::set_size(int width, int height, bool mobile) {
  call("Emulation.setDeviceMetricsOverride",
       {{"width", width}, {"height", height}, {"deviceScaleFactor", 1}, {"mobile", mobile}});
}

void Chromium::set_dark(bool on) {
  call("Emulation.setEmulatedMedia",
       {{"features", Json::array({{{"name", "prefers-color-scheme"}, {"value", on ? "dark" : "light"}}})}});
}

Json Chromium::evaluate(const std::string& expression) {
  const Json answer =
      call("Runtime.evaluate", {{"expression", expression}, {"returnByValue", true}, {"awaitPromise", true}});
  if (answer.contains("exceptionDetails")) {
    throw std::runtime_error(expression + ": " + answer["exceptionDetails"].dump());
  }
  return answer.at("result").value("value", Json());
}

std::string Chromium::text(const std::string& selector) {
  return evaluate("document.querySelector(" + quoted(selector) + ").innerText").get<std::string>();
}

int Chromium::count(const std::string& selector) {
  return evaluate("document.querySelectorAll(" + quoted(selector) + ").length").get<int>();
}

std::string Chromium::url() { return evaluate("location.href").get<std::string>(); }

void Chromium::click(const std::string& selector) {
  const Json box =
      evaluate("(() => { const e = document.querySelector(" + quoted(selector) +
               "); e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = "
               "e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()");
  for (const char* type : {"mousePressed", "mouseReleased"}) {
    call("Input.dispatchMouseEvent",
         {{"type", type}, {"x", box[0]}, {"y", box[1]}, {"button", "left"}, {"clickCount", 1}});
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  wait_for_load();
}

void Chromium::press(const std::string& key) {
  Json event{{"type", "keyDown"}, {"key", key}};
  if (key.size() == 1) event["text"] = key;
  if (key == "Tab") event["windowsVirtualKeyCode"] = 9;
  call("Input.dispatchKeyEvent", event);
  event["type"] = "keyUp";
  event.erase("text");
  call("Input.dispatchKeyEvent", event);
}

void Chromium::type(const std::string& text) { call("Input.insertText", {{"text", text}}); }

void Chromium::wait_for(const std::string& expression) {
  const auto end = Clock::now() + kPatience;
  for (;;) {
    try {
      if (evaluate("Boolean(" + expression + ")").get<bool>()) return;
    } catch (const std::runtime_error&) {
      // the page is changing under us; ask again
    }
    if (Clock::now() > end) {
      throw std::runtime_error("never came true: " + expression + " on " + url() + ": " + text("body"));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
}

std::string Chromium::screenshot() {
  return call("Page.captureScreenshot", {{"format", "png"}, {"captureBeyondViewport", true}}).at("data");
}

}  // namespace reeve::test
