#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <mutex>

#include "engine/core/text.h"

namespace reeve::cli {
namespace {

class PlainProgress final : public Progress {
 public:
  explicit PlainProgress(std::ostream& out) : out_(out) {}
  void update(const std::string&, std::int64_t, std::int64_t) override {}
  void note(const std::string& line) override {
    const std::lock_guard lock(mutex_);
    out_ << printable_utf8(line) << std::endl;
  }

 private:
  std::ostream& out_;
  std::mutex mutex_;
};

class TerminalProgress final : public Progress {
 public:
  TerminalProgress(std::ostream& out, int width) : out_(out), width_(static_cast<std::size_t>(width)) {}
  ~TerminalProgress() override { wipe(); }

  void update(const std::string& what, std::int64_t done, std::int64_t total) override {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_at_ < std::chrono::milliseconds(100)) return;
    shown_at_ = now;
    wipe();
    std::string line = printable_utf8(what) + ": " + std::to_string(done);
    if (total > 0) line += " of " + std::to_string(total);
    if (width_ == 0 || utf8_length(line) < width_) out_ << line << std::flush;
    dirty_ = true;
  }

  void note(const std::string& line) override {
    const std::lock_guard lock(mutex_);
    wipe();
    out_ << printable_utf8(line) << std::endl;
  }

 private:
  void wipe() {
    if (dirty_) out_ << "\r\x1b[K" << std::flush;
    dirty_ = false;
  }

  std::ostream& out_;
  std::size_t width_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point shown_at_{};
  bool dirty_ = false;
};

}  // namespace

bool is_terminal(int file_descriptor) { return ::isatty(file_descriptor) == 1; }

int terminal_width(int file_descriptor) {
  winsize size{};
  if (!is_terminal(file_descriptor) || ::ioctl(file_descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

bool wants_color(int file_descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool refused = no_color != nullptr && *no_color != '\0';
  const bool dumb = term == nullptr || std::string_view(term) == "dumb";
  return is_terminal(file_descriptor) && !refused && !dumb;
}

std::unique_ptr<Progress> make_progress(std::ostream& out, int file_descriptor) {
  if (is_terminal(file_descriptor)) {
    return std::make_unique<TerminalProgress>(out, terminal_width(file_descriptor));
  }
  return std::make_unique<PlainProgress>(out);
}

}  // namespace reeve::cli
