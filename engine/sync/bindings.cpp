#include "engine/sync/bindings.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr std::string_view kRule = "bindings file";

std::string at_line(std::int64_t line) { return "line " + std::to_string(line) + ": "; }

bool is_assumable(const CsvRecord& record) {
  const std::string word = lower_ascii(record["assumable"]);
  if (word == "yes" || word == "true" || word == "1") return true;
  if (word.empty() || word == "no" || word == "false" || word == "0") return false;
  throw Error(ErrorCode::config,
              at_line(record.line) + "`assumable` is `" + record["assumable"] + "`, but must be yes or no");
}

class Resolver {
 public:
  Resolver(const PrincipalLookup& lookup, BindingResult& result) : lookup_(lookup), result_(result) {}

  void resolve(const BindingRow& row) {
    const auto member = find(row, row.source, row.principal);
    const auto container = find(row, row.target_source, row.target_principal);
    if (!member || !container) return;
    result_.bindings.push_back({.member = member->ref,
                                .member_is_account = member->is_account,
                                .container = container->ref,
                                .container_is_account = container->is_account,
                                .assumable = row.assumable,
                                .rule = std::string(kRule)});
  }

 private:
  std::optional<FoundPrincipal> find(const BindingRow& row, const std::string& source,
                                     const std::string& key) {
    const bool held = lookup_.held(source);
    const auto found = held ? lookup_.find(source, key) : std::nullopt;
    if (!held) {
      problem(row, "the source `" + source + "` is not in this snapshot");
    } else if (!found) {
      problem(row, "the source `" + source + "` has no principal `" + printable_key(key) + "`");
    }
    return found;
  }
  void problem(const BindingRow& row, const std::string& what) {
    result_.problems.push_back(at_line(row.line) + what);
  }

  const PrincipalLookup& lookup_;
  BindingResult& result_;
};

}  // namespace

std::vector<std::string> binding_columns() {
  return {"source", "principal", "target_source", "target_principal", "assumable"};
}

std::vector<BindingRow> binding_rows(const std::vector<CsvRecord>& records) {
  std::vector<BindingRow> rows;
  for (const CsvRecord& record : records) {
    for (const std::string column : {"source", "principal", "target_source", "target_principal"}) {
      if (record[column].empty()) {
        throw Error(ErrorCode::config, at_line(record.line) + "`" + column + "` is empty");
      }
    }
    rows.push_back({.line = record.line,
                    .source = record["source"],
                    .principal = record["principal"],
                    .target_source = record["target_source"],
                    .target_principal = record["target_principal"],
                    .assumable = is_assumable(record)});
  }
  return rows;
}

BindingResult resolve_bindings(const std::vector<BindingRow>& rows, const PrincipalLookup& lookup) {
  BindingResult result;
  Resolver resolver(lookup, result);
  for (const BindingRow& row : rows) resolver.resolve(row);
  return result;
}

}  // namespace reeve
