// A connector over a folder of fact files, one per kind of fact, whatever the files look like inside.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "connectors/row_mapping.h"
#include "engine/sync/connector.h"

namespace reeve {

struct FactRow {
  std::int64_t line = 0;
  std::variant<Fact, RowMistake> mapped;
};

// One open file. Thread rule: one thread at a time.
class FactFile {
 public:
  virtual ~FactFile() = default;
  // False at the end of the file, and where the rest of it cannot be read.
  virtual bool next(FactRow& row) = 0;
  // Why the rest could not be read; empty where all of it was.
  virtual std::string problem() const = 0;
  // Columns that can be told before the first row, for the scope; empty = none can.
  virtual std::vector<std::string> columns() const = 0;
  // So far: columns that are not known, and not read.
  virtual std::vector<std::string> unknown_columns() const = 0;
};

struct FactFileKind {
  std::string name;  // "csv": the kind in the registry, and the end of the names of its files
  // Throws Error{source} or Error{io} where no row can be read.
  std::unique_ptr<FactFile> (*open)(const std::string& path, const RowFormat& format) = nullptr;
};

// `identities.csv`, or the same compressed: `identities.csv.gz`, `identities.csv.zst`; one of them. Options
// `dir` and `sections`.
std::unique_ptr<Connector> make_fact_file_connector(const SourceConfig& config, const FactFileKind& kind);
std::vector<OptionHelp> fact_file_options(const std::string& extension);

}  // namespace reeve
