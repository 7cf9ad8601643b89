// What a use case gets from the composition root (cli/main.cpp): configuration, ports and registries.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "engine/core/clock.h"
#include "engine/policy/evaluator.h"
#include "engine/remediation/removal_words.h"
#include "engine/remediation/remover.h"
#include "engine/remediation/ticket_sink.h"
#include "engine/report/writer.h"
#include "engine/store/store.h"
#include "engine/sync/connector.h"
#include "engine/workflow/config.h"

namespace reeve {

// Tells a person that long work goes on. Thread rule: may be called from several threads.
class Progress {
 public:
  virtual ~Progress() = default;
  // "reading shop", 120 of 0 (0 = not known).
  virtual void update(const std::string& what, std::int64_t done, std::int64_t total) = 0;
  virtual void note(const std::string& line) = 0;
};

// Says nothing. For tests and for output that is not a terminal.
class SilentProgress final : public Progress {
 public:
  void update(const std::string&, std::int64_t, std::int64_t) override {}
  void note(const std::string&) override {}
};

struct Context {
  Config config;
  const Clock* clock = nullptr;
  Progress* progress = nullptr;
  std::span<const ConnectorKind> connectors;
  std::span<const SinkKind> sinks;
  std::span<const RemovalWords> removal_words;
  std::span<const RemoverKind> removers;
  std::span<const WriterKind> writers;
  std::function<std::unique_ptr<Store>()> open_store;           // Error{store} where it does not exist
  std::function<std::unique_ptr<Store>()> create_store;         // makes it where it does not exist
  std::function<std::unique_ptr<Evaluator>()> start_evaluator;  // Error{policy_engine}
  // Runs the policy engine as a command: its exit code, and what it says.
  std::function<std::pair<int, std::string>(const std::vector<std::string>& arguments)> run_engine;
  // Serves the portal until it is told to stop; calls the function once with the address in use.
  std::function<void(Context&, const std::function<void(const std::string&)>&)> run_portal;
  std::string acting_user;  // who runs the command, for records: "root on command line"
};

// Exit codes (README): the worst of what happened wins, 4 over 3 over 2.
struct Outcome {
  bool findings = false;       // findings or differences: 2
  bool incomplete = false;     // a source incomplete, stale or quarantined: 3
  bool not_evaluable = false;  // a rule or a resource not evaluable, or no policy engine: 4
  int exit_code() const { return not_evaluable ? 4 : incomplete ? 3 : findings ? 2 : 0; }
};

}  // namespace reeve
