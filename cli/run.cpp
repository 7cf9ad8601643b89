#include "cli/run.h"

#include "cli/parser.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

int run_or_throw(const std::vector<std::string>& words, std::span<const Command> commands, Context& context,
                 Output& out) {
  const Invocation invocation = parse(words, commands, out.width);
  if (invocation.command == nullptr) {
    out.data << invocation.text;
    return 0;
  }
  if (!invocation.color) out.color = false;
  context.config.path = invocation.config_path;
  if (invocation.command->needs_config) context.config = load_config(invocation.config_path);
  return invocation.command->run(context, invocation.args, out);
}

int tell(Output& out, std::string_view message, int code) {
  out.data.flush();
  out.messages << "reeve: " << printable_utf8(message) << std::endl;
  return code;
}

}  // namespace

int exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 64;
    case ErrorCode::incomplete: return 3;
    case ErrorCode::policy_engine:
    case ErrorCode::policy: return 4;
    default: return 1;
  }
}

int run(const std::vector<std::string>& words, std::span<const Command> commands, Context& context,
        Output& out) noexcept {
  try {
    const int code = run_or_throw(words, commands, context, out);
    out.data.flush();
    if (!out.data) return tell(out, "cannot write to standard output", 1);
    return code;
  } catch (const Error& error) {
    return tell(out, error.message(), exit_code_of(error.code()));
  } catch (const std::exception& error) {
    return tell(out, std::string("internal error: ") + error.what(), 1);
  }
}

}  // namespace reeve::cli
