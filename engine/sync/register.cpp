#include "engine/sync/register.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"

namespace reeve {
namespace {

[[noreturn]] void wrong(std::int64_t line, const std::string& message) {
  throw Error(ErrorCode::config, "line " + std::to_string(line) + ": " + message);
}

}  // namespace

std::vector<std::string> register_columns() { return {"system", "source"}; }
std::vector<std::string> optional_register_columns() { return {"holder", "note"}; }

std::vector<RegisteredSystem> registered_systems(const std::vector<CsvRecord>& records) {
  std::vector<RegisteredSystem> out;
  std::map<std::string, std::int64_t> lines;
  for (const CsvRecord& record : records) {
    const std::string& system = record["system"];
    if (system.empty()) wrong(record.line, "`system` is empty");
    const auto [it, fresh] = lines.emplace(system, record.line);
    if (!fresh)
      wrong(record.line, "the system `" + system + "` stands in line " + std::to_string(it->second) + " too");
    out.push_back({.line = record.line, .system = system, .source = record["source"]});
  }
  return out;
}

std::vector<RegisteredSystem> unread_systems(const std::vector<RegisteredSystem>& systems,
                                             const std::vector<std::string>& sources) {
  std::vector<RegisteredSystem> out;
  for (const RegisteredSystem& system : systems) {
    if (std::ranges::find(sources, system.source) == sources.end()) out.push_back(system);
  }
  return out;
}

}  // namespace reeve
