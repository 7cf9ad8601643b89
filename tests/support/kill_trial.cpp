#include "tests/support/kill_trial.h"

#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <thread>

#include "engine/core/text.h"
#include "engine/sql/sql_store.h"
#include "tests/support/program.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kKillsPerFolder = 4;
constexpr std::chrono::microseconds kAfterAWrite{2'000};

StoreParts parts_in(const fs::path& folder, const KillTrial& trial) {
  return trial.parts(*open_store("sqlite:" + (folder / "reeve.db").string()));
}

// How the store's journal looks from outside: the same until the command writes.
std::string journal_of(const fs::path& folder) {
  const fs::path journal = folder / "reeve.db-wal";
  std::error_code missing;
  const auto size = fs::file_size(journal, missing);
  if (missing || size == 0) return "";
  return std::to_string(size) + " " +
         std::to_string(fs::last_write_time(journal, missing).time_since_epoch().count());
}

// Counts what is written into a store while it exists.
class WriteCounter {
 public:
  explicit WriteCounter(const fs::path& folder)
      : folder_(folder), thread_([this](const std::stop_token& stop) { watch(stop); }) {}

  int writes() const { return writes_; }

 private:
  void watch(const std::stop_token& stop) {
    for (std::string before = journal_of(folder_); !stop.stop_requested();) {
      std::this_thread::sleep_for(std::chrono::microseconds(100));
      const std::string now = journal_of(folder_);
      if (now != before) ++writes_;
      before = now;
    }
  }

  const fs::path folder_;
  std::atomic<int> writes_{0};
  std::jthread thread_;  // last: it uses the others
};

const std::string& part(const StoreParts& parts, const std::string& name) {
  static const std::string kNothing;
  const auto it = parts.find(name);
  return it == parts.end() ? kNothing : it->second;
}

class Trial {
 public:
  explicit Trial(const KillTrial& trial) : trial_(trial) {}

  void run() {
    before_ = parts_in(trial_.start, trial_);
    run_undisturbed();
    ASSERT_NE(before_, after_) << "the command does nothing, so this shows nothing";
    const int most = 5 * trial_.kills;
    for (int kills = 0; landed_ < trial_.kills && tried_ < most && !testing::Test::HasFailure(); ++tried_) {
      SCOPED_TRACE(trial_.command.front() + ", kill " + std::to_string(tried_));
      if (kills == 0) start_afresh();
      const bool landed = kill_once();
      expect_whole_parts();
      kills = landed ? kills + 1 : kKillsPerFolder;
      if (kills < kKillsPerFolder) continue;
      expect_completed();
      kills = 0;
    }
    std::cout << "reeve " << join(trial_.command, " ").substr(0, 60) << ": " << landed_ << " of " << tried_
              << " kills landed before it ended by itself, " << wrote_ << " of them after it began to write; "
              << half_done_ << " left some parts done and others not\n";
    EXPECT_EQ(landed_, trial_.kills) << "the kills came too late to show anything";
    EXPECT_GT(wrote_, 0) << "no kill met the command while it wrote";
  }

 private:
  void run_undisturbed() {
    start_afresh();
    const WriteCounter counter(folder_->path());
    const auto began = Clock::now();
    const ProgramResult result = run_reeve(folder_->path(), trial_.command);
    whole_ = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    exit_code_ = result.exit_code;
    writes_ = counter.writes();
    ASSERT_NE(exit_code_, -1) << testing::PrintToString(result);
    after_ = parts_in(folder_->path(), trial_);
  }

  void start_afresh() {
    written_ = 0;
    folder_ = std::make_unique<ScratchDir>();
    fs::copy(trial_.start, folder_->path(), fs::copy_options::recursive);
  }

  // Whether the command had not ended by itself.
  bool kill_once() {
    const WriteCounter counter(folder_->path());
    ReeveProcess process(folder_->path(), trial_.command);
    if (tried_ % 3 == 0) {
      wait(up_to(whole_));
    } else {
      const int left = std::max(1, writes_ - written_);
      const int write = std::uniform_int_distribution<int>(1, left)(random_);
      while (counter.writes() < write && !process.has_ended()) wait(std::chrono::microseconds(100));
      wait(up_to(kAfterAWrite));
    }
    process.kill();
    const bool landed = process.wait().exit_code == -1;
    written_ += counter.writes();
    landed_ += landed;
    wrote_ += landed && counter.writes() > 0;
    return landed;
  }

  std::chrono::microseconds up_to(std::chrono::microseconds most) {
    return std::chrono::microseconds(std::uniform_int_distribution<std::int64_t>(0, most.count())(random_));
  }
  static void wait(std::chrono::microseconds time) { std::this_thread::sleep_for(time); }

  void expect_whole_parts() {
    const StoreParts now = parts_in(folder_->path(), trial_);
    if (now != before_ && now != after_) ++half_done_;
    for (const StoreParts& parts : {before_, after_, now}) {
      for (const auto& [name, ignored] : parts) {
        const std::string& is = part(now, name);
        EXPECT_TRUE(is == part(before_, name) || is == part(after_, name))
            << name << " is torn:\n"
            << is << "\nbefore:\n"
            << part(before_, name) << "\nafter:\n"
            << part(after_, name);
      }
    }
  }

  void expect_completed() {
    const int code = trial_.complete ? trial_.complete(folder_->path())
                                     : run_reeve(folder_->path(), trial_.command).exit_code;
    EXPECT_EQ(code, exit_code_);
    EXPECT_EQ(parts_in(folder_->path(), trial_), after_);
  }

  const KillTrial& trial_;
  std::mt19937 random_{20260101};
  std::unique_ptr<ScratchDir> folder_;
  StoreParts before_, after_;
  std::chrono::microseconds whole_{0};
  int exit_code_ = -1;
  int writes_ = 0;   // of an undisturbed run, as far as they can be told apart from outside
  int written_ = 0;  // in this folder, by those that were killed
  int tried_ = 0, landed_ = 0, wrote_ = 0, half_done_ = 0;
};

}  // namespace

void run_kill_trial(const KillTrial& trial) { Trial(trial).run(); }

}  // namespace reeve::test
