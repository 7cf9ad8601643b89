#include "engine/workflow/ticket_sinks.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {

TicketSinks make_sinks(const Context& context) {
  TicketSinks sinks;
  for (const SinkConfig& config : context.config.ticket_sinks) {
    const auto kind = std::ranges::find(context.sinks, config.kind, &SinkKind::name);
    if (kind == context.sinks.end()) {
      std::vector<std::string> known;
      for (const SinkKind& k : context.sinks) known.push_back("`" + k.name + "`");
      throw Error(ErrorCode::config, "ticket sink `" + config.name + "`: there is no kind `" + config.kind +
                                         "`; there is " + enumerate_words(known));
    }
    confidentiality_of(config);
    sinks[config.name] = kind->create(config, *context.clock);
  }
  return sinks;
}

Confidentiality confidentiality_of(const SinkConfig& config) {
  const Options options = config.checked();
  const std::string level = options.optional("confidentiality", "internal");
  if (level == "internal") return Confidentiality::internal;
  if (level == "confidential") return Confidentiality::confidential;
  throw Error(ErrorCode::config, options.owner + ": `confidentiality` is `" + level +
                                     "`; use internal or confidential: what is public gets no tickets");
}

}  // namespace reeve
