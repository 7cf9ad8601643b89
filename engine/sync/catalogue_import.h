// Decisions about what resources contain, out of the files of data catalogues. Pure; the formats are
// docs/formats/catalogues.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/sync/classification.h"

namespace reeve {

struct ImportOptions {
  std::string name;                                      // of the catalogue, for people
  std::string source;                                    // whose resources it describes
  std::string database;                                  // where the file names none
  std::string schema;                                    // likewise
  std::string key = "{database}.{schema}.{table}";       // of a table; a column adds a dot and its name
  std::string meta = "categories";                       // key of `meta` that holds categories
  std::map<std::string, std::vector<std::string>> tags;  // categories by tag, beside `category:<id>`
};

struct ImportedLabels {
  std::vector<LabelRow> rows;  // in the order of the file; columns after their table
  std::size_t described = 0;   // tables, views and columns in the file, with or without a decision
  std::size_t suggested = 0;   // tags that nobody has confirmed: they decide nothing
};

// A dbt manifest.json, or a schema file (schema.yml as JSON): models, seeds, snapshots and sources. Throws
// Error{config} that names the resource on a category that is not among `known`, on `none` beside one, and on
// a document that is neither.
ImportedLabels dbt_labels(const Json& document, const ImportOptions& options,
                          const std::vector<std::string>& known);

// Tables of OpenMetadata: what its tables API answers, the list in it, or one table. Throws likewise.
ImportedLabels openmetadata_labels(const Json& document, const ImportOptions& options,
                                   const std::vector<std::string>& known);

// A file of two columns, tag and category (several rows or `|` for several categories).
std::vector<std::string> tag_columns();
std::map<std::string, std::vector<std::string>> tag_map(const std::vector<CsvRecord>& records,
                                                        const std::vector<std::string>& known);

}  // namespace reeve
