// PORT Clock: where "now" comes from. Nothing else in the project reads the wall clock.
#pragma once

#include "engine/core/time.h"

namespace reeve {

// Thread rule: now() may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcMillis now() const = 0;
};

class SystemClock final : public Clock {
 public:
  UtcMillis now() const override;
};

// The in-memory twin: stands still until it is set.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(UtcMillis now) : now_(now) {}
  UtcMillis now() const override { return now_; }
  void set(UtcMillis now) { now_ = now; }
  void advance(UtcMillis by) { now_ += by; }

 private:
  UtcMillis now_;
};

}  // namespace reeve
