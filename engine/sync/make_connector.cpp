#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/sync/connector.h"

namespace reeve {
namespace {

[[noreturn]] void wrong(const SourceConfig& config, const std::string& message) {
  throw Error(ErrorCode::config, "source `" + config.name + "`: " + message);
}

std::string hint(const std::string& name, const std::vector<std::string>& known) {
  const auto near = nearest_name(name, known);
  return near ? "; did you mean `" + *near + "`?" : "; known are " + join(known, ", ");
}

const ConnectorKind& kind_of(const SourceConfig& config, std::span<const ConnectorKind> kinds) {
  const auto it = std::ranges::find(kinds, config.kind, &ConnectorKind::name);
  if (it != kinds.end()) return *it;
  std::vector<std::string> known;
  for (const ConnectorKind& kind : kinds) known.push_back(kind.name);
  wrong(config, "no connector reads the kind `" + config.kind + "`" + hint(config.kind, known));
}

void check_options(const SourceConfig& config, const ConnectorKind& kind) {
  std::vector<std::string> known;
  for (const OptionHelp& option : kind.options) {
    known.push_back(option.name);
    if (option.required) config.required(option.name);
  }
  for (const auto& [name, value] : config.options) {
    if (std::ranges::find(known, name) == known.end()) {
      wrong(config, "the kind `" + kind.name + "` has no option `" + name + "`" + hint(name, known));
    }
  }
}

}  // namespace

std::unique_ptr<Connector> make_connector(const SourceConfig& config, std::span<const ConnectorKind> kinds,
                                          const Clock& clock) {
  const ConnectorKind& kind = kind_of(config, kinds);
  check_options(config, kind);
  return kind.create(config, clock);
}

}  // namespace reeve
