#include "engine/workflow/removers.h"

#include <algorithm>

#include "engine/core/error.h"

namespace reeve {

Remover* Removers::at(const std::string& source) {
  const auto [it, is_new] = made_.try_emplace(source);
  if (is_new) it->second = make(source);
  return it->second.get();
}

std::unique_ptr<Remover> Removers::make(const std::string& name) const {
  const Config& config = context_.config;
  const auto own = std::ranges::find(config.removers, name, &RemoveConfig::name);
  if (own == config.removers.end()) return nullptr;
  const auto source = std::ranges::find(config.sources, name, &SourceConfig::name);
  if (source == config.sources.end()) return nullptr;
  const auto kind = std::ranges::find(context_.removers, source->kind, &RemoverKind::connector);
  if (kind == context_.removers.end()) {
    throw Error(ErrorCode::config, "[remove." + name + "]: reeve cannot remove at a source of kind `" +
                                       source->kind + "`; use a ticket sink");
  }
  RemoverConfig made{
      .source = name, .kind = source->kind, .base_dir = config.base_dir, .options = source->options};
  for (const std::string& option : kind->credentials) made.options.erase(option);
  for (const auto& [option, value] : own->options) made.options[option] = value;
  return kind->create(made);
}

}  // namespace reeve
