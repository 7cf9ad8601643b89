// PORT TicketSink: opens one ticket in a ticket system. Writes to the outside; never twice for one
// idempotency key where the system can tell.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/json.h"
#include "engine/core/options.h"
#include "engine/model/remediation.h"

namespace reeve {

struct TicketText {
  std::string idempotency_key;
  std::string title;
  std::string body;              // plain text: what, where, who, statement, inverse, consequence, deadline
  Json fields = Json::object();  // the same as data
};

// sent: external_ref says what the sink calls it. retry: try later. refused: trying again is no use.
struct TicketOutcome {
  enum class Kind : unsigned char { sent, retry, refused } kind = Kind::retry;
  std::string external_ref;
  std::string error;
  bool operator==(const TicketOutcome&) const = default;
};

// Thread rule: one call at a time per object. What can go wrong outside is an outcome, never an exception.
class TicketSink {
 public:
  virtual ~TicketSink() = default;
  virtual TicketOutcome open(const TicketText& ticket) = 0;
};

struct SinkConfig {
  std::string name;
  std::string kind;
  std::string base_dir;
  std::map<std::string, std::string> options;

  Options checked() const { return {options, "ticket sink `" + name + "`", "[ticket." + name + "]"}; }
};

struct SinkKind {
  std::string name;
  std::string help;
  // Throws Error{config} where an option is missing or wrong.
  std::unique_ptr<TicketSink> (*create)(const SinkConfig& config, const Clock& clock) = nullptr;
};

}  // namespace reeve
