#include "engine/sync/entitlement_catalogue.h"

#include <tuple>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

[[noreturn]] void wrong(const CsvRecord& record, const std::string& message) {
  throw Error(ErrorCode::config, "line " + std::to_string(record.line) + ": " + message);
}

bool matches(const std::string& pattern, std::string_view text) {
  if (!pattern.ends_with('*')) return pattern == text;
  return text.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
}

// How exactly a row that matches says what it means.
std::tuple<bool, std::size_t, bool> exactness(const EntitlementText& text) {
  return {!text.resource.ends_with('*'), text.resource.size(), text.privilege != "*"};
}

}  // namespace

std::vector<std::string> entitlement_columns() { return {"source", "resource", "privilege", "name", "does"}; }
std::vector<std::string> optional_entitlement_columns() { return {"owner", "language"}; }

std::vector<EntitlementText> entitlement_texts(const std::vector<CsvRecord>& records) {
  std::vector<EntitlementText> out;
  std::map<std::string, std::int64_t> lines;
  for (const CsvRecord& record : records) {
    for (const std::string& column : entitlement_columns()) {
      if (record[column].empty()) wrong(record, "`" + column + "` is empty");
    }
    EntitlementText text{.line = record.line,
                         .source = record["source"],
                         .resource = record["resource"],
                         .privilege = record["privilege"],
                         .name = record["name"],
                         .does = record["does"],
                         .owner = record["owner"],
                         .language = record["language"].empty() ? "en" : record["language"]};
    const auto [it, fresh] =
        lines.emplace(join_key({text.source, text.resource, text.privilege, text.language}), record.line);
    if (!fresh) wrong(record, "line " + std::to_string(it->second) + " describes the same");
    out.push_back(std::move(text));
  }
  return out;
}

const EntitlementText* EntitlementBook::find(const std::string& source, std::string_view resource,
                                             std::string_view privilege, const std::string& language) const {
  const EntitlementText* best = nullptr;
  for (const EntitlementText& text : texts_) {
    if (text.source != source || text.language != language || !matches(text.resource, resource)) continue;
    if (text.privilege != "*" && text.privilege != privilege) continue;
    if (best == nullptr || exactness(*best) < exactness(text)) best = &text;
  }
  return best;
}

}  // namespace reeve
