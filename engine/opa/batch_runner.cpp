#include "engine/opa/batch_runner.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "engine/opa/batch_module.h"

namespace reeve {
namespace {

struct Range {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
};

// Fewer than this are not worth a second connection.
constexpr std::size_t kWorthSplitting = 200;

std::size_t rows_per_batch(const std::vector<Json>& inputs, const BatchLimits& limits) {
  std::size_t rows = limits.rows;
  // Situations of one rule have much the same size, so the first one tells about all.
  const std::size_t size = std::max<std::size_t>(inputs.front().dump().size(), 1);
  rows = std::min(rows, std::max<std::size_t>(limits.bytes / size, 1));
  if (inputs.size() >= kWorthSplitting) {
    rows = std::min(rows, (inputs.size() + limits.connections - 1) / limits.connections);
  }
  return std::max<std::size_t>(rows, 1);
}

std::vector<Range> cut(std::size_t count, std::size_t rows) {
  std::vector<Range> ranges;
  for (std::size_t begin = 0; begin < count; begin += rows) {
    ranges.push_back({begin, std::min(count, begin + rows)});
  }
  return ranges;
}

class Run {
 public:
  Run(const std::vector<Json>& inputs, const BatchLimits& limits)
      : inputs_(inputs),
        ranges_(cut(inputs.size(), rows_per_batch(inputs, limits))),
        verdicts_(inputs.size()) {
    slow_left_ = limits.slow_batches;
  }

  std::size_t batches() const { return ranges_.size(); }

  // Takes batches until none is left or somebody failed.
  void work(const std::function<AskBatch()>& connect) {
    try {
      const AskBatch ask = connect();
      for (std::size_t i = next_++; i < ranges_.size() && !stopped_; i = next_++) evaluate(ask, ranges_[i]);
    } catch (...) {
      // Handed to the thread that asked for the run; rethrown there.
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
      stopped_ = true;
    }
  }

  std::vector<Verdict> finish() {
    if (error_) std::rethrow_exception(error_);
    return std::move(verdicts_);
  }

 private:
  void evaluate(const AskBatch& ask, Range range) {
    if (stopped_) return;
    if (slow_left_ <= 0) return give_up(range, "not tried, because this rule took too long before");
    BatchAnswer answer = ask(batch_body(inputs_, range.begin, range.end));
    if (answer.kind == BatchAnswer::Kind::done) {
      std::ranges::move(read_batch(answer.answer, range.size()),
                        verdicts_.begin() + static_cast<std::ptrdiff_t>(range.begin));
      return;
    }
    if (answer.kind == BatchAnswer::Kind::slow) --slow_left_;
    if (range.size() == 1) return give_up(range, answer.message);
    const std::size_t middle = range.begin + range.size() / 2;
    evaluate(ask, {range.begin, middle});
    evaluate(ask, {middle, range.end});
  }

  void give_up(Range range, const std::string& why) {
    for (std::size_t i = range.begin; i < range.end; ++i) verdicts_[i].error = why;
  }

  const std::vector<Json>& inputs_;
  std::vector<Range> ranges_;
  std::vector<Verdict> verdicts_;  // each element is written by one thread
  std::atomic<std::size_t> next_{0};
  std::atomic<int> slow_left_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::exception_ptr error_;  // guarded by `mutex_` while threads work
};

}  // namespace

BatchAnswer batch_answer(const OpaClient& client, OpaAnswer answer, std::chrono::milliseconds timeout) {
  using Kind = BatchAnswer::Kind;
  if (answer.failure == HttpFailure::timeout) {
    return {Kind::slow, {}, "the rule took longer than " + std::to_string(timeout.count()) + " ms"};
  }
  if (answer.failure == HttpFailure::too_large) return {Kind::failed, {}, "the rule's result is too large"};
  if (answer.status == 200) return {Kind::done, std::move(answer.body), {}};
  if (answer.status == 500 && !answer.messages.empty()) {
    return {Kind::failed, {}, answer.messages.front().printable()};
  }
  client.fail("evaluate", answer);
}

std::vector<Verdict> run_batches(const std::vector<Json>& inputs, const BatchLimits& limits,
                                 const std::function<AskBatch()>& connect) {
  if (inputs.empty()) return {};
  Run run(inputs, limits);
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(limits.connections, run.batches()); ++i) {
      others.emplace_back([&] { run.work(connect); });
    }
    run.work(connect);
  }
  return run.finish();
}

}  // namespace reeve
