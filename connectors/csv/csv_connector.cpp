#include "connectors/csv/csv_connector.h"

#include "connectors/csv/csv_client.h"

namespace reeve {

ConnectorKind csv_connector() {
  return {.name = "csv",
          .help = "a folder of CSV files, one per kind of fact (docs/formats/facts.md)",
          .options = fact_file_options("csv"),
          .create = [](const SourceConfig& config, const Clock&) {
            return make_fact_file_connector(config, {.name = "csv", .open = open_csv_facts});
          }};
}

}  // namespace reeve
