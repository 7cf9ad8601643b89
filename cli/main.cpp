// The composition root: the only file that knows every registry and adapter. It fills a Context and hands it
// on.
#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "cli/run.h"
#include "cli/terminal.h"
#include "connectors/registry.h"
#include "connectors/removal_words.h"
#include "connectors/removers.h"
#include "engine/core/options.h"
#include "engine/opa/opa_binary.h"
#include "engine/opa/opa_evaluator.h"
#include "engine/opa/opa_fleet.h"
#include "engine/opa/subprocess.h"
#include "engine/sql/sql_store.h"
#include "portal/portal.h"
#include "reports/registry.h"
#include "tickets/registry.h"

namespace {

using namespace reeve;

std::string acting_user() {
  const passwd* user = ::getpwuid(::getuid());
  return (user == nullptr ? "user " + std::to_string(::getuid()) : std::string(user->pw_name)) +
         " on command line";
}

std::unique_ptr<Evaluator> start_evaluator(const Config& config) {
  if (config.opa_urls.empty()) return start_opa({.binary = config.opa_binary});
  const std::map<std::string, std::string> options{{"token_env", config.opa_token_env}};
  return use_fleet({.urls = config.opa_urls,
                    .token = Options{options, "the OPA servers", "[opa]"}.secret("token_env"),
                    .ca_file = config.opa_ca_file,
                    .binary = config.opa_binary});
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  const SystemClock clock;
  const std::unique_ptr<Progress> progress = cli::make_progress(std::cerr, STDERR_FILENO);

  Context context;
  context.clock = &clock;
  context.progress = progress.get();
  context.connectors = connector_kinds();
  context.sinks = ticket_sinks();
  context.removal_words = removal_words();
  context.removers = remover_kinds();
  context.writers = report_writers();
  context.open_store = [&context] { return open_store(context.config.store); };
  context.create_store = [&context] { return create_store(context.config.store); };
  context.start_evaluator = [&context] { return start_evaluator(context.config); };
  context.run_engine = [&context](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), find_opa(context.config.opa_binary).path);
    const ProgramOutput output = run_program(arguments, std::chrono::minutes(10));
    return std::pair(output.exit_code, output.text);
  };
  context.acting_user = acting_user();
  context.run_portal = portal::run_portal;

  cli::Output out{.data = std::cout,
                  .messages = std::cerr,
                  .color = cli::wants_color(STDOUT_FILENO),
                  .width = cli::terminal_width(STDOUT_FILENO)};
  return cli::run({argv + 1, argv + argc}, cli::commands(), context, out);
}
