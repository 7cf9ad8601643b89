#include "engine/workflow/sync_inputs.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/yaml.h"
#include "engine/sync/catalogue_import.h"
#include "engine/workflow/policy_files.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

template <class Read>
auto rows_of(const std::string& path, const std::vector<std::string>& required,
             const std::vector<std::string>& optional, Read read) -> decltype(read({})) {
  if (path.empty()) return {};
  const std::vector<CsvRecord> records = read_csv_table(path, required, optional);
  try {
    return read(records);
  } catch (Error& error) {
    throw error.add_context(path);
  }
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::config, "there is no file `" + path + "`");
  return {std::istreambuf_iterator<char>(in), {}};
}

Json document_of(const std::string& path) {
  const std::string extension = lower_ascii(fs::path(path).extension().string());
  const bool yaml = extension == ".yml" || extension == ".yaml";
  return yaml ? parse_yaml(text_of(path), path) : parse_json(text_of(path), path);
}

void check_options(const SourceConfig& catalogue) {
  const std::vector<std::string> known{"file", "source", "database", "schema", "key", "meta", "tags"};
  for (const auto& [option, value] : catalogue.options) {
    if (std::ranges::find(known, option) != known.end()) continue;
    const auto near = nearest_name(option, known);
    throw Error(ErrorCode::config,
                "catalogue " + catalogue.name + " has no option `" + option + "`; " +
                    (near ? "did you mean `" + *near + "`?" : "it has " + join(known, ", ")));
  }
  for (const std::string needed : {"file", "source"}) {
    if (catalogue.options.contains(needed)) continue;
    throw Error(ErrorCode::config, "catalogue " + catalogue.name + " needs the option `" + needed + "`");
  }
}

std::string option_of(const SourceConfig& catalogue, const std::string& name, std::string fallback) {
  const auto it = catalogue.options.find(name);
  return it == catalogue.options.end() ? std::move(fallback) : it->second;
}

std::vector<LabelRow> labels_of(const SourceConfig& catalogue, const std::vector<std::string>& categories) {
  check_options(catalogue);
  const auto path = [&](const std::string& option) {
    const std::string file = option_of(catalogue, option, "");
    return file.empty() ? file : (fs::path(catalogue.base_dir) / file).lexically_normal().string();
  };
  ImportOptions options{.name = catalogue.name,
                        .source = catalogue.options.at("source"),
                        .database = option_of(catalogue, "database", ""),
                        .schema = option_of(catalogue, "schema", ""),
                        .tags = {}};
  options.key = option_of(catalogue, "key", options.key);
  options.meta = option_of(catalogue, "meta", options.meta);
  options.tags = rows_of(path("tags"), tag_columns(), {},
                         [&](const std::vector<CsvRecord>& records) { return tag_map(records, categories); });
  const Json document = document_of(path("file"));
  if (catalogue.kind == "dbt") return dbt_labels(document, options, categories).rows;
  if (catalogue.kind == "openmetadata") return openmetadata_labels(document, options, categories).rows;
  throw Error(ErrorCode::config, "catalogue " + catalogue.name + ": there is no kind `" + catalogue.kind +
                                     "`; there are dbt and openmetadata");
}

}  // namespace

SyncInputs read_sync_inputs(const Config& config) {
  SyncInputs in;
  in.policy_data = policy_data(config);
  in.categories = category_ids(in.policy_data);
  in.bindings = rows_of(config.bindings_file, binding_columns(), {}, binding_rows);
  in.labels =
      rows_of(config.labels_file, label_columns(), optional_label_columns(),
              [&](const std::vector<CsvRecord>& records) { return label_rows(records, in.categories); });
  for (const SourceConfig& catalogue : config.catalogues) {
    std::ranges::move(labels_of(catalogue, in.categories), std::back_inserter(in.imports));
  }
  in.systems =
      rows_of(config.register_file, register_columns(), optional_register_columns(), registered_systems);
  return in;
}

}  // namespace reeve
