#include "tickets/jsonl_sink.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/time.h"

namespace reeve {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// The open file under an exclusive lock; both end with the object.
class LockedFile {
 public:
  explicit LockedFile(const std::string& path)
      : fd_(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600)) {
    if (fd_ < 0) fail("open");
    while (::flock(fd_, LOCK_EX) != 0) {
      if (errno != EINTR) fail("lock");
    }
  }
  ~LockedFile() { ::close(fd_); }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  std::string read_all() const {
    std::string content;
    char buffer[65536];
    for (off_t at = 0;;) {
      const ssize_t n = ::pread(fd_, buffer, sizeof buffer, at);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail("read");
      if (n == 0) return content;
      content.append(buffer, static_cast<std::size_t>(n));
      at += n;
    }
  }

  // All of `bytes` on the disk, or the file as it was.
  void append(const std::string& bytes, std::size_t size_before) {
    const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
    if (n == static_cast<ssize_t>(bytes.size()) && ::fsync(fd_) == 0) return;
    const int why = n < 0 ? errno : ENOSPC;
    if (::ftruncate(fd_, static_cast<off_t>(size_before)) != 0) fail("write");
    errno = why;
    fail("write");
  }

 private:
  int fd_;
};

// The number of the line that holds the key, from 1; 0 where none does.
std::size_t line_with(const std::vector<std::string>& lines, const std::string& key) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].find(key) == std::string::npos) continue;
    const Json line = Json::parse(lines[i], nullptr, false);
    if (line.is_object() && line.value("key", Json()) == Json(key)) return i + 1;
  }
  return 0;
}

class JsonlSink final : public TicketSink {
 public:
  JsonlSink(std::string path, const Clock& clock) : path_(std::move(path)), clock_(clock) {}

  TicketOutcome open(const TicketText& ticket) override {
    try {
      return {.kind = TicketOutcome::Kind::sent, .external_ref = reference(line_of(ticket))};
    } catch (const std::system_error& e) {
      return {.kind = TicketOutcome::Kind::retry, .error = "`" + path_ + "`: " + e.what()};
    }
  }

 private:
  std::size_t line_of(const TicketText& ticket) {
    LockedFile file(path_);
    const std::string content = file.read_all();
    const bool cut_short = !content.empty() && content.back() != '\n';
    std::vector<std::string> lines = split(content, '\n');
    if (!cut_short && !lines.empty()) lines.pop_back();
    if (const std::size_t known = line_with(lines, ticket.idempotency_key); known != 0) return known;
    file.append((cut_short ? "\n" : "") + text_of(ticket) + "\n", content.size());
    return lines.size() + 1;
  }

  std::string text_of(const TicketText& ticket) const {
    Json line = ticket.fields;
    line["key"] = ticket.idempotency_key;
    line["opened_at"] = format_time(clock_.now());
    line["title"] = ticket.title;
    line["body"] = ticket.body;
    return canonical_json(line);
  }

  std::string reference(std::size_t line) const {
    return std::filesystem::path(path_).filename().string() + ":" + std::to_string(line);
  }

  const std::string path_;
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<TicketSink> make_jsonl_sink(const SinkConfig& config, const Clock& clock) {
  return std::make_unique<JsonlSink>(config.checked().path("file", config.base_dir), clock);
}

}  // namespace reeve
