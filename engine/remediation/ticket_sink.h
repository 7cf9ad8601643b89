// PORT TicketSink: opens one ticket in a ticket system. Writes to the outside; never twice for one
// idempotency key where the system can tell.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/json.h"
#include "engine/core/options.h"
#include "engine/model/remediation.h"

namespace reeve {

// How much about people a ticket system may be told. internal: no name of a person beside those of the
// accounts that the change names. confidential: also who decided, and by name who else loses what.
enum class Confidentiality : unsigned char { internal, confidential };

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
  UtcMillis retry_after = 0;  // milliseconds that the sink asks to wait; 0 = it does not say
  bool operator==(const TicketOutcome&) const = default;
};

// What a ticket system says about a ticket now. unknown: it cannot be told, `detail` says why.
struct TicketStatus {
  enum class Kind : unsigned char { open, done, rejected, unknown } kind = Kind::unknown;
  std::string detail;  // the system's own word, and the reason where it was rejected
  bool operator==(const TicketStatus&) const = default;
};

// Thread rule: one call at a time per object. What can go wrong outside is an outcome, never an exception.
class TicketSink {
 public:
  virtual ~TicketSink() = default;
  virtual TicketOutcome open(const TicketText& ticket) = 0;
  // nullopt: nobody can ask there.
  virtual std::optional<TicketStatus> status(const std::string& external_ref) {
    static_cast<void>(external_ref);
    return std::nullopt;
  }
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
