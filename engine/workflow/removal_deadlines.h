// Until when a removal is to be done: by the risk of what it ends.
#pragma once

#include <map>
#include <string>

#include "engine/store/store.h"
#include "engine/workflow/config.h"

namespace reeve {

// Reads each campaign once. Store and settings must outlive it.
class RemovalDeadlines {
 public:
  RemovalDeadlines(Store& store, const RemovalSettings& settings) : store_(store), settings_(settings) {}

  // The highest risk of its cases; high where it belongs to no campaign.
  Severity risk_of(const Removal& removal);
  UtcMillis due(const Removal& removal);
  // Open, not rejected, and the deadline has passed.
  bool is_overdue(const Removal& removal, UtcMillis now);

 private:
  Store& store_;
  const RemovalSettings& settings_;
  std::map<std::string, std::map<std::int32_t, Severity>> risks_;  // by campaign and case
};

}  // namespace reeve
